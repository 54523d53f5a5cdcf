import type { IncomingEvent, OutgoingEvent, RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingResponse } from 'jssip/lib/SIPMessage';
import type { LegEnd } from '../end-cause.ts';
import { gatheringWatch } from '../ice-gathering.ts';
import { describeOffer, rollBack } from '../peer.ts';
import { type Leg, type LegEvents, LegRefused, type Reoffer } from '../stack.ts';

/** Documented by JsSIP, missing in its types. */
export interface Session extends RTCSession {
  sendRequest(
    method: string,
    options?: {
      extraHeaders?: string[];
      body?: string;
      eventHandlers?: {
        onSuccessResponse?(response: IncomingResponse): void;
        onErrorResponse?(response: IncomingResponse): void;
        onDialogError?(response: IncomingResponse): void;
        onRequestTimeout?(): void;
        onTransportError?(): void;
      };
    },
  ): void;
}

/** A JsSIP session as a leg. `reoffer` sends its own re-INVITE: JsSIP's `hold` ends the call when it is refused. */
export class JssipLeg implements Leg {
  readonly #session: Session;
  readonly #iceServers: RTCIceServer[];
  #offering = false;

  constructor(session: Session, iceServers: RTCIceServer[]) {
    this.#session = session;
    this.#iceServers = iceServers;
  }

  listen(events: LegEvents): void {
    const session = this.#session;
    session.on('peerconnection', ({ peerconnection }) => events.peer(peerconnection));
    session.on('accepted', () => events.accepted());
    session.on('progress', (event: IncomingEvent | OutgoingEvent) => {
      // JsSIP tells the progress of inbound calls too, without a response.
      if ('response' in event && event.response) {
        events.progress(event.response.status_code, Boolean(event.response.body));
      }
    });
    session.on('hold', ({ originator }) => `${originator}` === 'remote' && events.remoteHold(true));
    session.on('unhold', ({ originator }) => `${originator}` === 'remote' && events.remoteHold(false));
    session.on('reinvite', (event) => {
      // In a glare JsSIP answers 491 and then goes on with the offer nevertheless.
      if (this.#offering) event.reject({ status_code: 491 });
    });
    // Transfers come from the operator, never from the other side.
    session.on('refer', ({ reject }) => reject());
    session.on('failed', (event) => events.ended(legEnd(event)));
    session.on('ended', (event) => events.ended(legEnd(event)));
    this.#watchGathering();
  }

  answer(local: MediaStream): void {
    this.#session.answer({
      mediaStream: local,
      pcConfig: { iceServers: this.#iceServers },
      // An INVITE without SDP: without this JsSIP makes an offer without a media line and waits for ever.
      rtcOfferConstraints: { offerToReceiveAudio: true },
    });
  }

  reject(status: number): void {
    if (!this.#session.isEnded()) this.#session.terminate({ status_code: status });
  }

  hangUp(): void {
    if (!this.#session.isEnded()) this.#session.terminate();
  }

  async reoffer(offer: Reoffer): Promise<void> {
    const session = this.#session;
    if (!session.isReadyToReOffer() || this.#offering) throw new LegRefused(491);
    this.#offering = true;
    try {
      const sdp = await describeOffer(session.connection, offer);
      await session.connection.setRemoteDescription({ type: 'answer', sdp: await this.#invite(sdp) });
    } catch (error) {
      await rollBack(session.connection).catch(() => {});
      throw error;
    } finally {
      this.#offering = false;
    }
  }

  refer(uri: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#session.refer(uri, {
        eventHandlers: {
          requestFailed: ({ response }: { response: IncomingResponse | null }) =>
            reject(new LegRefused(response?.status_code ?? 408)),
          accepted: () => resolve(),
          failed: ({ status_line }: { status_line?: { status_code: number } }) =>
            reject(new LegRefused(status_line?.status_code ?? 500)),
        },
      });
    });
  }

  /** Sends the offer in a re-INVITE; resolves with the answer. */
  #invite(sdp: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const refused = (status: number) => reject(new LegRefused(status));
      this.#session.sendRequest('INVITE', {
        extraHeaders: [`Contact: ${this.#session.contact}`, 'Content-Type: application/sdp'],
        body: sdp,
        eventHandlers: {
          onSuccessResponse: (response) => {
            // Repeated 200s arrive here again and want their ACK as well.
            this.#session.sendRequest('ACK');
            if (response.body) resolve(response.body);
            else refused(488);
          },
          onErrorResponse: ({ status_code }) => refused(status_code),
          onDialogError: ({ status_code }) => refused(status_code),
          onRequestTimeout: () => refused(408),
          onTransportError: () => refused(503),
        },
      });
    });
  }

  /** JsSIP waits for all candidates unless told `ready`. Each description brings its own `ready`. */
  #watchGathering(): void {
    let present: (() => void) | undefined;
    let watch: ReturnType<typeof gatheringWatch> | undefined;
    this.#session.on('icecandidate', ({ candidate, ready }) => {
      if (ready !== present) {
        present = ready;
        watch = gatheringWatch(this.#iceServers.length, ready);
      }
      watch?.candidate(candidate.candidate);
    });
  }
}

interface JssipEnd {
  readonly originator: string;
  readonly message: unknown;
  readonly cause: string;
}

/** What JsSIP's `ended` and `failed` say, without its own words for it. */
function legEnd({ originator, message, cause }: JssipEnd): LegEnd {
  const peer = message as { method?: string; status_code?: number; reason_phrase?: string } | null;
  const reason = header(message, 'Reason');
  if (originator === 'remote' && peer?.status_code !== undefined && peer.status_code >= 300) {
    return {
      kind: 'refused',
      status: peer.status_code,
      ...(peer.reason_phrase ? { phrase: peer.reason_phrase } : {}),
      ...reason,
    };
  }
  if (originator === 'remote' && peer?.method === 'CANCEL') return { kind: 'cancelled', ...reason };
  if (originator === 'remote' && peer?.method === 'BYE') return { kind: 'bye', ...reason };
  // The Expires header of their INVITE ran out (RFC 3261 §13.3.1).
  if (cause === 'Expires') return { kind: 'cancelled' };
  if (/media|webrtc|sdp|rtp/i.test(cause)) return { kind: 'noMedia' };
  return { kind: 'lost' };
}

function header(message: unknown, name: string): { reason?: string } {
  const read = (message as { getHeader?(name: string): string | undefined } | null)?.getHeader;
  const value = read?.call(message, name);
  return value ? { reason: value } : {};
}
