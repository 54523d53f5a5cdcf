import type { Persona } from '../../../shared/domain/training/persona.ts';
import type { CallContext } from './calls-context.ts';
import type { CallDetail } from './cdr.ts';
import { Colleagues } from './colleagues.ts';
import { Mailboxes } from './mailbox.ts';
import type { ServerTransaction } from './sip/transactions.ts';
import {
  DIALOG_TYPE,
  dialogDocument,
  type LampState,
  MAILBOX_TYPE,
  mailboxDocument,
} from './state-documents.ts';
import { Subscriptions } from './subscriptions.ts';

/** What a firm's exchange has beside calls: colleagues with lamps, and a mailbox for everybody. */
export class House {
  readonly #colleagues: Colleagues;
  readonly #mailboxes: Mailboxes;
  readonly #subscriptions: Subscriptions;

  /** @param talking how this colleague's calls with the operator stand, if there are any */
  constructor(context: CallContext, talking: (personaId: string) => LampState | undefined) {
    const { domain } = context;
    this.#colleagues = new Colleagues(context.clock, talking, (extension) =>
      this.#subscriptions.changed('dialog', extension),
    );
    this.#mailboxes = new Mailboxes((login) => this.#subscriptions.changed('message-summary', login));
    this.#subscriptions = new Subscriptions(context, [
      {
        event: 'message-summary',
        contentType: MAILBOX_TYPE,
        document: (user, login) =>
          user === login ? mailboxDocument(`sip:${login}@${domain}`, this.#mailboxes.of(login)) : undefined,
      },
      {
        event: 'dialog',
        contentType: DIALOG_TYPE,
        document: (user, _login, version) => {
          const state = this.#colleagues.state(user);
          return state && dialogDocument(`sip:${user}@${domain}`, version, state);
        },
      },
    ]);
  }

  /** SUBSCRIBE, in a dialog or to begin one. */
  subscribe(transaction: ServerTransaction, inside: boolean): void {
    if (inside) this.#subscriptions.renew(transaction);
    else this.#subscriptions.begin(transaction);
  }

  /** A customer calls a colleague; the operator may pick it up. */
  ring(extension: string, caller: Persona): void {
    this.#colleagues.ring(extension, caller);
  }

  /** @returns who was calling there, if anybody */
  pickUp(extension: string): Persona | undefined {
    return this.#colleagues.pickUp(extension);
  }

  /** A call with this persona began to ring, was answered, or ended. */
  callChanged(persona: Persona | undefined): void {
    if (persona?.colleague) this.#subscriptions.changed('dialog', persona.number);
  }

  callEnded({ service, result, login }: CallDetail): void {
    if (service === 'mailbox' && result === 'answered') this.#mailboxes.listened(login);
  }

  stop(): void {
    this.#colleagues.stop();
    this.#subscriptions.stop();
  }
}
