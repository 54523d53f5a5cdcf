import type { Town } from '../town/town.ts';
import type { Fault, Place } from './faults.ts';
import { type EngineName, Line, MUSIC_HZ, OPERATOR_HZ, pause } from './line.ts';
import { type Machine, startMachine } from './machine.ts';
import { type OtherMachine, plugIn } from './namespace.ts';
import { soundBackAfter } from './timeline.ts';

/** What happens in a talk that has outlived the fault; or, with `leavesInCut`, in one that has not. */
export type Ending = 'customerHangsUp' | 'operatorHangsUp' | 'transfer' | 'leavesInCut';

/** One call that went through one fault. Times in ms; `undefined`: not measured, or never. */
export interface Run extends Pick<Fault, 'group' | 'keepsCalls'> {
  readonly fault: string;
  readonly engine: EngineName;
  readonly ending: Ending;
  /** The talk went on; or, where it cannot, its end was seen. */
  readonly kept: boolean;
  /** From the network's return to the sound's return, the slower of both directions; 0: it was never away. */
  readonly soundBackMs: number | undefined;
  readonly signalBackMs: number | undefined;
  /** From the customer's hang-up (or, during a cut, from our being registered again) to the end on our side. */
  readonly hangUpSeenMs: number | undefined;
  /** What was not as it must be, in sentences. */
  readonly wrong: readonly string[];
}

/** Seen within so long after a reconnection or a hang-up. */
export const SEEN_MS = 2_000;
const SIGNAL_LIMIT_MS = 45_000;

export interface RunOptions {
  readonly town: Town;
  /** Where phones of this engine live that need no machine of their own. */
  readonly machine: Machine;
  readonly engine: EngineName;
  readonly fault: Fault;
  /** One per call. */
  readonly endings: readonly Ending[];
  /** As many as `endings`, of nobody else at this time. */
  readonly extensions: readonly string[];
}

/** As many talks as there are endings go through the fault together, each over a road of its own. */
export async function runFault(options: RunOptions): Promise<Run[]> {
  const { fault, town, engine, endings, extensions } = options;
  const network = fault.elsewhere ? await plugIn() : undefined;
  const machine = fault.alone ? await startMachine(network?.name) : options.machine;
  const lines: Line[] = [];
  try {
    for (const extension of extensions.slice(0, endings.length)) {
      const host = network?.gateway;
      lines.push(
        await Line.open(extension, engine, {
          machine,
          town,
          spare: fault.spare ?? false,
          ...(host ? { host } : {}),
        }),
      );
    }
    for (const line of lines) await line.talk();
    return await through({ lines, machine, ...(network ? { network } : {}) }, options);
  } finally {
    await Promise.all(lines.map((line) => line.close()));
    if (fault.alone) await machine.stop();
    await (network as OtherMachine | undefined)?.remove();
  }
}

async function through(place: Place, { fault, engine, endings }: RunOptions): Promise<Run[]> {
  const { lines } = place;
  const begun = Date.now();
  await fault.begin(place);
  await pause(fault.lastsMs / 2);
  for (const [index, line] of lines.entries()) if (endings[index] === 'leavesInCut') line.leave();
  await pause(fault.lastsMs / 2);
  await fault.mend(place);
  const back = Date.now();
  return Promise.all(
    lines.map((line, index) => {
      const ending = endings[index] ?? 'customerHangsUp';
      return new Survivor(line, fault, engine, ending, begun, back).story();
    }),
  );
}

/** Looks at one call after the fault, and takes notes. */
class Survivor {
  readonly #line: Line;
  readonly #fault: Fault;
  readonly #engine: EngineName;
  readonly #ending: Ending;
  readonly #begun: number;
  readonly #back: number;
  readonly #wrong: string[] = [];
  #kept = false;
  #soundBackMs: number | undefined;
  #signalBackMs: number | undefined;
  #hangUpSeenMs: number | undefined;

  constructor(line: Line, fault: Fault, engine: EngineName, ending: Ending, begun: number, back: number) {
    this.#line = line;
    this.#fault = fault;
    this.#engine = engine;
    this.#ending = ending;
    this.#begun = begun;
    this.#back = back;
  }

  async story(): Promise<Run> {
    const line = this.#line;
    try {
      if (!this.#fault.keepsCalls || this.#ending === 'leavesInCut') await this.#mustEnd();
      else await this.#mustGoOn();
    } catch (error) {
      this.#wrong.push(error instanceof Error ? error.message : String(error));
    }
    await line.tidy();
    if (this.#wrong.length > 0) this.#wrong.push(line.phone.story());
    return {
      fault: this.#fault.name,
      group: this.#fault.group,
      keepsCalls: this.#fault.keepsCalls,
      engine: this.#engine,
      ending: this.#ending,
      kept: this.#kept,
      soundBackMs: this.#soundBackMs,
      signalBackMs: this.#signalBackMs,
      hangUpSeenMs: this.#hangUpSeenMs,
      wrong: this.#wrong,
    };
  }

  /** The other side is gone: the phone learns it as soon as it can hear again. */
  async #mustEnd(): Promise<void> {
    const line = this.#line;
    await line.see('the end of the call is seen', SIGNAL_LIMIT_MS, () => line.ended !== undefined);
    const { at = 0, by } = line.ended ?? {};
    this.#kept = true;
    // What comes next is heard of again.
    await line.phone.registration('registered', SIGNAL_LIMIT_MS);
    if (by === 'operator') this.#wrong.push(`ended by the ${by}, who did nothing`);
    this.#hangUpSeenMs = Math.max(0, at - this.#knowableAt());
    if (this.#hangUpSeenMs > SEEN_MS) this.#wrong.push(`the end was seen ${this.#hangUpSeenMs} ms after`);
  }

  /** From when on the phone could know that the customer is gone. */
  #knowableAt(): number {
    const { registrations, leftAt } = this.#line;
    const registered = registrations.find(([when, state]) => when > this.#begun && state === 'registered');
    // Without a loss that it knows of, the phone hears the BYE itself.
    const reached = this.#fault.losesSignal ? (registered?.[0] ?? this.#back) : this.#back;
    return Math.max(reached, leftAt ?? 0);
  }

  async #mustGoOn(): Promise<void> {
    if (this.#fault.losesSignal) await this.#signalBack();
    await this.#measureSound();
    this.#mustLive('after the fault');
    this.#kept = true;
    await this.#holdAndResume();
    if (this.#ending === 'customerHangsUp') await this.#customerHangsUp();
    if (this.#ending === 'operatorHangsUp') await this.#operatorHangsUp();
    if (this.#ending === 'transfer') await this.#transfer();
  }

  async #signalBack(): Promise<void> {
    const line = this.#line;
    const fact = (kind: 'signalLost' | 'signalBack') =>
      line.facts.findLast((one) => one.kind === kind && one.at >= this.#begun);
    await line.see('the loss was stated, and the return', SIGNAL_LIMIT_MS, () => {
      this.#mustLive('while the connection returned');
      return (fact('signalBack')?.at ?? 0) >= (fact('signalLost')?.at ?? Number.POSITIVE_INFINITY);
    });
    this.#signalBackMs = Math.max(0, (fact('signalBack')?.at ?? 0) - this.#back);
  }

  /** Listens until it is known; what comes back late is a bad figure, what never does is a lost call. */
  async #measureSound(): Promise<void> {
    const line = this.#line;
    await line.see('the sound comes back to both and stays', SIGNAL_LIMIT_MS, async () => {
      this.#mustLive('while the sound returned');
      const heard = await line.heard();
      const sides = [heard.operator, heard.customer].map((one) => soundBackAfter(one, this.#back));
      if (sides.includes(undefined)) return false;
      this.#soundBackMs = Math.max(...sides.map((one) => one ?? 0));
      return true;
    });
  }

  #mustLive(when: string): void {
    const { ended, customer } = this.#line;
    if (ended) throw new Error(`the call ended ${when}: ${JSON.stringify(ended)}`);
    if (customer.state === 'ended') throw new Error(`the customer's call ended ${when}`);
  }

  async #holdAndResume(): Promise<void> {
    const line = this.#line;
    await line.phone.do('hold', line.callId, true);
    await line.see('the customer hears the music on hold', 5_000, () => line.customerHears(MUSIC_HZ));
    await line.phone.do('hold', line.callId, false);
    await line.bothHear('after the hold');
  }

  async #customerHangsUp(): Promise<void> {
    const line = this.#line;
    const at = line.leave();
    const { at: seen, by, cause } = await line.phone.fact('ended', line.callId, SIGNAL_LIMIT_MS);
    this.#hangUpSeenMs = Math.max(0, seen - at);
    if (this.#hangUpSeenMs > SEEN_MS) this.#wrong.push(`the hang-up was seen after ${this.#hangUpSeenMs} ms`);
    if (by !== 'customer' || cause !== 'hangup')
      this.#wrong.push(`the customer hung up, the log says ${by}, ${cause}`);
  }

  async #operatorHangsUp(): Promise<void> {
    const line = this.#line;
    await line.phone.do('hangUp', line.callId);
    await line.customer.ended(SEEN_MS);
    const { by, cause } = await line.phone.fact('ended', line.callId);
    if (by !== 'operator' || cause !== 'hangup')
      this.#wrong.push(`the operator hung up, the log says ${by}, ${cause}`);
  }

  /** To a number of the PBX that plays the music, which the customer then hears. */
  async #transfer(): Promise<void> {
    const line = this.#line;
    await line.phone.do('transfer', line.callId, '810011');
    await line.phone.fact('ended', line.callId);
    if (!line.phone.kinds(line.callId).includes('transferred')) this.#wrong.push('no transfer was stated');
    await line.see('the customer is with somebody else', 5_000, () => line.customerHears(MUSIC_HZ));
    await line.see('the customer hears the operator no more', 1_000, () => !line.customerHears(OPERATOR_HZ));
  }
}
