import { URI } from 'jssip';
import type { IncomingEvent, OutgoingEvent } from 'jssip/lib/RTCSession';
import type { IncomingResponse } from 'jssip/lib/SIPMessage';
import { gatheringWatch } from '../ice-gathering.ts';
import { answeringConnection, describeOffer, rollBack, takeOffer } from '../peer.ts';
import { type Leg, type LegEvents, LegRefused, NO_ANSWER, type Reoffer } from '../stack.ts';
import { legEnd } from './leg-end.ts';
import type { Session } from './session.ts';
import { tidyUp } from './tidy-up.ts';

export interface JssipLegOptions {
  readonly sipCallId: string;
  readonly iceServers: RTCIceServer[];
  readonly iceTimeoutMs: number;
  /** The offer of an INVITE that came in; `''` when there was none. */
  readonly offer?: string;
}

/** A JsSIP session as a leg. `reoffer` sends its own re-INVITE: JsSIP's `hold` ends the call when it is refused. */
export class JssipLeg implements Leg {
  readonly sipCallId: string;
  readonly #session: Session;
  readonly #options: JssipLegOptions;
  #events: LegEvents | undefined;
  #prepared: RTCPeerConnection | undefined;
  #offering = false;
  #accepted = false;
  /** Ends the wait for the answer to our re-INVITE. */
  #refuseOffer: ((status: number) => void) | undefined;

  constructor(session: Session, options: JssipLegOptions) {
    this.#session = session;
    this.#options = options;
    this.sipCallId = options.sipCallId;
  }

  /** A 491 before the talk refuses the call; after it, only an offer of ours. */
  get isEstablished(): boolean {
    return this.#session.isEstablished();
  }

  listen(events: LegEvents): void {
    this.#events = events;
    const session = this.#session;
    session.on('accepted', () => {
      this.#accepted = true;
      events.accepted();
    });
    session.on('sending', () => events.sent());
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
    for (const end of ['failed', 'ended'] as const) {
      session.on(end, (event) => {
        this.#prepared?.close();
        tidyUp(session);
        events.ended(legEnd(event));
        this.#refuseOffer?.(NO_ANSWER);
      });
    }
    this.#watchGathering();
  }

  prepare(): void {
    if (this.#prepared || !this.#session.isInProgress()) return;
    const connection = answeringConnection(this.#options.iceServers);
    this.#prepared = connection;
    this.#events?.peer(connection);
    // What is wrong with the offer is told at the answer, when there is somebody to tell it to.
    takeOffer(connection, this.#options.offer ?? '').catch(() => {});
    // JsSIP makes its connection at the answer and has no option for another one.
    this.#session._createRTCConnection = () => {
      this.#session._connection = connection;
    };
  }

  answer(): void {
    if (!this.#session.isInProgress()) return;
    // The voice is on the connection already; without a stream JsSIP would open the microphone itself.
    this.#session.answer({ mediaStream: new MediaStream() });
  }

  reject(status: number, contact?: string): void {
    if (this.#session.isEnded()) return;
    this.#session.terminate({
      status_code: status,
      ...(contact === undefined ? {} : { extraHeaders: [`Contact: <${contact}>`] }),
    });
    this.#prepared?.close();
  }

  hangUp(): void {
    const session = this.#session;
    if (session.isEnded()) return;
    if (`${session.direction}` === 'outgoing' && !this.#accepted) {
      // Their 200 is here, and JsSIP acknowledges it only after it has read the description.
      if (session.isEstablished()) session.sendRequest('ACK');
      // A 200 that crosses our CANCEL wants ACK and BYE (RFC 3261 §15); JsSIP gives them only to whom it knows cancelled.
      session._is_canceled = true;
    }
    session.terminate();
  }

  async reoffer(offer: Reoffer): Promise<void> {
    const session = this.#session;
    if (!session.isReadyToReOffer() || this.#offering) throw new LegRefused(491);
    this.#offering = true;
    try {
      const sdp = await describeOffer(session.connection, offer, this.#options.iceTimeoutMs);
      await session.connection.setRemoteDescription({ type: 'answer', sdp: await this.#invite(sdp) });
    } catch (error) {
      await rollBack(session.connection).catch(() => {});
      throw error instanceof LegRefused ? error : new LegRefused(488);
    } finally {
      this.#offering = false;
    }
  }

  dropOffer(): void {
    if (this.#refuseOffer === undefined) return;
    // JsSIP would refuse every re-INVITE, ours and theirs, until the old one has timed out.
    if (this.#session._dialog) this.#session._dialog.uac_pending_reply = false;
    this.#refuseOffer(NO_ANSWER);
  }

  /** Called instead of JsSIP when a re-INVITE of ours got 491; see the stack. */
  glare(): void {
    this.#refuseOffer?.(491);
  }

  refer(target: string | Leg, taken: () => void): Promise<void> {
    const address = typeof target === 'string' ? target : (target as JssipLeg).#replacesUri();
    // As an object: from a text JsSIP takes no URI without a user, as PBXs have it in their Contact.
    const uri = address === undefined ? undefined : URI.parse(address);
    if (!uri || this.#session.isEnded()) return Promise.reject(new LegRefused(481));
    return new Promise((resolve, reject) => {
      // An ended dialog sends no NOTIFY any more.
      this.#session.on('ended', () => reject(new LegRefused(NO_ANSWER)));
      this.#session.refer(uri, {
        eventHandlers: {
          requestSucceeded: taken,
          requestFailed: ({ response }: { response: IncomingResponse | null }) =>
            reject(new LegRefused(response?.status_code ?? NO_ANSWER)),
          accepted: () => resolve(),
          failed: ({ status_line }: { status_line?: { status_code: number } }) =>
            reject(new LegRefused(status_line?.status_code ?? 500)),
        },
      });
    });
  }

  info(contentType: string, body: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#session.isEnded()) throw new LegRefused(481);
      this.#request('INFO', [`Content-Type: ${contentType}`], body, (status) =>
        status >= 200 && status < 300 ? resolve() : reject(new LegRefused(status)),
      );
    });
  }

  /**
   * RFC 3891 §3: the tags are seen from the dialog's other end. JsSIP's own option takes them from the first INVITE and
   * so mixes them up in calls that came in.
   */
  #replacesUri(): string | undefined {
    const dialog = this.#session._dialog;
    if (!dialog || this.#session.isEnded()) return undefined;
    const { call_id, local_tag, remote_tag } = dialog.id;
    const target = String(dialog._remote_target).replace(/[?].*$/, '');
    return `${target}?Replaces=${encodeURIComponent(`${call_id};to-tag=${remote_tag};from-tag=${local_tag}`)}`;
  }

  /** Sends the offer in a re-INVITE; resolves with the answer. */
  #invite(sdp: string): Promise<string> {
    return new Promise((resolve, reject) => {
      let waiting = true;
      const refuse = (status: number) => {
        waiting = false;
        this.#refuseOffer = undefined;
        reject(new LegRefused(status));
      };
      this.#refuseOffer = refuse;
      const headers = [`Contact: ${this.#session.contact}`, 'Content-Type: application/sdp'];
      this.#request('INVITE', headers, sdp, (status, body) => {
        if (!waiting && status >= 300) return;
        if (status < 200 || status >= 300) return refuse(status);
        // Repeated 200s arrive here again and want their ACK as well.
        this.#session.sendRequest('ACK');
        this.#hasTheirAck();
        this.#refuseOffer = undefined;
        if (body) resolve(body);
        else refuse(488);
      });
    });
  }

  /**
   * Whoever answers an offer of ours has had our 200 of the beginning, though the ACK for it may have gone down with a
   * connection. As long as JsSIP waits for it, it refuses what the PBX says of a transfer, and ends the call after 32 s.
   */
  #hasTheirAck(): void {
    const session = this.#session;
    if (session._status !== session.C.STATUS_WAITING_FOR_ACK || session._late_sdp) return;
    session._status = session.C.STATUS_CONFIRMED;
    clearTimeout(session._timers.ackTimer);
    clearTimeout(session._timers.invite2xxTimer);
  }

  #request(
    method: string,
    extraHeaders: string[],
    body: string,
    done: (status: number, body?: string) => void,
  ): void {
    this.#session.sendRequest(method, {
      extraHeaders,
      body,
      eventHandlers: {
        onSuccessResponse: (response) => done(response.status_code, response.body),
        onErrorResponse: ({ status_code }) => done(status_code),
        onDialogError: ({ status_code }) => done(status_code),
        onRequestTimeout: () => done(NO_ANSWER),
        onTransportError: () => done(NO_ANSWER),
      },
    });
  }

  /** JsSIP waits for all candidates unless told `ready`. Each description brings its own `ready`. */
  #watchGathering(): void {
    let present: (() => void) | undefined;
    let watch: ReturnType<typeof gatheringWatch> | undefined;
    const { iceServers, iceTimeoutMs } = this.#options;
    this.#session.on('icecandidate', ({ candidate, ready }) => {
      if (ready !== present) {
        present = ready;
        watch = gatheringWatch(iceServers.length, iceTimeoutMs, ready);
      }
      watch?.candidate(candidate.candidate);
    });
  }
}
