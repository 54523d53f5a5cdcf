/** What stopped: `path` when nothing at all gets through, `voice` when only the other side's sound does not come. */
export type SoundLoss = 'path' | 'voice';

export interface SoundEvents {
  /** A steady stream has stopped a moment ago: perhaps a loss begins. Nothing is stated yet. */
  doubtful(): void;
  /** ICE has lost the path (disconnected or failed). */
  broken(): void;
  /** ICE has a path again. */
  mended(): void;
  /** @param at when the last packet came, UTC ms */
  lost(what: SoundLoss, at: number): void;
  back(at: number): void;
}

/** No packet for so long, in a stream that had been steady. */
const SILENT = 1_500;
/** After so long it is worth a question to the PBX; its silence will tell a dead network early. */
const DOUBTFUL = 700;
/** The same while the path provably lives: perhaps the other side only sends nothing. */
const SILENT_ON_A_LIVING_PATH = 5_000;
/** A packet within this time: the sound flows. Even G.711 in frames of 60 ms sends six meanwhile. */
const FLOWING = 400;
/** Voice is 50 packets a second, at least 16 in long frames; Opus in pauses (DTX) sends 2 or 3. */
const STEADY = 10;
const EVERY = 500;
const EVERY_WHEN_SILENT = 250;

interface Counters {
  readonly packets: number;
  /** Answers to ICE's consent checks (RFC 7675). */
  readonly consents: number;
  /** When the last packet came, UTC ms. */
  readonly lastAt: number | undefined;
}

/**
 * Watches whether sound gets through. No single sign is enough: ICE needs five seconds and more to see a loss, and
 * packets stop also where nobody is silent by accident (DTX, comfort noise, a PBX that waits). So a loss is a steady
 * stream that stopped for 1.5 s while consent checks are not answered either, or what ICE itself calls a loss. A stream
 * that stops on a living path is a loss after 5 s. With comfort noise negotiated (RFC 3389) only ICE counts.
 *
 * It also keeps the event of a failed ICE from JsSIP, which would end the call: a capturing listener comes before those
 * of the target itself (DOM §2.9), also before one that was added earlier.
 */
export class SoundWatch {
  readonly #connection: RTCPeerConnection;
  readonly #events: SoundEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #expected = false;
  #wasConnected = false;
  #lost = false;
  #doubted = false;
  #steady = false;
  #last: Counters = { packets: 0, consents: 0, lastAt: undefined };
  #lastAt = 0;
  #measuredAt = 0;

  constructor(connection: RTCPeerConnection, events: SoundEvents) {
    this.#connection = connection;
    this.#events = events;
    connection.addEventListener('iceconnectionstatechange', this.#iceChanged, { capture: true });
  }

  /** Sound got through at least once. */
  get wasConnected(): boolean {
    return this.#wasConnected;
  }

  get isConnected(): boolean {
    return /^(?:connected|completed)$/.test(this.#connection.iceConnectionState);
  }

  get isLost(): boolean {
    return this.#lost;
  }

  /** Whether there should be sound: a talk that nobody holds. A stream that stops by a hold is no loss. */
  expect(expected: boolean): void {
    if (expected === this.#expected || this.#stopped) return;
    this.#expected = expected;
    clearTimeout(this.#timer);
    this.#lastAt = this.#measuredAt = Date.now();
    if (expected) this.#again(EVERY);
    else this.#isBack(Date.now());
  }

  /** Whether the path works at this moment, as far as can be told without waiting. */
  async flowsNow(): Promise<boolean> {
    if (!this.isConnected || this.#lost) return false;
    if (!this.#expected || !this.#steady) return true;
    const now = await this.#measure();
    return now.packets > this.#last.packets
      ? Date.now() - (now.lastAt ?? Date.now()) < FLOWING
      : Date.now() - this.#lastAt < FLOWING;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#connection.removeEventListener('iceconnectionstatechange', this.#iceChanged, { capture: true });
  }

  readonly #iceChanged = (event: Event): void => {
    const state = this.#connection.iceConnectionState;
    if (this.isConnected) {
      this.#wasConnected = true;
      this.#events.mended();
    }
    if (state === 'failed' || state === 'disconnected') {
      this.#events.broken();
      this.#isLost('path', Date.now());
    }
    if (state === 'failed') event.stopImmediatePropagation();
  };

  #again(ms: number): void {
    if (this.#stopped || !this.#expected) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), ms);
  }

  async #look(): Promise<void> {
    const now = await this.#measure().catch(() => this.#last);
    if (this.#stopped || !this.#expected) return;
    const at = Date.now();
    if (now.packets > this.#last.packets) {
      const rate = ((now.packets - this.#last.packets) * 1_000) / Math.max(1, at - this.#measuredAt);
      if (rate >= STEADY) this.#steady = true;
      this.#last = now;
      this.#lastAt = now.lastAt ?? at;
      this.#doubted = false;
      this.#isBack(this.#lastAt);
    } else if (this.#steady && !usesComfortNoise(this.#connection)) {
      const silent = at - this.#lastAt;
      if (silent >= DOUBTFUL && !this.#doubted) {
        this.#doubted = true;
        this.#events.doubtful();
      }
      const living = now.consents > this.#last.consents;
      if (silent >= (living ? SILENT_ON_A_LIVING_PATH : SILENT)) {
        this.#isLost(living ? 'voice' : 'path', this.#lastAt);
      }
    }
    this.#measuredAt = at;
    this.#again(this.#lost || at - this.#lastAt > EVERY_WHEN_SILENT ? EVERY_WHEN_SILENT : EVERY);
  }

  #isLost(what: SoundLoss, at: number): void {
    if (this.#lost || !this.#expected || this.#stopped) return;
    this.#lost = true;
    this.#events.lost(what, Math.max(at, this.#lastAt));
    this.#again(EVERY_WHEN_SILENT);
  }

  #isBack(at: number): void {
    if (!this.#lost || this.#stopped) return;
    this.#lost = false;
    this.#events.back(at);
  }

  async #measure(): Promise<Counters> {
    let packets = 0;
    let consents = 0;
    let lastAt: number | undefined;
    for (const stat of (await this.#connection.getStats()).values()) {
      if (stat.type === 'inbound-rtp' && stat.kind === 'audio') {
        packets += stat.packetsReceived ?? 0;
        lastAt = sane(stat.lastPacketReceivedTimestamp) ?? lastAt;
      }
      if (stat.type === 'candidate-pair') consents += stat.responsesReceived ?? 0;
    }
    return { packets, consents, lastAt };
  }
}

/** Browsers differ in the origin of this clock; what cannot be a moment of the last minute is none. */
function sane(timestamp: number | undefined): number | undefined {
  if (timestamp === undefined) return undefined;
  const at = timestamp < 1e12 ? timestamp + performance.timeOrigin : timestamp;
  return Math.abs(Date.now() - at) < 60_000 ? Math.min(Math.round(at), Date.now()) : undefined;
}

const usesComfortNoise = ({ localDescription, remoteDescription }: RTCPeerConnection): boolean =>
  [localDescription, remoteDescription].every((one) => /^a=rtpmap:\d+ CN\//m.test(one?.sdp ?? ''));
