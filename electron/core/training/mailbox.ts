import type { Voicemail } from '../../../shared/contract/agent.ts';

/** One message waits for every login from the beginning; it is old once it was listened to. */
export class Mailboxes {
  readonly #heard = new Set<string>();
  readonly #onChange: (login: string) => void;

  constructor(onChange: (login: string) => void) {
    this.#onChange = onChange;
  }

  of(login: string): Voicemail {
    return this.#heard.has(login) ? { fresh: 0, old: 1 } : { fresh: 1, old: 0 };
  }

  listened(login: string): void {
    if (this.#heard.has(login)) return;
    this.#heard.add(login);
    this.#onChange(login);
  }
}
