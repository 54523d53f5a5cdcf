import type { Persona } from '../../../shared/domain/training/persona.ts';
import { CallLeg } from './call-leg.ts';
import type { CallContext } from './calls-context.ts';
import type { Ending } from './cdr.ts';
import { SDP_TYPE } from './in-dialog.ts';
import type { Binding } from './registrar.ts';
import { escapeUser, formatNameAddress } from './sip/address.ts';
import { CAPABILITIES } from './sip/capabilities.ts';
import { dialogAsClient } from './sip/dialog.ts';
import { cseqOf, type SipHeader, type SipRequest, type SipResponse } from './sip/message.ts';
import { type ClientTransaction, randomTag } from './sip/transactions.ts';

export interface RingPlan {
  readonly callId: string;
  readonly persona: Persona;
  /** User part of the From address. */
  readonly number: string;
  readonly displayName: string;
  readonly ringTimeoutMs: number;
  /** Undefined: the caller waits until the operator hangs up. */
  readonly talkMs: number | undefined;
  readonly clip?: Persona['clip'];
  /** Further headers of the INVITE, e.g. P-Asserted-Identity. */
  readonly headers: readonly SipHeader[];
}

/** Headers that only the exchange itself may write. */
const RESERVED = new Set(
  'via,from,to,call-id,cseq,contact,max-forwards,route,content-type,content-length,v,f,t,i,m,c,l'.split(','),
);

/** @throws {RangeError} when a header may not be set from outside or its name is no token. */
export function extraHeaders(values: Readonly<Record<string, string>>): SipHeader[] {
  return Object.entries(values).map(([name, value]): SipHeader => {
    if (!/^[A-Za-z0-9-]+$/.test(name) || RESERVED.has(name.toLowerCase())) {
      throw new RangeError(`header not allowed: ${name.slice(0, 40)}`);
    }
    return [name, value];
  });
}

/** A persona calls the operator. */
export class InboundCall {
  readonly leg: CallLeg;
  readonly #plan: RingPlan;
  readonly #context: CallContext;
  readonly #binding: Binding;
  #invite: ClientTransaction | undefined;
  /** Who took the call back while it rang. */
  #cancelledBy: 'caller' | 'exchange' | undefined;

  constructor(context: CallContext, binding: Binding, plan: RingPlan) {
    this.#context = context;
    this.#plan = plan;
    this.#binding = binding;
    this.leg = new CallLeg(context, {
      callId: plan.callId,
      direction: 'inbound',
      persona: plan.persona,
      number: plan.number,
      displayName: plan.displayName,
      login: binding.login,
      flow: binding.flow,
      ...(plan.clip === undefined ? {} : { clip: plan.clip }),
    });
  }

  /** Sends the INVITE; everything after it is told by the call detail. */
  async start(): Promise<void> {
    const offer = await this.leg.media.offer();
    if (this.leg.ended) return;
    this.leg.invited();
    this.#invite = this.#context.transactions.send(this.#request(offer), this.#binding.flow, {
      onProvisional: (response) => {
        if (response.status === 180 || response.status === 183) this.leg.ringing();
      },
      onFinal: (response) => this.#final(response),
    });
    this.leg.timers.after(this.#plan.ringTimeoutMs, () => this.giveUp('caller'));
  }

  /** Takes the call back while it rings, or hangs up when it is answered. */
  giveUp(by: 'caller' | 'exchange'): void {
    if (this.leg.ended || this.#cancelledBy !== undefined) return;
    if (this.leg.dialog !== undefined) {
      this.leg.hangUp(by);
      return;
    }
    this.#cancelledBy = by;
    if (this.#invite === undefined) {
      this.leg.finish({ by, result: 'missed', sipCode: 0 });
      return;
    }
    this.#invite.cancel();
  }

  #request(offer: string): SipRequest {
    const { number, displayName, callId, headers, persona } = this.#plan;
    const { domain, contact } = this.#context;
    const from =
      persona.anonymous === true && number === persona.number
        ? 'sip:anonymous@anonymous.invalid'
        : `sip:${escapeUser(number)}@${domain}`;
    return {
      kind: 'request',
      method: 'INVITE',
      uri: this.#binding.contact,
      headers: [
        ['Max-Forwards', '70'],
        ['From', `${formatNameAddress(displayName, from)};tag=${randomTag()}`],
        ['To', `<sip:${escapeUser(this.#binding.login)}@${domain}>`],
        ['Call-ID', callId],
        ['CSeq', '1 INVITE'],
        ['Contact', `<${contact}>`],
        ...CAPABILITIES,
        ...(persona.anonymous === true ? [['Privacy', 'id'] satisfies SipHeader] : []),
        ...headers,
        ['Content-Type', SDP_TYPE],
      ],
      body: offer,
    };
  }

  #final(response: SipResponse): void {
    if (response.status >= 300) {
      this.leg.finish(refused(response.status, this.#cancelledBy));
      return;
    }
    const invite = this.#invite?.request;
    if (invite === undefined) return;
    if (this.leg.dialog !== undefined) {
      this.leg.acknowledge(cseqOf(invite).number);
      return;
    }
    this.leg.dialog = dialogAsClient(invite, response);
    this.leg.acknowledge(cseqOf(invite).number);
    this.#answered(response).catch((error: unknown) => {
      this.#context.log.warn(
        { callId: this.#plan.callId, error: String(error) },
        'training exchange: answer unusable',
      );
      this.leg.hangUp('exchange', 'failed');
    });
  }

  async #answered(response: SipResponse): Promise<void> {
    const talking = this.leg.talk(this.#plan.talkMs);
    // The answer crossed our CANCEL: the call stands and is hung up properly (RFC 3261 §9.1).
    if (this.#cancelledBy !== undefined) this.leg.hangUp(this.#cancelledBy);
    if (!this.leg.ended) await this.leg.media.acceptAnswer(response.body);
    await talking;
  }
}

/** What a final refusal means: 486, 480, 600 and 603 are the operator's way of saying no. */
function refused(status: number, cancelledBy: 'caller' | 'exchange' | undefined): Ending {
  switch (status) {
    case 480:
    case 486:
    case 600:
    case 603:
      return { by: 'operator', result: 'declined', sipCode: status };
    case 408:
    case 487:
      return { by: cancelledBy ?? 'exchange', result: 'missed', sipCode: status };
    default:
      return { by: status === 503 ? 'exchange' : 'operator', result: 'failed', sipCode: status };
  }
}
