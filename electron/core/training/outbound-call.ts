import { ANNOUNCEMENT_MS, announced } from './announcement.ts';
import { CallLeg } from './call-leg.ts';
import type { CallContext } from './calls-context.ts';
import type { CallResult } from './cdr.ts';
import type { Destination } from './dial-plan.ts';
import { SDP_TYPE } from './in-dialog.ts';
import { CAPABILITIES } from './sip/capabilities.ts';
import { dialogAsServer } from './sip/dialog.ts';
import { header, type SipHeader, type SipRequest } from './sip/message.ts';
import { randomTag, type ServerTransaction } from './sip/transactions.ts';

/** How long a 2xx may stay without its ACK (RFC 3261 §13.3.1.4: 64 × T1). */
const ACK_MS = 32_000;
const NO_SUCH_NUMBER_MS = 150;

/** The operator dials a number: whoever it belongs to behaves as its persona says. */
export class OutboundCall {
  readonly leg: CallLeg;
  readonly #context: CallContext;
  readonly #invite: ServerTransaction;
  readonly #toTag = randomTag();
  readonly #behaviour: Destination['behaviour'];
  #acknowledged = false;

  constructor(
    context: CallContext,
    invite: ServerTransaction,
    who: { readonly login: string; readonly dialled: string; readonly to: Destination },
  ) {
    this.#context = context;
    this.#invite = invite;
    this.#behaviour = who.to.behaviour;
    this.leg = new CallLeg(context, {
      callId: header(invite.request, 'call-id') ?? '',
      direction: 'outbound',
      persona: who.to.persona,
      number: who.dialled,
      displayName: who.to.persona?.displayName[context.language()] ?? '',
      login: who.login,
      flow: invite.flow,
      ...announced(who.to.behaviour, context),
    });
  }

  start(): void {
    this.#invite.onCancel = () => this.#refuse(487, 'operator', 'cancelled');
    this.leg.timers.after(0, () => this.#behave(this.#behaviour));
  }

  /** Ends the call from the exchange's side, at any moment of it. */
  giveUp(by: 'caller' | 'exchange'): void {
    if (this.leg.answered) this.leg.hangUp(by);
    else this.#refuse(480, by, 'noAnswer');
  }

  receiveAck(ack: SipRequest): void {
    this.#acknowledged = true;
    this.leg.receiveAck(ack);
  }

  #behave(behaviour: Destination['behaviour']): void {
    const { timers } = this.leg;
    switch (behaviour?.kind) {
      case undefined:
      case 'noSuchNumber':
        timers.after(NO_SUCH_NUMBER_MS, () => this.#refuse(404, 'exchange', 'failed'));
        return;
      case 'busy':
        timers.after(behaviour.afterMs, () => this.#refuse(486, 'caller', 'busy'));
        return;
      case 'declines':
        this.#ring();
        timers.after(behaviour.ringMs, () => this.#refuse(603, 'caller', 'declined'));
        return;
      case 'neverAnswers':
        this.#ring();
        timers.after(behaviour.giveUpMs, () => this.#refuse(480, 'exchange', 'noAnswer'));
        return;
      case 'answers':
        this.#attempt(
          behaviour.earlyMedia ? this.#answerAfterEarlyMedia(behaviour) : this.#answerAfterRinging(behaviour),
        );
        return;
      case 'voicemail':
        this.#attempt(this.#answerAfterRinging({ ringMs: behaviour.ringMs, talkMs: behaviour.listensMs }));
        return;
      case 'echoes':
      case 'speaks':
        this.#attempt(this.#answer(undefined, undefined));
        return;
      case 'confirms':
      case 'mailbox':
        this.#attempt(this.#answer(ANNOUNCEMENT_MS[behaviour.kind], undefined));
        return;
    }
  }

  #ring(): void {
    this.leg.ringing();
    this.#invite.respond(180, { toTag: this.#toTag, headers: this.#contact() });
  }

  async #answerAfterRinging(behaviour: { readonly ringMs: number; readonly talkMs: number }): Promise<void> {
    this.#ring();
    this.leg.timers.after(behaviour.ringMs, () => this.#attempt(this.#answer(behaviour.talkMs, undefined)));
  }

  /** 183 with sound before the answer, as exchanges with an announcement do; the 200 repeats its description. */
  async #answerAfterEarlyMedia(behaviour: {
    readonly ringMs: number;
    readonly talkMs: number;
  }): Promise<void> {
    const sdp = await this.#describe();
    if (this.leg.ended) return;
    this.leg.ringing();
    this.#invite.respond(183, { toTag: this.#toTag, headers: this.#withSdp(), body: sdp });
    this.leg.playRingback();
    this.leg.timers.after(behaviour.ringMs, () => this.#attempt(this.#answer(behaviour.talkMs, sdp)));
  }

  async #answer(talkMs: number | undefined, described: string | undefined): Promise<void> {
    const sdp = described ?? (await this.#describe());
    if (this.leg.ended) return;
    this.leg.dialog = dialogAsServer(this.#invite.request, this.#toTag);
    const talking = this.leg.talk(talkMs);
    this.#invite.respond(200, { toTag: this.#toTag, headers: this.#withSdp(), body: sdp });
    this.leg.timers.after(ACK_MS, () => {
      if (!this.#acknowledged) this.leg.hangUp('exchange', 'failed');
    });
    await talking;
  }

  /** Our answer, or our offer when the INVITE brought none (RFC 3261 §13.2.1: then the ACK brings the answer). */
  #describe(): Promise<string> {
    const { body } = this.#invite.request;
    if (body !== '') return this.leg.media.answer(body);
    this.leg.expectAnswerInAck();
    return this.leg.media.offer();
  }

  /** A description that cannot be spoken with ends the call with 488. */
  #attempt(step: Promise<void>): void {
    step.catch((error: unknown) => {
      const { callId } = this.leg.options;
      this.#context.log.warn(
        { callId, error: String(error).slice(0, 200) },
        'training exchange: call not possible',
      );
      if (this.leg.answered) this.leg.hangUp('exchange', 'failed');
      else this.#refuse(488, 'exchange', 'failed');
    });
  }

  #refuse(status: number, by: 'caller' | 'operator' | 'exchange', result: CallResult): void {
    if (this.leg.ended || this.leg.answered) return;
    this.#invite.respond(status, { toTag: this.#toTag });
    this.leg.finish({ by, result, sipCode: status });
  }

  #contact(): SipHeader[] {
    return [['Contact', `<${this.#context.contact}>`], ...CAPABILITIES];
  }

  #withSdp(): SipHeader[] {
    return [...this.#contact(), ['Content-Type', SDP_TYPE]];
  }
}
