import {
  type MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
} from 'werift';
import type { Metronome } from './metronome.ts';
import { FRAME_BYTES, type Level, LevelMeter } from './pcmu.ts';
import { iceUserOf, speaksPcmu, withIceLiteInSession, withoutCandidates } from './sdp.ts';
import { type AudioSource, silence } from './speech.ts';
import { toneOf } from './telephone-event.ts';

const PCMU = 0;
const TELEPHONE_EVENT = 101;

/** A description that we cannot speak with, or that makes no sense: SIP 488. */
export class UnacceptableMedia extends Error {
  override readonly name = 'UnacceptableMedia';
}

export interface MediaOptions {
  readonly metronome: Metronome;
  /** Addresses that the caller's end listens on. Loopback: the browser is on the same machine. */
  readonly addresses: readonly string[];
  /** Dialled tones that came as RTP events (RFC 4733). */
  readonly onTone?: (tone: string) => void;
  readonly onHeard?: (payload: Buffer) => void;
  readonly onConnected?: () => void;
}

export interface MediaFigures {
  readonly heard: { readonly packets: number } & Level;
  readonly sent: { readonly packets: number };
}

/**
 * The caller's end of one call: sends a paced µ-law stream and measures what comes back.
 *
 * One peer connection for the whole life of the call; a hold or an ICE restart renegotiates it.
 */
export class CallerMedia {
  readonly #peer: RTCPeerConnection;
  readonly #options: MediaOptions;
  readonly #meter = new LevelMeter();
  readonly #stopTicking: () => void;
  #source: AudioSource = silence;
  #sequence = Math.floor(Math.random() * 0x8000);
  #timestamp = Math.floor(Math.random() * 0x80000000);
  #heardPackets = 0;
  #sentPackets = 0;
  #lastHeardAt: number | undefined;
  #lastTone: number | undefined;
  #closed = false;

  constructor(options: MediaOptions) {
    this.#options = options;
    this.#peer = createPeer(options.addresses);
    this.#peer.onTrack.subscribe((track) => this.#listenTo(track));
    this.#peer.connectionStateChange.subscribe((state) => {
      if (state === 'connected') options.onConnected?.();
    });
    this.#stopTicking = options.metronome.subscribe(() => this.#sendFrame());
  }

  /** Our offer: for a call to the operator, or again when a re-INVITE asks for one. */
  async offer(): Promise<string> {
    if (this.#peer.getTransceivers().length === 0) {
      this.#peer.addTransceiver('audio', { direction: 'sendrecv' });
    }
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    return this.#localSdp();
  }

  /** @throws {UnacceptableMedia} when the answer carries no sound for us. */
  async acceptAnswer(sdp: string): Promise<void> {
    await this.#setRemote('answer', sdp);
  }

  /**
   * Answers the operator's offer, the first one or a later one (hold, resume, ICE restart).
   * @throws {UnacceptableMedia} when the offer carries no sound for us.
   */
  async answer(sdp: string): Promise<string> {
    const before = this.#peer.remoteDescription?.sdp;
    await this.#setRemote('offer', sdp);
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    if (before !== undefined && iceUserOf(before) !== iceUserOf(sdp)) this.#restartIce();
    return this.#localSdp();
  }

  /** Speaks this from the next frame on. */
  play(source: AudioSource): void {
    this.#source = source;
  }

  /** Milliseconds since the last packet was heard; undefined before the first. */
  sinceHeard(): number | undefined {
    return this.#lastHeardAt === undefined ? undefined : performance.now() - this.#lastHeardAt;
  }

  figures(): MediaFigures {
    return {
      heard: { packets: this.#heardPackets, ...this.#meter.level() },
      sent: { packets: this.#sentPackets },
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTicking();
    await this.#peer.close();
  }

  async #setRemote(type: 'offer' | 'answer', sdp: string): Promise<void> {
    if (!speaksPcmu(sdp)) throw new UnacceptableMedia('no secured audio with PCMU');
    try {
      await this.#peer.setRemoteDescription({ type, sdp: withoutCandidates(sdp) });
    } catch (cause) {
      throw new UnacceptableMedia('description refused', { cause });
    }
    for (const transceiver of this.#peer.getTransceivers()) {
      if (type === 'offer' && transceiver.kind === 'audio') transceiver.setDirection('sendrecv');
    }
  }

  /** werift starts ICE together with DTLS only; a restart under a living DTLS session would never be nominated. */
  #restartIce(): void {
    for (const transport of this.#peer.iceTransports) {
      // Fails only when the call ends first.
      transport.start().catch(() => undefined);
    }
  }

  #localSdp(): string {
    return withIceLiteInSession(this.#peer.localDescription?.sdp ?? '');
  }

  #sendFrame(): void {
    const [transceiver] = this.#peer.getTransceivers();
    const payload = this.#source();
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + FRAME_BYTES) >>> 0;
    if (transceiver === undefined || this.#peer.connectionState !== 'connected') return;
    if (transceiver.currentDirection?.startsWith('send') !== true) return;
    const header = new RtpHeader({
      payloadType: PCMU,
      sequenceNumber: this.#sequence,
      timestamp: this.#timestamp,
      marker: this.#sentPackets === 0,
    });
    this.#sentPackets += 1;
    // A frame that cannot be sent is lost, as on any network.
    transceiver.sender.sendRtp(new RtpPacket(header, payload)).catch(() => undefined);
  }

  #listenTo(track: MediaStreamTrack): void {
    track.onReceiveRtp.subscribe((packet) => {
      this.#heardPackets += 1;
      this.#lastHeardAt = performance.now();
      if (packet.header.payloadType === TELEPHONE_EVENT) return this.#hearTone(packet);
      if (packet.header.payloadType !== PCMU) return;
      this.#meter.add(packet.payload);
      this.#options.onHeard?.(packet.payload);
    });
  }

  #hearTone(packet: RtpPacket): void {
    // Every packet of one key press carries the timestamp of its beginning (RFC 4733 §2.2.2).
    if (packet.header.timestamp === this.#lastTone) return;
    this.#lastTone = packet.header.timestamp;
    const tone = toneOf(packet.payload);
    if (tone !== undefined) this.#options.onTone?.(tone);
  }
}

function createPeer(addresses: readonly string[]): RTCPeerConnection {
  return new RTCPeerConnection({
    iceServers: [],
    // Lite: only answers the browser's checks, so nothing ever leaves the machine, not even to werift's default STUN server.
    iceLite: true,
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceUseTcp: false,
    iceAdditionalHostAddresses: [...addresses],
    ...(addresses.length === 1 && addresses[0] !== undefined
      ? { iceInterfaceAddresses: { udp4: addresses[0] } }
      : {}),
    codecs: {
      audio: [
        new RTCRtpCodecParameters({
          mimeType: 'audio/PCMU',
          clockRate: 8000,
          channels: 1,
          payloadType: PCMU,
        }),
        new RTCRtpCodecParameters({
          mimeType: 'audio/telephone-event',
          clockRate: 8000,
          channels: 1,
          payloadType: TELEPHONE_EVENT,
        }),
      ],
      video: [],
    },
    headerExtensions: { audio: [], video: [] },
  });
}
