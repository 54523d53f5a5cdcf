import { Failure } from '../../../shared/contract/failure.ts';
import { type ConferenceMixer, createConferenceMixer, type Member } from '../media/conference.ts';
import type { EngineCall } from './engine-call.ts';

/**
 * The one conference that an operator can be in. A member on hold stays a member and neither hears nor is heard; when
 * fewer than two are left, it is over and the last one goes on as an ordinary talk.
 */
export class Conference {
  readonly #audio: () => AudioContext;
  readonly #note: (message: string, cause?: unknown) => void;
  readonly #members = new Map<string, EngineCall>();
  #mixer: ConferenceMixer | undefined;

  constructor(audio: () => AudioContext, note: (message: string, cause?: unknown) => void) {
    this.#audio = audio;
    this.#note = note;
  }

  has(call: EngineCall): boolean {
    return this.#members.has(call.id);
  }

  get members(): readonly EngineCall[] {
    return [...this.#members.values()];
  }

  /** Those who are in it already stay. Rejects as `EngineCall.hold` does, and then nobody has been joined. */
  async join(calls: readonly EngineCall[]): Promise<void> {
    if (calls.some((call) => !call.isAnswered)) throw new Failure('callGone');
    const all = new Set([...this.#members.values(), ...calls]);
    if (all.size < 2) throw new Failure('callGone');
    for (const call of calls) await call.hold(false);
    // Who hung up meanwhile is not there any more.
    const there = [...all].filter((call) => call.isAnswered);
    if (there.length < 2) throw new Failure('callGone');
    this.#mixer ??= createConferenceMixer(this.#audio());
    for (const call of there) this.#members.set(call.id, call);
    this.refresh();
    for (const call of there) call.setJoined(true);
  }

  /** This one goes on alone with the operator; the others are put on hold. */
  part(call: EngineCall): void {
    if (!this.has(call)) throw new Failure('callGone');
    const others = this.members.filter((one) => one !== call);
    this.#end();
    for (const other of others) {
      other.hold(true).catch((error) => this.#note('could not hold a member of the conference', error));
    }
  }

  /** A call ended. */
  left(call: EngineCall): void {
    if (!this.#members.delete(call.id)) return;
    if (this.#members.size < 2) this.#end();
    else this.refresh();
  }

  /** A stream was replaced, or a member was put on hold or fetched back. */
  refresh(): void {
    const mixer = this.#mixer;
    if (mixer === undefined) return;
    const members = this.members.flatMap((call): Member[] => {
      const { local, remote } = call.voice;
      return call.isTalking && local && remote ? [{ id: call.id, voice: local, remote }] : [];
    });
    mixer.use(members);
    for (const { id } of members) this.#members.get(id)?.voice.mix(mixer.mixOf(id));
  }

  #end(): void {
    const last = this.members;
    const mixer = this.#mixer;
    this.#members.clear();
    this.#mixer = undefined;
    for (const call of last) {
      call.voice.mix(undefined);
      call.setJoined(false);
    }
    mixer?.stop();
  }
}
