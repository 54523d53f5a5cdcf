import { COLLEAGUE_PERSONAS } from '../../../shared/domain/training/colleague-personas.ts';
import type { Persona } from '../../../shared/domain/training/persona.ts';
import type { Cancel, Clock } from './clock.ts';
import type { LampState } from './state-documents.ts';

/** How long a colleague's telephone rings before the caller gives up. */
const RING_MS = 20_000;

/** What the other desks of the house do: who is talking with the operator, and whose telephone rings. */
export class Colleagues {
  readonly #clock: Clock;
  readonly #talking: (personaId: string) => LampState | undefined;
  readonly #onChange: (extension: string) => void;
  readonly #ringing = new Map<string, { readonly caller: Persona; readonly stop: Cancel }>();

  /** @param talking how this colleague's calls with the operator stand, if there are any */
  constructor(
    clock: Clock,
    talking: (personaId: string) => LampState | undefined,
    onChange: (extension: string) => void,
  ) {
    this.#clock = clock;
    this.#talking = talking;
    this.#onChange = onChange;
  }

  state(extension: string): LampState | undefined {
    const persona = COLLEAGUE_PERSONAS.find(({ number }) => number === extension);
    if (persona === undefined) return undefined;
    return this.#talking(persona.id) ?? (this.#ringing.has(extension) ? 'ringing' : 'free');
  }

  /** A customer calls a colleague, who does not answer: the lamp blinks until it is picked up or given up. */
  ring(extension: string, caller: Persona): void {
    if (this.state(extension) !== 'free') return;
    const stop = this.#clock.after(RING_MS, () => this.#end(extension));
    this.#ringing.set(extension, { caller, stop });
    this.#onChange(extension);
  }

  /** The operator takes the call that rings there. @returns who is calling, if anybody */
  pickUp(extension: string): Persona | undefined {
    const caller = this.#ringing.get(extension)?.caller;
    this.#end(extension);
    return caller;
  }

  stop(): void {
    for (const { stop } of this.#ringing.values()) stop();
    this.#ringing.clear();
  }

  #end(extension: string): void {
    const ringing = this.#ringing.get(extension);
    if (ringing === undefined) return;
    ringing.stop();
    this.#ringing.delete(extension);
    this.#onChange(extension);
  }
}
