import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import {
  acknowledge,
  type Dialog,
  dialogAsClient,
  dialogAsServer,
  requestInside,
} from '../../../electron/core/training/sip/dialog.ts';
import {
  cseqOf,
  header,
  responseTo,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  serialize,
} from '../../../electron/core/training/sip/message.ts';
import { pbx } from '../bench/pbx.ts';
import type { SoundLine } from './sound.ts';

export type TownState = 'calling' | 'ringing' | 'early' | 'talking' | 'ended';

export interface TownEnd {
  readonly by: 'customer' | 'pbx';
  /** Of the final answer, when the call was never answered. */
  readonly status?: number;
}

interface WireMessage {
  readonly at: number;
  readonly direction: 'sent' | 'received';
  readonly text: string;
}

type Send = (message: SipMessage) => void;

const token = (): string => randomBytes(6).toString('hex');
const ORDER: readonly TownState[] = ['calling', 'ringing', 'early', 'talking', 'ended'];

/** A call as a customer has it. On loopback nothing is lost, so nothing is sent twice but answers that are asked for again. */
export class TownCall {
  readonly line: SoundLine;
  readonly sipCallId: string;
  /** What went over the wire of this call, SIP as it was. */
  readonly messages: WireMessage[] = [];
  state: TownState = 'calling';
  end: TownEnd | undefined;
  readonly #send: Send;
  readonly #events = new EventEmitter();
  readonly #invite: SipRequest;
  readonly #contact: SipHeader;
  readonly #incoming: boolean;
  readonly #tag = token();
  #dialog: Dialog | undefined;
  #finalAnswer: SipResponse | undefined;
  #leaving = false;

  private constructor(invite: SipRequest, line: SoundLine, send: Send, number: string, incoming: boolean) {
    this.#invite = invite;
    this.line = line;
    this.#send = send;
    this.#incoming = incoming;
    this.sipCallId = header(invite, 'call-id') ?? '';
    this.#contact = ['Contact', `<sip:${number}@127.0.0.1:${pbx.townPort}>`];
  }

  static outgoing(from: string, to: string, line: SoundLine, send: Send): TownCall {
    const target = `sip:${to}@127.0.0.1:${pbx.sipPort}`;
    const invite: SipRequest = {
      kind: 'request',
      method: 'INVITE',
      uri: target,
      headers: [
        via(),
        ['Max-Forwards', '70'],
        ['From', `<sip:${from}@127.0.0.1>;tag=${token()}`],
        ['To', `<${target}>`],
        ['Call-ID', `${token()}@town`],
        ['CSeq', '1 INVITE'],
        ['Contact', `<sip:${from}@127.0.0.1:${pbx.townPort}>`],
        ['Allow', 'INVITE, ACK, CANCEL, BYE, UPDATE'],
        ['Content-Type', 'application/sdp'],
      ],
      body: line.sdp,
    };
    return new TownCall(invite, line, send, from, false);
  }

  static incoming(invite: SipRequest, line: SoundLine, send: Send, number: string): TownCall {
    const call = new TownCall(invite, line, send, number, true);
    call.#log('received', invite);
    call.#dialog = dialogAsServer(invite, call.#tag);
    line.connect(invite.body);
    return call;
  }

  invite(): void {
    this.#tell(this.#invite);
  }

  // ---- what a called customer does ----

  ring(): void {
    this.#answer(180);
    this.#become('ringing');
  }

  /** Sound before the answer (183). */
  progress(): void {
    this.#answer(183, this.line.sdp);
    this.#become('early');
  }

  accept(): void {
    if (this.state === 'ended') return;
    this.#finalAnswer = this.#answer(200, this.line.sdp);
    this.#become('talking');
  }

  refuse(status: number): void {
    if (this.state === 'ended') return;
    this.#finalAnswer = this.#answer(status);
    this.#finish({ by: 'customer', status });
  }

  // ---- what every customer does ----

  /** Ends the call in whatever state it is; the second time nothing. */
  hangUp(): void {
    if (this.state === 'ended' || this.#leaving) return;
    if (this.state === 'talking') {
      this.#inside('BYE');
      this.#finish({ by: 'customer' });
    } else if (this.#incoming) this.refuse(486);
    else this.#cancel();
  }

  /** Resolves when the call is in this state or past it. */
  async until(state: TownState, withinMs = 8_000): Promise<this> {
    const signal = AbortSignal.timeout(withinMs);
    while (ORDER.indexOf(this.state) < ORDER.indexOf(state)) {
      await once(this.#events, 'state', { signal }).catch(() => {
        throw new Error(`the customer's call did not become ${state} within ${withinMs} ms; ${this.story()}`);
      });
    }
    if (this.state === 'ended' && state !== 'ended')
      throw new Error(`the customer's call ended instead of becoming ${state}; ${this.story()}`);
    return this;
  }

  async ended(withinMs = 8_000): Promise<TownEnd> {
    await this.until('ended', withinMs);
    return this.end ?? { by: 'pbx' };
  }

  /** First lines of all messages, for a failure's text. */
  story(): string {
    return this.messages
      .map(({ direction, text }) => `${direction === 'sent' ? '→' : '←'} ${text.split('\r\n', 1)[0]}`)
      .join(' | ');
  }

  receive(message: SipMessage): void {
    this.#log('received', message);
    if (message.kind === 'response') this.#receiveAnswer(message);
    else this.#receiveRequest(message);
  }

  #receiveAnswer(response: SipResponse): void {
    const { method, number } = cseqOf(response);
    if (method !== 'INVITE' || response.status === 100) return;
    if (response.status < 200) {
      this.line.connect(response.body);
      this.#become(response.body === '' ? 'ringing' : 'early');
      return;
    }
    if (response.status >= 300) {
      this.#tell(this.#sibling('ACK', header(response, 'to')));
      this.#finish({ by: this.#leaving ? 'customer' : 'pbx', status: response.status });
      return;
    }
    const again = this.#dialog !== undefined;
    this.#dialog ??= dialogAsClient(this.#invite, response);
    this.#tell(withVia(acknowledge(this.#dialog, number)));
    if (again) return;
    this.line.connect(response.body);
    this.#become('talking');
    // Our CANCEL crossed the answer: the call stands, and must be ended as one (RFC 3261 §9.1).
    if (!this.#leaving) return;
    this.#inside('BYE');
    this.#finish({ by: 'customer' });
  }

  #receiveRequest(request: SipRequest): void {
    switch (request.method) {
      case 'ACK':
        return;
      case 'BYE':
        this.#tell(responseTo(request, 200, undefined));
        this.#finish({ by: 'pbx' });
        return;
      case 'CANCEL':
        this.#tell(responseTo(request, 200, this.#tag));
        if (this.state === 'talking' || this.state === 'ended') return;
        this.#answer(487);
        this.#finish({ by: 'pbx', status: 487 });
        return;
      case 'INVITE':
      case 'UPDATE':
        this.#renegotiate(request);
        return;
      default:
        this.#tell(responseTo(request, 200, undefined));
    }
  }

  #renegotiate(request: SipRequest): void {
    // The first INVITE again: the answer that it has had already.
    if (header(request, 'cseq') === header(this.#invite, 'cseq') && this.#incoming) {
      if (this.#finalAnswer) this.#tell(this.#finalAnswer);
      return;
    }
    this.line.connect(request.body);
    const body = request.body === '' && request.method === 'UPDATE' ? '' : this.line.sdp;
    this.#tell(responseTo(request, 200, undefined, [this.#contact, ...typeOf(body)], body));
  }

  #answer(status: number, body = ''): SipResponse {
    const response = responseTo(this.#invite, status, this.#tag, [this.#contact, ...typeOf(body)], body);
    this.#tell(response);
    return response;
  }

  #cancel(): void {
    this.#leaving = true;
    this.#tell(this.#sibling('CANCEL', header(this.#invite, 'to')));
  }

  #inside(method: string): void {
    if (!this.#dialog) return;
    const { dialog, request } = requestInside(this.#dialog, method, [this.#contact]);
    this.#dialog = dialog;
    this.#tell(withVia(request));
  }

  /** CANCEL and the ACK of a refusal belong to the INVITE's own transaction (RFC 3261 §9.1, §17.1.1.3). */
  #sibling(method: string, to = ''): SipRequest {
    const copied = this.#invite.headers.filter(([name]) =>
      ['Via', 'Max-Forwards', 'From', 'Call-ID'].includes(name),
    );
    const { number } = cseqOf(this.#invite);
    const { uri } = this.#invite;
    return {
      kind: 'request',
      method,
      uri,
      headers: [...copied, ['To', to], ['CSeq', `${number} ${method}`]],
      body: '',
    };
  }

  #become(state: TownState): void {
    if (ORDER.indexOf(state) <= ORDER.indexOf(this.state)) return;
    this.state = state;
    this.#events.emit('state');
  }

  #finish(end: TownEnd): void {
    if (this.state === 'ended') return;
    this.end = end;
    this.#become('ended');
    this.line.close();
  }

  #tell(message: SipMessage): void {
    this.#log('sent', message);
    this.#send(message);
  }

  #log(direction: WireMessage['direction'], message: SipMessage): void {
    this.messages.push({ at: Date.now(), direction, text: serialize(message) });
  }
}

const via = (): SipHeader => ['Via', `SIP/2.0/UDP 127.0.0.1:${pbx.townPort};branch=z9hG4bK${token()};rport`];

const withVia = (request: SipRequest): SipRequest => ({ ...request, headers: [via(), ...request.headers] });

const typeOf = (body: string): SipHeader[] => (body === '' ? [] : [['Content-Type', 'application/sdp']]);
