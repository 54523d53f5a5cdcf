import type { AudioSettings, PhoneAccount, Registration } from '../../../shared/contract/phone.ts';
import { checkShift, type ShiftCheckOptions } from './shift-check.ts';

/** One check at a time; a second start begins anew. */
export class CheckRunner {
  /** What the last REGISTER said. */
  registration: Registration | undefined;
  readonly #options: Omit<ShiftCheckOptions, 'registration' | 'account' | 'audio'>;
  #running: AbortController | undefined;

  constructor(options: Omit<ShiftCheckOptions, 'registration' | 'account' | 'audio'>) {
    this.#options = options;
  }

  start(account: PhoneAccount | undefined, audio: AudioSettings): void {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    // Nothing in it rejects: a step that stumbles is a failed step.
    void checkShift(
      {
        ...this.#options,
        account,
        audio,
        registration: () => (this.registration?.accountId === account?.id ? this.registration : undefined),
        // The steps of a check that was called off are told by its end; a new one must not be talked into.
        tell: (step) => {
          if (this.#running === running || this.#running === undefined) this.#options.tell(step);
        },
      },
      running.signal,
    ).finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
  }

  /** @param why advice for the steps that are not decided; without it they were called off by a person */
  stop(why?: string): void {
    const running = this.#running;
    this.#running = undefined;
    running?.abort(why ?? 'cancelled');
  }
}
