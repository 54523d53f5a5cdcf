import { type Cancel, type Clock, Timers } from './clock.ts';
import type { Registrar } from './registrar.ts';
import { tagOf, userOf } from './sip/address.ts';
import { admit, type Dialog, dialogAsServer, requestInside } from './sip/dialog.ts';
import type { Flow } from './sip/flow.ts';
import { header, type SipHeader } from './sip/message.ts';
import { randomTag, type ServerTransaction, type Transactions } from './sip/transactions.ts';

/** What can be watched, and who says how it stands. */
export interface Watchable {
  /** Value of the Event header. */
  readonly event: string;
  readonly contentType: string;
  /** The document for a subscriber, or undefined when there is no such thing. `version` counts from 0. */
  document(user: string, login: string, version: number): string | undefined;
}

interface Subscription {
  readonly watchable: Watchable;
  readonly user: string;
  readonly login: string;
  dialog: Dialog;
  flow: Flow;
  version: number;
  expiresAt: number;
  stopTimer: Cancel;
}

/** Seconds. */
const DEFAULT_EXPIRES = 600;
const MAX_EXPIRES = 3600;
/** Several pages with all lamps of the training line; bounds what a broken page can ask for. */
const MAX_SUBSCRIPTIONS = 20;

/** Lamps of colleagues and of the mailbox: SUBSCRIBE and NOTIFY (RFC 6665). */
export class Subscriptions {
  readonly #watchables: ReadonlyMap<string, Watchable>;
  readonly #options: {
    readonly clock: Clock;
    readonly registrar: Registrar;
    readonly transactions: Transactions;
    readonly contact: string;
  };
  readonly #timers: Timers;
  readonly #living = new Map<string, Subscription>();

  constructor(
    options: {
      readonly clock: Clock;
      readonly registrar: Registrar;
      readonly transactions: Transactions;
      readonly contact: string;
    },
    watchables: readonly Watchable[],
  ) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
    this.#watchables = new Map(watchables.map((one) => [one.event, one]));
  }

  get size(): number {
    return this.#living.size;
  }

  /** SUBSCRIBE outside of a dialog. @throws {SipSyntaxError} on an unreadable Contact */
  begin(transaction: ServerTransaction): void {
    const login = this.#options.registrar.authenticate(transaction);
    if (login === undefined) return;
    const { request, flow } = transaction;
    const watchable = this.#watchables.get((header(request, 'event') ?? '').split(';')[0]?.trim() ?? '');
    const user = userOf(request.uri);
    if (watchable === undefined) {
      transaction.respond(489, { toTag: randomTag(), headers: [['Allow-Events', this.events()]] });
    } else if (watchable.document(user, login, 0) === undefined) {
      transaction.respond(404, { toTag: randomTag() });
    } else if (this.#living.size >= MAX_SUBSCRIPTIONS) {
      transaction.respond(503, { toTag: randomTag() });
    } else {
      const tag = randomTag();
      const dialog = dialogAsServer(request, tag);
      const subscription: Subscription = {
        watchable,
        user,
        login,
        dialog,
        flow,
        version: 0,
        expiresAt: 0,
        stopTimer: () => undefined,
      };
      this.#living.set(tag, subscription);
      this.#grant(subscription, transaction, tag);
    }
  }

  /** SUBSCRIBE inside of a dialog: renews, or ends with `Expires: 0`. */
  renew(transaction: ServerTransaction): void {
    const { request, flow } = transaction;
    const tag = tagOf(header(request, 'to')) ?? '';
    const subscription = this.#living.get(tag);
    if (
      subscription === undefined ||
      subscription.dialog.callId !== header(request, 'call-id') ||
      subscription.dialog.remoteTag !== tagOf(header(request, 'from'))
    ) {
      transaction.respond(481);
      return;
    }
    const admission = admit(subscription.dialog, request);
    if ('refused' in admission) {
      transaction.respond(500);
      return;
    }
    subscription.dialog = admission.dialog;
    subscription.flow = flow;
    this.#grant(subscription, transaction, tag);
  }

  /** Something is other than before: everybody who watches it is told. */
  changed(event: string, user?: string): void {
    for (const subscription of this.#living.values()) {
      if (subscription.watchable.event !== event) continue;
      if (user === undefined || subscription.user === user) this.#tell(subscription);
    }
  }

  events(): string {
    return [...this.#watchables.keys()].join(', ');
  }

  stop(): void {
    this.#timers.clear();
    this.#living.clear();
  }

  #grant(subscription: Subscription, transaction: ServerTransaction, tag: string): void {
    const { clock, contact } = this.#options;
    const asked = header(transaction.request, 'expires') ?? '';
    const seconds = Math.min(/^\d{1,9}$/.test(asked) ? Number(asked) : DEFAULT_EXPIRES, MAX_EXPIRES);
    transaction.respond(200, {
      toTag: tag,
      headers: [
        ['Contact', `<${contact}>`],
        ['Expires', String(seconds)],
      ],
    });
    subscription.stopTimer();
    subscription.expiresAt = clock.now() + seconds * 1000;
    if (seconds === 0) this.#end(tag);
    else {
      subscription.stopTimer = this.#timers.after(seconds * 1000, () => this.#end(tag));
      this.#tell(subscription);
    }
  }

  #end(tag: string): void {
    const subscription = this.#living.get(tag);
    if (subscription === undefined) return;
    subscription.stopTimer();
    this.#living.delete(tag);
    this.#send(subscription, 'terminated;reason=timeout');
  }

  #tell(subscription: Subscription): void {
    const seconds = Math.max(0, Math.round((subscription.expiresAt - this.#options.clock.now()) / 1000));
    this.#send(subscription, `active;expires=${seconds}`);
  }

  #send(subscription: Subscription, state: string): void {
    const { watchable, user, login } = subscription;
    const body = watchable.document(user, login, subscription.version) ?? '';
    subscription.version += 1;
    const headers: SipHeader[] = [
      ['Contact', `<${this.#options.contact}>`],
      ['Event', watchable.event],
      ['Subscription-State', state],
      ['Content-Type', watchable.contentType],
    ];
    const { dialog, request } = requestInside(subscription.dialog, 'NOTIFY', headers, body);
    subscription.dialog = dialog;
    const flow = subscription.flow.isOpen()
      ? subscription.flow
      : this.#options.registrar.flowOf(subscription.login);
    this.#options.transactions.send(request, flow, {
      // Who does not know the subscription any more has ended it (RFC 6665 §4.2.2).
      onFinal: ({ status }) => {
        if (status < 300) return;
        subscription.stopTimer();
        this.#living.delete(dialog.localTag);
      },
    });
  }
}
