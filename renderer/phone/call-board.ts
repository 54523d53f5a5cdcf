import type { PhoneFact } from '../../shared/contract/phone.ts';
import { type Call, isLive } from '../../shared/domain/call/call.ts';
import type { Fact } from '../../shared/domain/call/fact.ts';
import { transition } from '../../shared/domain/call/transition.ts';
import type { RingingState } from './media/ring-rule.ts';

/**
 * The calls of this phone, folded from its own facts by the same rule as in the core. Only for what the phone does by
 * itself: ringing, measuring, holding back a change of the account. Calls that ended are forgotten.
 */
export class CallBoard {
  readonly #calls = new Map<string, Call>();
  readonly #silenced = new Set<string>();
  readonly #earlyMedia = new Set<string>();

  apply(fact: PhoneFact): void {
    const changed = transition(this.#calls.get(fact.callId), fact as Fact);
    if (!('call' in changed)) return;
    if (fact.kind === 'progress' && fact.earlyMedia) this.#earlyMedia.add(fact.callId);
    if (isLive(changed.call)) {
      this.#calls.set(fact.callId, changed.call);
      return;
    }
    this.#calls.delete(fact.callId);
    this.#silenced.delete(fact.callId);
    this.#earlyMedia.delete(fact.callId);
  }

  silence(callId: string): void {
    if (this.#calls.has(callId)) this.#silenced.add(callId);
  }

  get ringing(): RingingState {
    return { calls: [...this.#calls.values()], silenced: this.#silenced, earlyMedia: this.#earlyMedia };
  }

  get live(): Call[] {
    return [...this.#calls.values()];
  }

  get liveIds(): string[] {
    return [...this.#calls.keys()];
  }

  /** Whose voice is on the line now. */
  get talking(): string | undefined {
    return [...this.#calls.values()].find(({ state }) => state === 'talking')?.id;
  }
}
