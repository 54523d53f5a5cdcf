import type { Language, Persona } from '../../../shared/domain/training/persona.ts';
import type { ActiveCall, CallLeg } from './call-leg.ts';
import type { CallContext } from './calls-context.ts';
import type { CallDetail } from './cdr.ts';
import type { ClipLibrary } from './clips.ts';
import type { Clock } from './clock.ts';
import { destination } from './dial-plan.ts';
import { House } from './house.ts';
import { InboundCall, type RingPlan } from './inbound-call.ts';
import type { TrainingLog } from './log.ts';
import type { Metronome } from './media/metronome.ts';
import { OutboundCall } from './outbound-call.ts';
import { type Binding, Registrar, type RegistrationChange } from './registrar.ts';
import { tagOf, userOf } from './sip/address.ts';
import { ALLOWED, CAPABILITIES, KNOWN_ELSEWHERE } from './sip/capabilities.ts';
import { DigestGuard } from './sip/digest.ts';
import { type FlowServer, listen } from './sip/flow.ts';
import { header, type SipRequest } from './sip/message.ts';
import { randomTag, type ServerTransaction, Transactions } from './sip/transactions.ts';
import type { LampState } from './state-documents.ts';

export interface SwitchboardOptions {
  readonly clock: Clock;
  readonly log: TrainingLog;
  readonly clips: ClipLibrary;
  readonly metronome: Metronome;
  readonly passwords: ReadonlyMap<string, string>;
  readonly host: string;
  readonly port: number;
  readonly domain: string;
  readonly language: () => Language;
  readonly onRegistration: (change: RegistrationChange) => void;
  readonly onEnded: (detail: CallDetail) => void;
}

/** More calls at once than any operator can have; bounds what a broken page can start. */
const MAX_CALLS = 50;

/** Takes every request to the call or the registrar that it is for, and knows all living calls. */
export class Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #calls = new Map<string, InboundCall | OutboundCall>();
  /** Sound of ended calls that is still being closed. */
  readonly #releasing = new Set<Promise<void>>();
  readonly #registrar: Registrar;
  readonly #transactions: Transactions;
  readonly #context: CallContext;
  readonly #house: House;
  #server: FlowServer | undefined;

  private constructor(options: SwitchboardOptions) {
    this.#options = options;
    const { clock, domain } = options;
    this.#registrar = new Registrar({
      clock,
      domain,
      guard: new DigestGuard(domain, () => clock.now()),
      passwords: options.passwords,
      onChange: options.onRegistration,
    });
    this.#transactions = new Transactions(
      clock,
      domain,
      {
        onRequest: (transaction) => this.#receive(transaction),
        onAck: (ack) => this.#receiveAck(ack),
      },
      (flow) => this.#registrar.flowOf(flow.login),
    );
    this.#context = {
      ...options,
      transactions: this.#transactions,
      registrar: this.#registrar,
      mediaAddresses: [options.host],
      contact: `sip:exchange@${domain};transport=ws`,
      legByDialog: (callId, localTag, remoteTag) => this.#legByDialog(callId, localTag, remoteTag),
      onEnded: (detail, released) => {
        this.#calls.delete(detail.callId);
        this.#releasing.add(released);
        void released.then(() => this.#releasing.delete(released));
        this.#house.callEnded(detail);
        options.onEnded(detail);
      },
      onState: (persona) => this.#house.callChanged(persona),
    };
    this.#house = new House(this.#context, (personaId) => this.#talkingWith(personaId));
  }

  static async open(options: SwitchboardOptions): Promise<Switchboard> {
    const switchboard = new Switchboard(options);
    switchboard.#server = await listen(
      options,
      {
        onMessage: (message, flow) => switchboard.#transactions.receive(message, flow),
        onClosed: (flow) => switchboard.#registrar.dropFlow(flow),
      },
      options.log,
    );
    return switchboard;
  }

  get port(): number {
    return this.#server?.port ?? 0;
  }

  /** Where a login, or else the last one that registered, can be reached now. */
  reachable(login?: string): Binding | undefined {
    const candidates = login === undefined ? this.#registrar.logins() : [login];
    return candidates
      .map((candidate) => this.#registrar.binding(candidate))
      .find((binding) => binding?.flow.isOpen() === true);
  }

  ring(binding: Binding, plan: RingPlan): void {
    const call = new InboundCall(this.#context, binding, plan);
    this.#calls.set(plan.callId, call);
    call.start().catch((error: unknown) => {
      this.#options.log.error(
        { callId: plan.callId, error: String(error) },
        'training exchange: call not placed',
      );
      call.leg.finish({ by: 'exchange', result: 'failed', sipCode: 0 });
    });
  }

  /** A customer calls a colleague; the operator may pick it up. */
  ringColleague(extension: string, caller: Persona): void {
    this.#house.ring(extension, caller);
  }

  hangUp(callId: string): boolean {
    const call = this.#calls.get(callId);
    call?.giveUp('caller');
    return call !== undefined;
  }

  activeCalls(): readonly ActiveCall[] {
    return [...this.#calls.values()].map(({ leg }) => leg.snapshot());
  }

  talking(): boolean {
    return [...this.#calls.values()].some(({ leg }) => leg.answered);
  }

  async stop(): Promise<void> {
    for (const call of [...this.#calls.values()]) call.giveUp('exchange');
    // Calls that still wait for the 487 of their CANCEL have no more time.
    for (const { leg } of [...this.#calls.values()]) {
      leg.finish({ by: 'exchange', result: 'missed', sipCode: 487 });
    }
    this.#house.stop();
    this.#transactions.stop();
    this.#registrar.stop();
    await Promise.all([...this.#releasing, this.#server?.stop()]);
  }

  #receive(transaction: ServerTransaction): void {
    try {
      this.#dispatch(transaction);
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 120) : 'unknown';
      this.#options.log.warn(
        { method: transaction.request.method.slice(0, 20), reason },
        'training exchange: bad request',
      );
      transaction.respond(400, { toTag: randomTag() });
    }
  }

  #dispatch(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (tagOf(header(request, 'to')) !== undefined) {
      if (request.method === 'SUBSCRIBE') this.#house.subscribe(transaction, true);
      else this.#insideDialog(transaction);
      return;
    }
    switch (request.method) {
      case 'REGISTER':
        this.#registrar.register(transaction);
        return;
      case 'INVITE':
        this.#dialled(transaction);
        return;
      case 'SUBSCRIBE':
        this.#house.subscribe(transaction, false);
        return;
      case 'OPTIONS':
        transaction.respond(200, { toTag: randomTag(), headers: CAPABILITIES });
        return;
      default: {
        const known = ALLOWED.includes(request.method) || KNOWN_ELSEWHERE.includes(request.method);
        transaction.respond(known ? 405 : 501, { toTag: randomTag(), headers: CAPABILITIES });
        return;
      }
    }
  }

  #insideDialog(transaction: ServerTransaction): void {
    const { request } = transaction;
    const call = this.#callOf(request);
    if (call === undefined) {
      transaction.respond(481);
      return;
    }
    call.leg.receive(transaction);
  }

  #dialled(transaction: ServerTransaction): void {
    const login = this.#registrar.authenticate(transaction);
    if (login === undefined) return;
    const { request } = transaction;
    const callId = header(request, 'call-id') ?? '';
    if (this.#calls.has(callId)) {
      transaction.respond(482, { toTag: randomTag() });
      return;
    }
    if (this.#calls.size >= MAX_CALLS) {
      transaction.respond(503, { toTag: randomTag() });
      return;
    }
    transaction.respond(100);
    const dialled = userOf(request.uri);
    const call = new OutboundCall(this.#context, transaction, {
      login,
      dialled,
      to: destination(dialled, (extension) => this.#house.pickUp(extension)),
    });
    this.#calls.set(callId, call);
    call.start();
  }

  #receiveAck(ack: SipRequest): void {
    const call = this.#callOf(ack);
    if (call instanceof OutboundCall) call.receiveAck(ack);
    else call?.leg.receiveAck(ack);
  }

  #talkingWith(personaId: string): LampState | undefined {
    const call = this.activeCalls().find((one) => one.personaId === personaId);
    if (call === undefined) return undefined;
    return call.answeredAt === undefined ? 'ringing' : 'talking';
  }

  /** The call whose dialog the request belongs to: Call-ID and both tags (RFC 3261 §12.2.2). */
  #callOf(request: SipRequest): InboundCall | OutboundCall | undefined {
    const call = this.#calls.get(header(request, 'call-id') ?? '');
    const dialog = call?.leg.dialog;
    const ours = dialog?.localTag === tagOf(header(request, 'to'));
    return dialog !== undefined && ours && dialog.remoteTag === (tagOf(header(request, 'from')) ?? '')
      ? call
      : undefined;
  }

  #legByDialog(callId: string, localTag: string, remoteTag: string): CallLeg | undefined {
    const leg = this.#calls.get(callId)?.leg;
    return leg?.dialog?.localTag === localTag && leg.dialog.remoteTag === remoteTag ? leg : undefined;
  }
}
