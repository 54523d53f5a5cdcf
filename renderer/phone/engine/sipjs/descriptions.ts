import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js';
import { gathered } from '../ice-gathering.ts';
import { describeOffer, offersHold, rollBack } from '../peer.ts';
import type { Reoffer } from '../stack.ts';

const SDP = 'application/sdp';

export interface DescriptionsOptions {
  readonly iceServers: RTCIceServer[];
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
  #described = false;

  constructor(options: DescriptionsOptions) {
    this.#options = options;
    this.#connection = new RTCPeerConnection({ iceServers: options.iceServers });
    options.onPeer(this.#connection);
  }

  send(local: MediaStream): void {
    for (const track of local.getTracks()) this.#connection.addTrack(track, local);
  }

  async getDescription(): Promise<BodyAndContentType> {
    const connection = this.#connection;
    if (connection.signalingState === 'have-remote-offer') {
      await connection.setLocalDescription(await connection.createAnswer());
      if (!this.#described) await gathered(connection);
    } else if (this.#described) {
      await describeOffer(connection, this.reoffer);
    } else {
      await connection.setLocalDescription(await connection.createOffer());
      await gathered(connection);
    }
    this.#described = true;
    return { body: connection.localDescription?.sdp ?? '', contentType: SDP };
  }

  hasDescription(contentType: string): boolean {
    return contentType === SDP;
  }

  async setDescription(sdp: string): Promise<void> {
    const type = this.#connection.signalingState === 'have-local-offer' ? 'answer' : 'offer';
    try {
      await this.#connection.setRemoteDescription({ type, sdp });
    } catch (error) {
      this.#options.onUnusable();
      throw error;
    }
    if (type === 'offer' && this.#described) this.#options.onRemoteOffer(offersHold(sdp));
  }

  async rollbackDescription(): Promise<void> {
    await rollBack(this.#connection);
    if (this.#connection.signalingState === 'have-remote-offer') {
      await this.#connection.setRemoteDescription({ type: 'rollback' });
    }
  }

  /** Tones go through the sender of the voice, see `dtmf.ts`. */
  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    this.#connection.close();
  }
}
