import { personaForNumber } from '../../../shared/domain/training/personas.ts';
import type { CallContext, Transferable } from './calls-context.ts';
import type { CallResult, Ending } from './cdr.ts';
import type { Timers } from './clock.ts';
import { type CallerMedia, UnacceptableMedia } from './media/caller-media.ts';
import { directionOf } from './media/sdp.ts';
import { toneOfInfo } from './media/telephone-event.ts';
import { parseNameAddress, userOf } from './sip/address.ts';
import { CAPABILITIES } from './sip/capabilities.ts';
import { admit, type Dialog } from './sip/dialog.ts';
import { header, reasonOf, type SipHeader, type SipRequest } from './sip/message.ts';
import type { ServerTransaction } from './sip/transactions.ts';

/** After a transfer the client has this long to send its BYE (timer F). */
const BYE_AFTER_REFER_MS = 32_000;

export const SDP_TYPE = 'application/sdp';

/** The call that the dialog belongs to. */
export interface DialogOwner {
  readonly context: CallContext;
  readonly media: CallerMedia;
  readonly timers: Timers;
  readonly ended: boolean;
  dialog: Dialog | undefined;
  /** The operator's side does not listen or does not speak. */
  held: boolean;
  transferredTo: string | undefined;
  addTone(tone: string): void;
  send(method: string, extra?: readonly SipHeader[], body?: string): void;
  hangUp(by: Ending['by'], result?: CallResult): void;
  finish(ending: Ending): void;
}

/** What the operator's phone may do inside a call: hold, resume, press keys, transfer, hang up (RFC 3261 §12.2, §14, §15). */
export class InDialog {
  readonly #leg: DialogOwner;
  #negotiating = false;
  /** We made the offer (in a 2xx); the answer comes in the ACK. */
  #offered = false;

  constructor(leg: DialogOwner) {
    this.#leg = leg;
  }

  receive(transaction: ServerTransaction): void {
    const { request } = transaction;
    const { dialog } = this.#leg;
    if (dialog === undefined || this.#leg.ended) {
      transaction.respond(481);
      return;
    }
    const admission = admit(dialog, request);
    if ('refused' in admission) {
      transaction.respond(500);
      return;
    }
    this.#leg.dialog = admission.dialog;
    switch (request.method) {
      case 'BYE':
        transaction.respond(200);
        this.#leg.finish({ by: 'operator', result: 'answered', sipCode: 200 });
        return;
      case 'INVITE':
      case 'UPDATE':
        this.#renegotiate(transaction);
        return;
      case 'INFO':
        this.#info(transaction);
        return;
      case 'REFER':
        this.#refer(transaction);
        return;
      case 'OPTIONS':
        transaction.respond(200, { headers: CAPABILITIES });
        return;
      case 'NOTIFY':
        transaction.respond(200);
        return;
      default:
        transaction.respond(405, { headers: CAPABILITIES });
        return;
    }
  }

  receiveAck(ack: SipRequest): void {
    if (!this.#offered || ack.body === '') return;
    this.#offered = false;
    this.#leg.media.acceptAnswer(ack.body).catch(() => this.#leg.hangUp('exchange', 'failed'));
  }

  /** Promises the answer in the ACK of our 2xx. */
  expectAnswerInAck(): void {
    this.#offered = true;
  }

  #renegotiate(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (this.#negotiating) {
      transaction.respond(491, { headers: [['Retry-After', '1']] });
      return;
    }
    if (request.body === '' && request.method === 'UPDATE') {
      transaction.respond(200, { headers: this.#contact() });
      return;
    }
    this.#negotiating = true;
    const settled = request.body === '' ? this.#offerAgain() : this.#answer(request.body);
    settled
      .then((body) => {
        transaction.respond(200, { headers: [...this.#contact(), ['Content-Type', SDP_TYPE]], body });
      })
      .catch((error: unknown) => {
        // A refused re-INVITE leaves the call as it was (RFC 3261 §14.2).
        transaction.respond(error instanceof UnacceptableMedia ? 488 : 500);
      })
      .finally(() => {
        this.#negotiating = false;
      });
  }

  async #answer(offer: string): Promise<string> {
    const answer = await this.#leg.media.answer(offer);
    this.#leg.held = directionOf(offer) !== 'sendrecv';
    return answer;
  }

  async #offerAgain(): Promise<string> {
    this.#offered = true;
    return this.#leg.media.offer();
  }

  #contact(): SipHeader[] {
    return [['Contact', `<${this.#leg.context.contact}>`], ...CAPABILITIES];
  }

  #info(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (request.body.trim() === '') {
      transaction.respond(200);
      return;
    }
    const tone = toneOfInfo(header(request, 'content-type') ?? '', request.body);
    if (tone === undefined) {
      transaction.respond(415);
      return;
    }
    this.#leg.addTone(tone);
    transaction.respond(200);
  }

  /** RFC 3515: accepted, reported in two NOTIFYs, then the client hangs up its own leg. */
  #refer(transaction: ServerTransaction): void {
    const value = header(transaction.request, 'refer-to');
    if (value === undefined) {
      transaction.respond(400);
      return;
    }
    const { uri } = parseNameAddress(value);
    const target = userOf(uri);
    transaction.respond(202, { headers: this.#contact() });
    this.#notify(100, 'active;expires=60');
    const replaced = this.#replacedBy(uri);
    const reached = replaced !== undefined || personaForNumber(target) !== undefined;
    this.#leg.timers.after(200, () => {
      this.#notify(reached ? 200 : 404, 'terminated;reason=noresource');
      if (!reached) return;
      this.#leg.transferredTo = target;
      replaced?.handOver(target);
      this.#leg.timers.after(BYE_AFTER_REFER_MS, () => this.#leg.hangUp('exchange'));
    });
  }

  /** The other call of an attended transfer: RFC 3891 names our own tag `to-tag` and the operator's `from-tag`. */
  #replacedBy(uri: string): Transferable | undefined {
    const replaces = /[?&]Replaces=([^&]+)/i.exec(uri)?.[1];
    if (replaces === undefined) return undefined;
    const [callId = '', ...params] = decodeURIComponent(replaces).split(';');
    const tag = (name: string): string =>
      params.find((param) => param.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    return this.#leg.context.legByDialog(callId, tag('to-tag'), tag('from-tag'));
  }

  #notify(status: number, state: string): void {
    this.#leg.send(
      'NOTIFY',
      [
        ['Contact', `<${this.#leg.context.contact}>`],
        ['Event', 'refer'],
        ['Subscription-State', state],
        ['Content-Type', 'message/sipfrag;version=2.0'],
      ],
      `SIP/2.0 ${status} ${reasonOf(status)}\r\n`,
    );
  }
}
