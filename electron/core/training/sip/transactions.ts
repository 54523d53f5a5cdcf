import { randomBytes } from 'node:crypto';
import type { Cancel, Clock } from '../clock.ts';
import type { Flow } from './flow.ts';
import {
  cseqOf,
  header,
  headers,
  responseTo,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';

/** A request that came in and waits for its answer (RFC 3261 §17.2). */
export interface ServerTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Sends a response; nothing goes out after a final one. */
  respond(status: number, options?: ResponseOptions): void;
  /** Told when the peer cancels this INVITE before its final response. */
  onCancel: (() => void) | undefined;
}

export interface ResponseOptions {
  readonly toTag?: string;
  readonly headers?: readonly SipHeader[];
  readonly body?: string;
}

/** A request of ours (RFC 3261 §17.1). */
export interface ClientTransaction {
  readonly request: SipRequest;
  /** Takes an INVITE back; waits for the first provisional response as RFC 3261 §9.1 wants. */
  cancel(): void;
}

export interface ResponseHandlers {
  onProvisional?(response: SipResponse): void;
  /** Once for every final response; a 2xx that comes again (its ACK was lost) is told again. */
  onFinal(response: SipResponse): void;
}

export interface RequestHandlers {
  onRequest(transaction: ServerTransaction): void;
  /** ACK of a 2xx. */
  onAck(request: SipRequest): void;
}

/** Timers B and F: 64 × T1 of 500 ms. */
const GIVE_UP_MS = 32_000;
/** Answers that are kept for who asks twice; a phone asks a few times a second at most. */
const MAX_SERVED = 10_000;

interface Served {
  readonly transaction: ServerTransaction;
  readonly forgetAt: number;
  last: SipResponse | undefined;
}

interface Pending {
  readonly sent: SipRequest;
  readonly handlers: ResponseHandlers;
  readonly flow: Flow;
  provisional: boolean;
  cancelled: boolean;
  finished: boolean;
  stopTimer: Cancel;
}

/**
 * Pairs requests with responses over connections that neither lose nor reorder (so nothing is repeated by us;
 * what a peer repeats is answered again).
 */
export class Transactions {
  readonly #clock: Clock;
  readonly #handlers: RequestHandlers;
  readonly #successor: (flow: Flow) => Flow | undefined;
  readonly #via: string;
  readonly #served = new Map<string, Served>();
  readonly #pending = new Map<string, Pending>();

  /** @param successor the connection that the owner of a closed one uses now. */
  constructor(
    clock: Clock,
    via: string,
    handlers: RequestHandlers,
    successor: (flow: Flow) => Flow | undefined,
  ) {
    this.#clock = clock;
    this.#via = via;
    this.#handlers = handlers;
    this.#successor = successor;
  }

  receive(message: SipMessage, flow: Flow): void {
    if (message.kind === 'response') {
      this.#receiveResponse(message);
      return;
    }
    if (message.method === 'ACK') {
      this.#receiveAck(message);
      return;
    }
    const key = serverKey(message, message.method);
    const known = this.#served.get(key);
    if (known !== undefined) {
      if (known.last !== undefined) flow.send(known.last);
      return;
    }
    this.#forgetOld();
    const transaction = this.#serve(key, message, flow);
    if (message.method === 'CANCEL') this.#receiveCancel(transaction);
    else this.#handlers.onRequest(transaction);
  }

  /** Sends a request without Via through the flow; without a flow it fails at once with 503. */
  send(bare: SipRequest, flow: Flow | undefined, handlers: ResponseHandlers): ClientTransaction {
    const branch = `z9hG4bK${randomBytes(9).toString('hex')}`;
    const request = withVia(bare, `SIP/2.0/WS ${this.#via};branch=${branch}`);
    const key = `${branch} ${request.method}`;
    const usable = flow?.isOpen() === true ? flow : flow && this.#successor(flow);
    if (usable === undefined) {
      queueMicrotask(() => handlers.onFinal(responseTo(request, 503, undefined)));
      return { request, cancel: () => undefined };
    }
    const pending: Pending = {
      sent: request,
      handlers,
      flow: usable,
      provisional: false,
      cancelled: false,
      finished: false,
      stopTimer: this.#clock.after(GIVE_UP_MS, () => this.#giveUp(key)),
    };
    this.#pending.set(key, pending);
    usable.send(request);
    return { request, cancel: () => this.#cancel(key, pending) };
  }

  /** Sends a request that gets no response: the ACK of a 2xx. */
  sendAck(bare: SipRequest, flow: Flow): void {
    const branch = `z9hG4bK${randomBytes(9).toString('hex')}`;
    const usable = flow.isOpen() ? flow : this.#successor(flow);
    usable?.send(withVia(bare, `SIP/2.0/WS ${this.#via};branch=${branch}`));
  }

  stop(): void {
    for (const pending of this.#pending.values()) pending.stopTimer();
    this.#pending.clear();
    this.#served.clear();
  }

  #serve(key: string, request: SipRequest, flow: Flow): ServerTransaction {
    const respond = (status: number, options: ResponseOptions = {}): void => {
      if (isFinal(served.last)) return;
      served.last = responseTo(request, status, options.toTag, options.headers, options.body);
      const usable = flow.isOpen() ? flow : this.#successor(flow);
      usable?.send(served.last);
    };
    const transaction: ServerTransaction = { request, flow, respond, onCancel: undefined };
    const served: Served = { transaction, forgetAt: this.#clock.now() + GIVE_UP_MS, last: undefined };
    this.#served.set(key, served);
    return transaction;
  }

  #receiveCancel(cancel: ServerTransaction): void {
    const invite = this.#served.get(serverKey(cancel.request, 'INVITE'));
    if (invite === undefined) {
      cancel.respond(481, { toTag: randomTag() });
      return;
    }
    cancel.respond(200, { toTag: randomTag() });
    if (!isFinal(invite.last)) invite.transaction.onCancel?.();
  }

  #receiveAck(ack: SipRequest): void {
    // The ACK of a refusal belongs to the INVITE's transaction and ends there; the ACK of a 2xx has a branch of its own.
    if (!this.#served.has(serverKey(ack, 'INVITE'))) this.#handlers.onAck(ack);
  }

  #receiveResponse(response: SipResponse): void {
    const branch = /;\s*branch=([^;,\s]+)/i.exec(headers(response, 'via')[0] ?? '')?.[1] ?? '';
    const key = `${branch} ${cseqOf(response).method}`;
    const pending = this.#pending.get(key);
    if (pending === undefined || response.status < 100) return;
    if (response.status < 200) {
      this.#receiveProvisional(pending, response);
      return;
    }
    const invite = pending.sent.method === 'INVITE';
    const success = response.status < 300;
    if (invite && !success) pending.flow.send(ackOfRefusal(pending.sent, response));
    if (pending.finished && !(invite && success)) return;
    this.#finish(key, pending);
    pending.handlers.onFinal(response);
  }

  #receiveProvisional(pending: Pending, response: SipResponse): void {
    if (pending.finished) return;
    const first = !pending.provisional;
    pending.provisional = true;
    // An INVITE may ring for as long as its call allows (timer B ends with the first provisional response).
    if (pending.sent.method === 'INVITE' && first && !pending.cancelled) pending.stopTimer();
    if (first && pending.cancelled) this.#sendCancel(pending);
    pending.handlers.onProvisional?.(response);
  }

  #cancel(key: string, pending: Pending): void {
    if (pending.finished || pending.cancelled) return;
    pending.cancelled = true;
    pending.stopTimer();
    pending.stopTimer = this.#clock.after(GIVE_UP_MS, () => this.#giveUp(key));
    if (pending.provisional) this.#sendCancel(pending);
  }

  #sendCancel(pending: Pending): void {
    const { sent } = pending;
    const flow = pending.flow.isOpen() ? pending.flow : this.#successor(pending.flow);
    flow?.send(sameTransaction(sent, 'CANCEL', header(sent, 'to') ?? ''));
  }

  #finish(key: string, pending: Pending): void {
    pending.stopTimer();
    pending.finished = true;
    // Kept for a while so that a repeated final response still gets its ACK.
    pending.stopTimer = this.#clock.after(GIVE_UP_MS, () => this.#pending.delete(key));
  }

  #giveUp(key: string): void {
    const pending = this.#pending.get(key);
    this.#pending.delete(key);
    if (pending === undefined || pending.finished) return;
    pending.finished = true;
    pending.handlers.onFinal(responseTo(pending.sent, 408, undefined));
  }

  /** The map is in the order of time, so a look costs as much as there is to forget (and the few calls that still ring). */
  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [key, served] of this.#served) {
      if (served.forgetAt >= now && this.#served.size < MAX_SERVED) return;
      if (isFinal(served.last)) this.#served.delete(key);
    }
  }
}

const isFinal = (response: SipResponse | undefined): boolean =>
  response !== undefined && response.status >= 200;

export const randomTag = (): string => randomBytes(8).toString('hex');

/** RFC 3261 §17.2.3: topmost branch, sent-by and method (ACK and CANCEL look for their INVITE). */
function serverKey(request: SipRequest, method: string): string {
  const via = headers(request, 'via')[0] ?? '';
  const branch = /;\s*branch=([^;,\s]+)/i.exec(via)?.[1] ?? '';
  const sentBy = /^SIP\/2\.0\/\S+\s+([^\s;]+)/i.exec(via)?.[1] ?? '';
  return `${sentBy} ${branch} ${method}`;
}

const withVia = (request: SipRequest, via: string): SipRequest => ({
  ...request,
  headers: [['Via', via], ...request.headers],
});

/** CANCEL and the ACK of a refusal repeat the INVITE's branch, Route, Call-ID and CSeq number (RFC 3261 §9.1, §17.1.1.3). */
function sameTransaction(invite: SipRequest, method: string, to: string): SipRequest {
  const copied = ['via', 'max-forwards', 'route', 'from', 'call-id'];
  return {
    kind: 'request',
    method,
    uri: invite.uri,
    headers: [
      ...invite.headers.filter(([name]) => copied.includes(name.toLowerCase())),
      ['To', to],
      ['CSeq', `${cseqOf(invite).number} ${method}`],
    ],
    body: '',
  };
}

const ackOfRefusal = (invite: SipRequest, response: SipResponse): SipRequest =>
  sameTransaction(invite, 'ACK', header(response, 'to') ?? '');
