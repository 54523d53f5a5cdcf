import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js';
import { gathered } from '../ice-gathering.ts';
import {
  addVoice,
  answeringConnection,
  closeWhenCalm,
  describeOffer,
  offersHold,
  rollBack,
  takeOffer,
} from '../peer.ts';
import type { Reoffer } from '../stack.ts';

const SDP = 'application/sdp';

export interface DescriptionsOptions {
  readonly iceServers: RTCIceServer[];
  readonly iceTimeoutMs: number;
  /** Of an INVITE that came in: its offer, `''` if it made none. Absent: we call. */
  readonly offer?: string;
  readonly onPeer: (connection: RTCPeerConnection) => void;
  readonly onRemoteOffer: (held: boolean) => void;
  /** The other side's description makes no sense, or there is no common codec. */
  readonly onUnusable: () => void;
}

/**
 * Offers and answers of one SIP.js session. SIP.js's own handler asks for the microphone itself and waits five seconds
 * for candidates.
 */
export class Descriptions implements SessionDescriptionHandler {
  /** Of the next re-INVITE. */
  reoffer: Reoffer = { direction: 'sendrecv', iceRestart: false };
  readonly #options: DescriptionsOptions;
  readonly #connection: RTCPeerConnection;
  /** The first offer is being taken while it rings; what is wrong with it shows in its second reading. */
  readonly #prepared: Promise<void>;
  #described = false;
  /** A first exchange of descriptions has been completed. */
  #answered = false;
  #unusableAnswer = false;

  constructor(options: DescriptionsOptions) {
    this.#options = options;
    const { iceServers, offer } = options;
    this.#connection =
      offer === undefined
        ? closeWhenCalm(new RTCPeerConnection({ iceServers }))
        : answeringConnection(iceServers);
    options.onPeer(this.#connection);
    if (offer === undefined) addVoice(this.#connection);
    this.#prepared = offer === undefined ? Promise.resolve() : takeOffer(this.#connection, offer);
    this.#prepared.catch(() => {});
  }

  async getDescription(): Promise<BodyAndContentType> {
    const connection = this.#connection;
    const { iceTimeoutMs } = this.#options;
    if (connection.signalingState === 'have-remote-offer') {
      const answer = await connection.createAnswer();
      const candidates = this.#described ? undefined : gathered(connection, iceTimeoutMs);
      await connection.setLocalDescription(answer);
      await candidates;
    } else if (this.#described) {
      await describeOffer(connection, this.reoffer, iceTimeoutMs);
    } else {
      const offer = await connection.createOffer();
      const candidates = gathered(connection, iceTimeoutMs);
      await connection.setLocalDescription(offer);
      await candidates;
    }
    this.#described = true;
    return { body: connection.localDescription?.sdp ?? '', contentType: SDP };
  }

  /** Whether the answer to the last re-INVITE was of no use: the talk goes on as it was before. */
  takeUnusableAnswer(): boolean {
    const unusable = this.#unusableAnswer;
    this.#unusableAnswer = false;
    return unusable;
  }

  hasDescription(contentType: string): boolean {
    return contentType === SDP;
  }

  async setDescription(sdp: string): Promise<void> {
    await this.#prepared.catch(() => {});
    const connection = this.#connection;
    const type = connection.signalingState === 'have-local-offer' ? 'answer' : 'offer';
    if (type === 'offer' && !this.#described && connection.signalingState === 'have-remote-offer') return;
    try {
      await connection.setRemoteDescription({ type, sdp });
    } catch (error) {
      if (type === 'answer' && this.#answered) {
        // To SIP.js it would be the end of the call.
        this.#unusableAnswer = true;
        await rollBack(connection);
        return;
      }
      this.#options.onUnusable();
      throw error;
    }
    this.#answered = true;
    if (type === 'offer' && this.#described) this.#options.onRemoteOffer(offersHold(sdp));
  }

  async rollbackDescription(): Promise<void> {
    await rollBack(this.#connection);
    if (this.#connection.signalingState === 'have-remote-offer') {
      await this.#connection.setRemoteDescription({ type: 'rollback' });
    }
  }

  /** Tones go through the sender of the voice, see `tones.ts`. */
  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    this.#connection.close();
  }
}
