import type { Registration } from '../../../shared/contract/phone.ts';
import {
  afterFailure,
  isRefusal,
  type NextStep,
  openLimit,
  type RegisterFailure,
  refreshDelay,
  retryDelay,
  TIMES,
} from './reconnect-policy.ts';
import { ServerChoice } from './server-choice.ts';
import type { RegisterAnswer, SipStack } from './stack.ts';
import { Timers } from './timers.ts';
import type { SipWire } from './wire.ts';
import { within } from './within.ts';

export interface KeeperOptions {
  readonly accountId: string;
  readonly wire: Pick<SipWire, 'open' | 'close' | 'release' | 'isOpen' | 'onDrop'>;
  readonly stack: Pick<SipStack, 'register' | 'unregister' | 'probe'>;
  /** How many servers the wire knows; 0 is the first choice. */
  readonly servers: number;
  readonly hasCalls: () => boolean;
  readonly onChange: (registration: Registration) => void;
  /** The connection fell; calls are on their own until `onBack`. */
  readonly onLost: () => void;
  /** Registered again after a loss. */
  readonly onBack: () => void;
  /** Registered on a new connection, the first one included. */
  readonly onRegistered: () => void;
  readonly random?: () => number;
}

/**
 * Keeps one account registered: connects, registers, renews, asks the connection whether it lives, and begins again
 * when it does not. All rules about when are in `reconnect-policy.ts`, about where in `server-choice.ts`.
 *
 * Each connection has a number; what returns from an older one is not listened to. A registrar that refuses to renew
 * does not cost the connection: talks that go on there can still be held, transferred and ended.
 */
export class RegistrationKeeper {
  readonly #options: KeeperOptions;
  readonly #timers = new Timers<'retry' | 'refresh' | 'probe' | 'expiry' | 'home'>();
  readonly #servers: ServerChoice;
  #connection = 0;
  #attempts = 0;
  #refusals = 0;
  #returns = 0;
  #registration: Registration;
  #hasBeenRegistered = false;
  /** Registered on the present connection at least once. */
  #released = false;
  /** Since the last `onBack`. */
  #wasCut = false;
  #probing = false;
  #connectingSince: number | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#servers = new ServerChoice(options.servers);
    this.#registration = { accountId: options.accountId, state: 'off' };
    options.wire.onDrop = () => this.#lost();
  }

  get registered(): boolean {
    return this.#registration.state === 'registered';
  }

  /** Requests inside of dialogs get through, also while the registrar refuses to renew. */
  get isConnected(): boolean {
    return this.#released;
  }

  /** Number of the server of the present or next connection. */
  get server(): number {
    return this.#servers.present;
  }

  start(): void {
    void this.#connect();
  }

  async stop(): Promise<void> {
    const wasRegistered = this.registered;
    this.#forget();
    // No answer to the goodbye must not hold up the end of the program.
    if (wasRegistered) await within(this.#options.stack.unregister(), 1_000).catch(() => {});
    this.#options.wire.close();
    this.#tell({ state: 'off' });
  }

  /** Something changed outside: is the connection still there? A waiting retry is made now. */
  nudge(): void {
    if (this.#registration.state === 'off' || this.#registration.state === 'refused') return;
    const age = this.#connectingSince === undefined ? undefined : Date.now() - this.#connectingSince;
    if (this.#released) void this.#probe(this.#options.hasCalls() ? TIMES.nudgeInCall : TIMES.nudge);
    else if (age === undefined || age > TIMES.youngAttempt) void this.#connect();
  }

  reconnectNow(): void {
    if (this.#registration.state === 'off' || this.#registration.state === 'refused') return;
    if (this.#released) this.#lost();
    else void this.#connect();
  }

  /** The last call ended: what had to wait for it may be done. */
  callsDone(): void {
    if (this.registered && !this.#servers.isFirst && !this.#timers.has('home')) this.#goHome();
  }

  async #connect(): Promise<void> {
    const mine = this.#forget();
    const { wire, stack, hasCalls } = this.#options;
    const again = this.#hasBeenRegistered || this.#attempts > 0;
    this.#connectingSince = Date.now();
    this.#tell({ ...this.#problem(), state: again ? 'reconnecting' : 'connecting' });
    try {
      await within(wire.open(this.#servers.present), openLimit(this.#attempts, hasCalls()));
      const answer = await within(stack.register(), hasCalls() ? TIMES.registerInCall : TIMES.register);
      if (mine !== this.#connection) return;
      if (answer.status < 300) this.#registered(answer.expiresSec ?? TIMES.expires);
      else this.#failed({ kind: 'status', ...answer });
    } catch {
      if (mine === this.#connection) this.#failed({ kind: 'unreachable' });
    }
  }

  #registered(expiresSec: number): void {
    this.#attempts = 0;
    this.#refusals = 0;
    this.#connectingSince = undefined;
    this.#hasBeenRegistered = true;
    this.#timers.stop('retry');
    this.#tell({ state: 'registered', expiresAt: Date.now() + expiresSec * 1000 });
    this.#timers.start('refresh', refreshDelay(expiresSec), () => void this.#refresh());
    // The registrar forgets us then, whatever else we believe.
    this.#timers.start('expiry', expiresSec * 1000, () => this.#lost());
    if (!this.#timers.has('probe')) this.#probeLater();
    if (this.#released) return;
    this.#released = true;
    this.#options.wire.release();
    if (this.#servers.isFirst) this.#returns = 0;
    else this.#returnLater();
    this.#options.onRegistered();
    const wasCut = this.#wasCut;
    this.#wasCut = false;
    if (wasCut) this.#options.onBack();
  }

  async #refresh(): Promise<void> {
    const mine = this.#connection;
    try {
      const answer = await within(this.#options.stack.register(), TIMES.register);
      if (mine !== this.#connection) return;
      if (answer.status < 300) this.#registered(answer.expiresSec ?? TIMES.expires);
      else this.#notRenewed(answer);
    } catch {
      if (mine === this.#connection) this.#lost();
    }
  }

  /** The connection lives, only the registration is refused. */
  #notRenewed(answer: RegisterAnswer): void {
    const elsewhere = this.#options.servers > 1 && !isRefusal(answer.status);
    if (elsewhere && !this.#options.hasCalls()) {
      this.#lost({ kind: 'status', ...answer });
      return;
    }
    this.#timers.stop('refresh');
    this.#timers.stop('expiry');
    const next = this.#nextStep({ kind: 'status', ...answer });
    if (next.step === 'retry') this.#retry(next, next.delay, () => void this.#refresh());
    else this.#lost({ kind: 'status', ...answer });
  }

  async #probe(limit: number): Promise<void> {
    if (this.#probing) return;
    const mine = this.#connection;
    this.#probing = true;
    try {
      await within(this.#options.stack.probe(), limit);
      if (mine === this.#connection) this.#probeLater();
    } catch {
      if (mine === this.#connection) this.#lost();
    } finally {
      this.#probing = false;
    }
  }

  #probeLater(): void {
    this.#timers.start('probe', TIMES.probeEvery, () => void this.#probe(TIMES.probe));
  }

  #returnLater(): void {
    const delay = Math.min(TIMES.returnEveryAtMost, TIMES.returnEvery * 2 ** Math.min(this.#returns, 10));
    this.#timers.start('home', delay, () => {
      if (!this.#options.hasCalls()) this.#goHome();
    });
  }

  /** From the backup to the first server. If that one is still away, the backup is tried again at once. */
  #goHome(): void {
    this.#returns += 1;
    this.#servers.goHome();
    this.#cut();
    this.#options.onLost();
    void this.#connect();
  }

  /** The connection is gone, or as good as gone. */
  #lost(failure: RegisterFailure = { kind: 'unreachable' }): void {
    if (!this.#released) {
      this.#failed(failure);
      return;
    }
    this.#cut();
    // The same server first: most connections that fall come back there.
    if (failure.kind === 'unreachable') this.#again(this.#firstDelay());
    else this.#failed(failure);
    this.#options.onLost();
  }

  #cut(): void {
    this.#wasCut = true;
    this.#forget();
    this.#released = false;
    this.#options.wire.close();
  }

  #again(delay: number): void {
    this.#attempts = 1;
    this.#retry({ step: 'retry', delay, problem: 'pbxUnreachable' }, delay, () => void this.#connect());
  }

  #failed(failure: RegisterFailure): void {
    this.#forget();
    this.#options.wire.close();
    const next = this.#nextStep(failure);
    if (next.step === 'giveUp') {
      this.#tell({ state: 'refused', ...why(next) });
      return;
    }
    this.#retry(next, this.#where(failure, next.delay), () => void this.#connect());
  }

  /** Another server can be asked at once; the one that asked for time gets it. */
  #where(failure: RegisterFailure, delay: number): number {
    if (failure.kind === 'status' && isRefusal(failure.status)) return delay;
    const before = this.#servers.present;
    const retryAfter = failure.kind === 'status' ? (failure.retryAfterSec ?? 0) * 1_000 : 0;
    this.#servers.failed(Date.now(), retryAfter);
    if (this.#servers.present === before) return delay;
    // Both were asked in vain: no faster than one alone would be.
    return this.#attempts < this.#options.servers * 2
      ? this.#firstDelay()
      : Math.min(delay, retryDelay(this.#attempts, 0.5));
  }

  #nextStep(failure: RegisterFailure): NextStep {
    this.#attempts += 1;
    this.#refusals = failure.kind === 'status' && isRefusal(failure.status) ? this.#refusals + 1 : 0;
    const history = {
      attempts: this.#attempts,
      refusals: this.#refusals,
      hasBeenRegistered: this.#hasBeenRegistered,
      inCall: this.#options.hasCalls(),
    };
    return afterFailure(failure, history, this.#random());
  }

  #retry(next: Extract<NextStep, { step: 'retry' }>, delay: number, action: () => void): void {
    this.#connectingSince = undefined;
    this.#tell({
      state: next.refused ? 'refused' : 'reconnecting',
      ...why(next),
      retryAt: Date.now() + delay,
    });
    this.#timers.start('retry', delay, action);
  }

  #firstDelay(): number {
    return retryDelay(1, this.#random());
  }

  #random(): number {
    return (this.#options.random ?? Math.random)();
  }

  /** Ends whatever belongs to the present connection; returns the number of the next. */
  #forget(): number {
    this.#timers.stopAll();
    this.#connection += 1;
    return this.#connection;
  }

  /** Why the last attempt failed stays on the screen while the next one runs. */
  #problem(): Pick<Registration, 'problem' | 'sipCode'> {
    return why(this.#registration);
  }

  #tell(registration: Omit<Registration, 'accountId'>): void {
    this.#registration = { accountId: this.#options.accountId, ...registration };
    this.#options.onChange(this.#registration);
  }
}

function why(from: {
  readonly problem?: Registration['problem'];
  readonly sipCode?: number | undefined;
}): Pick<Registration, 'problem' | 'sipCode'> {
  return {
    ...(from.problem === undefined ? {} : { problem: from.problem }),
    ...(from.sipCode === undefined ? {} : { sipCode: from.sipCode }),
  };
}
