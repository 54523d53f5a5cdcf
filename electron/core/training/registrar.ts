import type { Cancel, Clock } from './clock.ts';
import { parseNameAddress, splitList, userOf } from './sip/address.ts';
import type { DigestGuard } from './sip/digest.ts';
import type { Flow } from './sip/flow.ts';
import { header, headers, type SipHeader } from './sip/message.ts';
import { randomTag, type ServerTransaction } from './sip/transactions.ts';

/** Where a login can be reached: the Contact that it registered and the connection that it did so over. */
export interface Binding {
  readonly login: string;
  readonly contact: string;
  readonly flow: Flow;
  /** UTC epoch milliseconds. */
  readonly expiresAt: number;
}

export interface RegistrationChange {
  readonly login: string;
  readonly registered: boolean;
}

export interface RegistrarOptions {
  readonly clock: Clock;
  readonly guard: DigestGuard;
  readonly domain: string;
  /** Password by login. */
  readonly passwords: ReadonlyMap<string, string>;
  readonly onChange: (change: RegistrationChange) => void;
}

/** Seconds. */
const DEFAULT_EXPIRES = 600;
const MAX_EXPIRES = 7200;

/** Who may speak as whom, and where everybody is (RFC 3261 §10, §22). One place for each login: the last one wins. */
export class Registrar {
  readonly #options: RegistrarOptions;
  readonly #bindings = new Map<string, { readonly binding: Binding; readonly stopTimer: Cancel }>();

  constructor(options: RegistrarOptions) {
    this.#options = options;
  }

  binding(login: string): Binding | undefined {
    return this.#bindings.get(login)?.binding;
  }

  /** Registered logins, the last one that registered first. */
  logins(): readonly string[] {
    return [...this.#bindings.keys()].reverse();
  }

  /** The connection that a login uses now. */
  flowOf(login: string | undefined): Flow | undefined {
    const flow = login === undefined ? undefined : this.binding(login)?.flow;
    return flow?.isOpen() === true ? flow : undefined;
  }

  /**
   * Who sent this request, proved by digest. When it is not proved the request is answered (401 or 403) and
   * undefined returned.
   */
  authenticate(transaction: ServerTransaction): string | undefined {
    const { request, flow } = transaction;
    const { guard, passwords } = this.#options;
    const credentials = header(request, 'authorization');
    const login = guard.claimedLogin(credentials);
    const verdict = guard.verify(credentials, request.method, passwords.get(login ?? ''));
    if (verdict === 'ok' && login !== undefined) {
      flow.login = login;
      return login;
    }
    if (verdict === 'wrong') transaction.respond(403, { toTag: randomTag() });
    else {
      const challenge: SipHeader = [
        'WWW-Authenticate',
        guard.challenge(verdict === 'stale' && credentials !== undefined),
      ];
      transaction.respond(401, { toTag: randomTag(), headers: [challenge] });
    }
    return undefined;
  }

  /** REGISTER. @throws {SipSyntaxError} on an unreadable To or Contact. */
  register(transaction: ServerTransaction): void {
    const login = this.authenticate(transaction);
    if (login === undefined) return;
    const { request, flow } = transaction;
    if (userOf(parseNameAddress(header(request, 'to') ?? '').uri) !== login) {
      transaction.respond(403, { toTag: randomTag() });
      return;
    }
    const general = secondsOf(header(request, 'expires')) ?? DEFAULT_EXPIRES;
    for (const value of headers(request, 'contact').flatMap(splitList)) {
      if (value === '*') {
        this.#remove(login);
        continue;
      }
      const contact = parseNameAddress(value);
      const seconds = Math.min(secondsOf(contact.params.get('expires')) ?? general, MAX_EXPIRES);
      if (seconds > 0) this.#put(login, contact.uri, flow, seconds);
      else if (this.binding(login)?.contact === contact.uri) this.#remove(login);
    }
    const binding = this.binding(login);
    transaction.respond(200, {
      toTag: randomTag(),
      headers: [
        ...(binding === undefined ? [] : [['Contact', this.#contactOf(binding)] satisfies SipHeader]),
        ['Date', new Date(this.#options.clock.now()).toUTCString()],
      ],
    });
  }

  /** A registration lives no longer than its connection (RFC 5626 §3.3). */
  dropFlow(flow: Flow): void {
    for (const { binding } of [...this.#bindings.values()]) {
      if (binding.flow === flow) this.#remove(binding.login);
    }
  }

  stop(): void {
    for (const { stopTimer } of this.#bindings.values()) stopTimer();
    this.#bindings.clear();
  }

  #contactOf(binding: Binding): string {
    const seconds = Math.max(0, Math.round((binding.expiresAt - this.#options.clock.now()) / 1000));
    return `<${binding.contact}>;expires=${seconds}`;
  }

  #put(login: string, contact: string, flow: Flow, seconds: number): void {
    const known = this.#bindings.get(login);
    known?.stopTimer();
    // Deleted first so that the order of the map is the order of the last registrations.
    this.#bindings.delete(login);
    const { clock, onChange } = this.#options;
    this.#bindings.set(login, {
      binding: { login, contact, flow, expiresAt: clock.now() + seconds * 1000 },
      stopTimer: clock.after(seconds * 1000, () => this.#remove(login)),
    });
    if (known === undefined) onChange({ login, registered: true });
  }

  #remove(login: string): void {
    const known = this.#bindings.get(login);
    if (known === undefined) return;
    known.stopTimer();
    this.#bindings.delete(login);
    this.#options.onChange({ login, registered: false });
  }
}

const secondsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
