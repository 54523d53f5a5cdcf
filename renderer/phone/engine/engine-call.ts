import { Failure } from '../../../shared/contract/failure.ts';
import type { PhoneFact } from '../../../shared/contract/phone.ts';
import type { FactBody } from '../../../shared/domain/call/fact.ts';
import { sendTones } from './dtmf.ts';
import { type EndFacts, endFacts, type LegEnd } from './end-cause.ts';
import { type MediaWatch, voiceSender, watchMedia } from './peer.ts';
import type { CallStreams, EngineListener, Microphone } from './port.ts';
import { type Leg, type LegEvents, LegRefused } from './stack.ts';

export interface EngineCallOptions {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly microphone: Microphone;
  readonly listener: EngineListener;
  readonly isConnected: () => boolean;
  readonly ended: () => void;
}

/** What the core accepts from us: everything but its own two conclusions. */
type StatedFact = Exclude<FactBody, { kind: 'interrupted' | 'reclaimed' }>;

/** How long a call that nobody has answered may outlive the connection that it came by: its end would not be heard. */
const UNANSWERED_WITHOUT_WIRE = 10_000;
/** Sound that does not come back by then is given up. Longer than a reconnection after a change of network takes. */
const MEDIA_PATIENCE = 30_000;
/** ICE notices a lost path within seconds; often it mends itself, so it gets a moment before it is restarted. */
const ICE_PATIENCE = 2_000;
/** RFC 3261 §14.1: after a glare each side waits for a time of its own, 0 to 4 s. */
const GLARE_WAIT = 2_000;

/** One call of the engine: its leg, its microphone, and the facts about it in order. */
export class EngineCall {
  leg: Leg | undefined;
  readonly events: LegEvents;
  readonly id: string;
  readonly #options: EngineCallOptions;
  #peer: RTCPeerConnection | undefined;
  #media: MediaWatch | undefined;
  #local: MediaStream | undefined;
  #remote: MediaStream | undefined;
  #rang = false;
  #answered = false;
  #answering = false;
  #over = false;
  #muted = false;
  #held = false;
  #heldByCustomer = false;
  #reoffers: Promise<void> = Promise.resolve();
  #timers: {
    wire?: ReturnType<typeof setTimeout>;
    media?: ReturnType<typeof setTimeout>;
    ice?: ReturnType<typeof setTimeout>;
  } = {};

  constructor(options: EngineCallOptions) {
    this.id = options.id;
    this.#options = options;
    this.events = {
      peer: (connection) => this.#hasPeer(connection),
      progress: (status, sdp) => {
        if (status < 180 || this.#answered) return;
        this.#rang = true;
        this.state({ kind: 'progress', sipCode: status, earlyMedia: sdp });
      },
      accepted: () => {
        if (this.#answered) return;
        this.#answered = true;
        clearTimeout(this.#timers.wire);
        this.state({ kind: 'answered', by: options.direction === 'inbound' ? 'operator' : 'customer' });
      },
      remoteHold: (held) => {
        // A library may have switched our tracks over; mute and hold are decided here.
        this.#applySending();
        if (held === this.#heldByCustomer) return;
        this.#heldByCustomer = held;
        this.state({ kind: held ? 'held' : 'resumed', by: 'customer' });
      },
      ended: (end) => this.#endedBy(end),
    };
  }

  get isTalking(): boolean {
    return this.#answered && !this.#held && !this.#over;
  }

  get streams(): CallStreams {
    return {
      ...(this.#local ? { local: this.#local } : {}),
      ...(this.#remote ? { remote: this.#remote } : {}),
    };
  }

  /** States a fact about this call, now. */
  state(body: StatedFact): void {
    if (this.#over) return;
    this.#options.listener.fact({ callId: this.id, at: Date.now(), ...body } as PhoneFact);
  }

  async openMicrophone(): Promise<MediaStream> {
    const local = await this.#options.microphone.acquire(this.id, (stream) =>
      this.#replaceMicrophone(stream),
    );
    if (this.#over) {
      this.#options.microphone.release(this.id);
      throw new Failure('callGone');
    }
    this.#local = local;
    this.#applySending();
    return local;
  }

  /** @returns whether this was the one that answered */
  async answer(): Promise<boolean> {
    if (this.#answering || this.#answered || this.#options.direction === 'outbound') return false;
    this.#answering = true;
    try {
      const local = await this.openMicrophone();
      this.#tellStreams();
      this.leg?.answer(local);
      return true;
    } catch (error) {
      this.#answering = false;
      throw error;
    }
  }

  decline(status: number): void {
    if (this.#options.direction === 'outbound' || this.#answered) {
      this.hangUp();
      return;
    }
    this.#finish({ cause: 'declined', by: 'operator', sipCode: status }, () => this.leg?.reject(status));
  }

  hangUp(): void {
    if (this.#answered) this.#finish({ cause: 'hangup', by: 'operator' }, () => this.leg?.hangUp());
    else if (this.#options.direction === 'inbound') this.decline(486);
    else this.#finish({ cause: 'cancelled', by: 'operator' }, () => this.leg?.hangUp());
  }

  mute(muted: boolean): void {
    if (muted === this.#muted) return;
    this.#muted = muted;
    this.#applySending();
    this.state({ kind: muted ? 'muted' : 'unmuted' });
  }

  /** The operator is not heard from the first moment on, whatever the PBX answers. */
  async hold(held: boolean): Promise<void> {
    if (!this.#answered) throw new Failure('callGone');
    if (held === this.#held) return;
    this.#held = held;
    this.#applySending();
    try {
      await this.#reoffer(false);
    } catch (error) {
      this.#held = !held;
      this.#applySending();
      throw new Failure('pbxRefused', error instanceof LegRefused ? { sipCode: error.status } : {}, {
        cause: error,
      });
    }
    this.state({ kind: held ? 'held' : 'resumed', by: 'operator' });
  }

  sendTones(tones: string): void {
    const sender = this.#peer && voiceSender(this.#peer);
    if (!sender || !sendTones(sender, tones, (tone) => this.state({ kind: 'toneSent', tone }))) {
      throw new Failure('internal');
    }
  }

  async transfer(uri: string, target: string): Promise<void> {
    if (!this.#answered || this.leg === undefined) throw new Failure('callGone');
    try {
      await this.leg.refer(uri);
    } catch (error) {
      throw new Failure('pbxRefused', error instanceof LegRefused ? { sipCode: error.status } : {}, {
        cause: error,
      });
    }
    this.state({ kind: 'transferred', target });
    // The PBX waits for our BYE.
    this.hangUp();
  }

  connectionLost(): void {
    if (this.#answered || this.#over) return;
    this.#timers.wire ??= setTimeout(() => this.#endedBy({ kind: 'lost' }), UNANSWERED_WITHOUT_WIRE);
  }

  /**
   * A re-INVITE from the new socket tells the PBX where we are now: without it, it would send its BYE into the old one
   * and we would never hear of it. ICE is restarted only where the sound is broken too: where it flows, a restart can
   * only disturb it, and if the network is another one, `#mediaBroken` follows within seconds.
   */
  connectionBack(): void {
    if (!this.#answered || this.#over) return;
    this.#reoffer(!this.#media?.isConnected).catch((error) => {
      if (error instanceof LegRefused && isGone(error.status)) {
        this.#endedBy({ kind: 'lost', status: error.status });
      } else this.#options.listener.note('re-INVITE after the reconnection failed', error);
    });
  }

  /** An attempt of which nobody outside has heard. */
  discard(): void {
    this.#over = true;
    this.#close();
  }

  #hasPeer(connection: RTCPeerConnection): void {
    this.#peer = connection;
    connection.addEventListener('track', ({ track }) => {
      // A stream of our own: from theirs the track is taken away during a hold, and players and recorders go dead.
      if (this.#remote?.getAudioTracks()[0] === track) return;
      this.#remote = new MediaStream([track]);
      this.#tellStreams();
    });
    this.#media = watchMedia(connection, {
      broken: () => this.#mediaBroken(),
      mended: () => this.#mediaMended(),
    });
    this.#tellStreams();
  }

  #mediaBroken(): void {
    this.#timers.ice ??= setTimeout(() => {
      if (this.#answered && this.#options.isConnected()) {
        this.#reoffer(true).catch((error) => this.#options.listener.note('ICE restart failed', error));
      }
    }, ICE_PATIENCE);
    this.#timers.media ??= setTimeout(() => {
      this.leg?.hangUp();
      const cause = this.#media?.wasConnected ? 'networkLost' : 'mediaFailed';
      this.#finish({ cause, by: 'network' });
    }, MEDIA_PATIENCE);
  }

  #mediaMended(): void {
    clearTimeout(this.#timers.ice);
    clearTimeout(this.#timers.media);
    delete this.#timers.ice;
    delete this.#timers.media;
  }

  /** One re-INVITE at a time, each with the wishes of the moment in which it is its turn. */
  #reoffer(iceRestart: boolean): Promise<void> {
    const mine = this.#reoffers.then(async () => {
      const offer = () =>
        this.leg?.reoffer({ direction: this.#held ? 'sendonly' : 'sendrecv', iceRestart }) ??
        Promise.resolve();
      try {
        await offer();
      } catch (error) {
        if (!(error instanceof LegRefused) || error.status !== 491 || this.#over) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * GLARE_WAIT));
        await offer();
      }
    });
    this.#reoffers = mine.catch(() => {});
    return mine;
  }

  #applySending(): void {
    for (const track of this.#local?.getAudioTracks() ?? []) track.enabled = !this.#muted && !this.#held;
  }

  #replaceMicrophone(stream: MediaStream): void {
    this.#local = stream;
    this.#applySending();
    const [track = null] = stream.getAudioTracks();
    const sender = this.#peer && voiceSender(this.#peer);
    sender?.replaceTrack(track).catch((error) => this.#options.listener.note('replaceTrack failed', error));
    this.#tellStreams();
  }

  #tellStreams(): void {
    if (!this.#over) this.#options.listener.streams(this.id, this.streams);
  }

  #endedBy(end: LegEnd): void {
    this.#finish(endFacts(end, this.#rang));
  }

  /** The end is stated once and at once; the library's own view of it comes later and changes nothing. */
  #finish(end: EndFacts, tellLeg?: () => void): void {
    if (this.#over) return;
    this.state({ kind: 'ended', ...end });
    this.#over = true;
    try {
      tellLeg?.();
    } catch (error) {
      this.#options.listener.note('the library did not take the end of a call', error);
    }
    this.#close();
  }

  #close(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#media?.stop();
    this.#options.microphone.release(this.id);
    this.#options.ended();
  }
}

const isGone = (status: number): boolean => status === 408 || status === 481;
