import type { Registration } from '../../../shared/contract/phone.ts';
import { afterFailure, isRefusal, type RegisterFailure, refreshDelay, TIMES } from './reconnect-policy.ts';
import type { SipStack } from './stack.ts';
import type { SipWire } from './wire.ts';
import { within } from './within.ts';

export interface KeeperOptions {
  readonly accountId: string;
  readonly wire: Pick<SipWire, 'open' | 'close' | 'release' | 'isOpen' | 'onDrop'>;
  readonly stack: Pick<SipStack, 'register' | 'unregister' | 'probe'>;
  readonly onChange: (registration: Registration) => void;
  /** The connection fell; calls are on their own until `onBack`. */
  readonly onLost: () => void;
  /** Registered again after a loss. */
  readonly onBack: () => void;
  readonly random?: () => number;
}

/**
 * Keeps one account registered: connects, registers, renews, asks the connection whether it lives, and begins again
 * when it does not. All rules about when are in `reconnect-policy.ts`.
 *
 * Each connection has a number; what returns from an older one is not listened to.
 */
export class RegistrationKeeper {
  readonly #options: KeeperOptions;
  readonly #timers = new Map<'retry' | 'refresh' | 'probe' | 'expiry', ReturnType<typeof setTimeout>>();
  #connection = 0;
  #attempts = 0;
  #refusals = 0;
  #registration: Registration;
  #hasBeenRegistered = false;
  #probing = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#registration = { accountId: options.accountId, state: 'off' };
    options.wire.onDrop = () => this.#lost();
  }

  get registered(): boolean {
    return this.#registration.state === 'registered';
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
    if (this.#timers.has('retry')) void this.#connect();
    else if (this.registered) void this.#probe(TIMES.nudge);
  }

  reconnectNow(): void {
    if (this.#registration.state === 'off' || this.#registration.state === 'refused') return;
    if (this.registered) this.#lost();
    else void this.#connect();
  }

  async #connect(): Promise<void> {
    const mine = this.#forget();
    const { wire, stack } = this.#options;
    const again = this.#hasBeenRegistered || this.#attempts > 0;
    this.#tell({ ...this.#problem(), state: again ? 'reconnecting' : 'connecting' });
    try {
      await within(wire.open(), TIMES.open);
      const answer = await within(stack.register(), TIMES.register);
      if (mine !== this.#connection) return;
      if (answer.status >= 300) this.#failed({ kind: 'status', status: answer.status });
      else this.#registered(answer.expiresSec ?? TIMES.expires);
    } catch {
      if (mine === this.#connection) this.#failed({ kind: 'unreachable' });
    }
  }

  #registered(expiresSec: number): void {
    const again = this.#hasBeenRegistered && !this.registered;
    this.#attempts = 0;
    this.#refusals = 0;
    this.#hasBeenRegistered = true;
    this.#tell({ state: 'registered', expiresAt: Date.now() + expiresSec * 1000 });
    this.#after('refresh', refreshDelay(expiresSec), () => void this.#refresh());
    // The registrar forgets us then, whatever else we believe.
    this.#after('expiry', expiresSec * 1000, () => this.#lost());
    this.#after('probe', TIMES.probeEvery, () => void this.#probe(TIMES.probe));
    this.#options.wire.release();
    if (again) this.#options.onBack();
  }

  async #refresh(): Promise<void> {
    const mine = this.#connection;
    try {
      const answer = await within(this.#options.stack.register(), TIMES.register);
      if (mine !== this.#connection) return;
      if (answer.status < 300) this.#registered(answer.expiresSec ?? TIMES.expires);
      else this.#lost({ kind: 'status', status: answer.status });
    } catch {
      if (mine === this.#connection) this.#lost();
    }
  }

  async #probe(limit: number): Promise<void> {
    if (this.#probing) return;
    const mine = this.#connection;
    this.#probing = true;
    try {
      await within(this.#options.stack.probe(), limit);
      if (mine !== this.#connection) return;
      this.#after('probe', TIMES.probeEvery, () => void this.#probe(TIMES.probe));
    } catch {
      if (mine === this.#connection) this.#lost();
    } finally {
      this.#probing = false;
    }
  }

  /** The connection is gone, or as good as gone. */
  #lost(failure: RegisterFailure = { kind: 'unreachable' }): void {
    const wasRegistered = this.registered;
    this.#failed(failure);
    if (wasRegistered) this.#options.onLost();
  }

  #failed(failure: RegisterFailure): void {
    this.#forget();
    this.#options.wire.close();
    this.#attempts += 1;
    this.#refusals = failure.kind === 'status' && isRefusal(failure.status) ? this.#refusals + 1 : 0;
    const random = (this.#options.random ?? Math.random)();
    const next = afterFailure(failure, this.#attempts, this.#refusals, random);
    const why = {
      ...(next.problem === undefined ? {} : { problem: next.problem }),
      ...(next.sipCode === undefined ? {} : { sipCode: next.sipCode }),
    };
    if (next.step === 'giveUp') {
      this.#tell({ state: 'refused', ...why });
      return;
    }
    this.#tell({ state: 'reconnecting', ...why, retryAt: Date.now() + next.delay });
    this.#after('retry', next.delay, () => void this.#connect());
  }

  /** Ends whatever belongs to the present connection; returns the number of the next. */
  #forget(): number {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#connection += 1;
    return this.#connection;
  }

  #after(name: 'retry' | 'refresh' | 'probe' | 'expiry', ms: number, action: () => void): void {
    clearTimeout(this.#timers.get(name));
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      action();
    }, ms);
    this.#timers.set(name, timer);
  }

  /** Why the last attempt failed stays on the screen while the next one runs. */
  #problem(): Pick<Registration, 'problem' | 'sipCode'> {
    const { problem, sipCode } = this.#registration;
    return { ...(problem ? { problem } : {}), ...(sipCode === undefined ? {} : { sipCode }) };
  }

  #tell(registration: Omit<Registration, 'accountId'>): void {
    this.#registration = { accountId: this.#options.accountId, ...registration };
    this.#options.onChange(this.#registration);
  }
}
