import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTown, type Town } from '../town/town.ts';
import { Extensions } from './extensions.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { EngineName } from './line.ts';
import { type Machine, startMachine } from './machine.ts';
import { whyNoNamespaces } from './namespace.ts';
import { type Ending, type Run, runFault } from './run-fault.ts';
import { printRuns } from './table.ts';

const ENGINES: readonly EngineName[] = ['jssip', 'sipjs'];
const ENDINGS: readonly Ending[] = ['customerHangsUp', 'operatorHangsUp', 'transfer'];
const LIMIT_MS = 170_000;
const noNamespaces = await whyNoNamespaces();

/**
 * What hits only its own lines goes on side by side, what lasts longest first. Then what wants a browser of its own: each
 * takes a core while it starts, and the sound of the others would have holes. What hits all comes last.
 */
const kept = FAULTS.filter(({ keepsCalls }) => keepsCalls).sort((a, b) => b.lastsMs - a.lastsMs);
const single = kept.filter(({ alone }) => !alone);
const alone = kept.filter((fault) => fault.alone);
const forAll = FAULTS.filter(({ keepsCalls }) => !keepsCalls);

/**
 * Calls through every fault on both engines, a few of each; `npm run bench -- survival` takes twenty.
 * Where there are no namespaces the change of address is left out, but not in CI.
 */
describe.skipIf(inject('pbxMissing'))('survival', () => {
  const extensions = new Extensions(101, 40);
  const machines = new Map<EngineName, Machine>();
  const lines: string[] = [];
  let town: Town;

  beforeAll(async () => {
    town = await startTown();
    for (const engine of ENGINES) machines.set(engine, await startMachine());
  });

  afterAll(async () => {
    for (const machine of machines.values()) await machine.stop();
    await town?.close();
    console.log(`\nSurvival, each time the slowest:\n${lines.join('\n')}\n`);
  });

  async function survive(fault: Fault, engine: EngineName, number: number): Promise<void> {
    const machine = machines.get(engine);
    if (!machine) throw new Error('the page did not open');
    // One that ends as usual, which is another way each time, and one whose customer leaves during the cut.
    const endings: Ending[] = [ENDINGS[number % ENDINGS.length] ?? 'customerHangsUp', 'leavesInCut'];
    const runs = await extensions.lend(endings.length, (mine) =>
      runFault({ town, machine, engine, fault, endings, extensions: mine }),
    );
    printRuns(runs, (line) => lines.push(line));
    expectSurvival(runs);
  }

  describe.each([
    ['one connection', single],
    ['one machine', alone],
  ] as const)('of what breaks %s', { concurrent: true }, (_, faults) => {
    for (const [number, fault] of faults.entries()) {
      for (const [second, engine] of ENGINES.entries()) {
        const cannot = fault.elsewhere && noNamespaces && !process.env.CI;
        it.skipIf(cannot)(
          `${fault.name} (${engine})`,
          () => survive(fault, engine, number + second),
          LIMIT_MS,
        );
      }
    }
  });

  describe('of what breaks them all', () => {
    for (const fault of forAll) {
      for (const engine of ENGINES)
        it(`${fault.name} (${engine})`, () => survive(fault, engine, 0), LIMIT_MS);
    }
  });
});

function expectSurvival(runs: readonly Run[]): void {
  for (const { ending, kept, wrong } of runs) {
    expect(wrong.join('\n'), ending).toBe('');
    expect(kept, ending).toBe(true);
  }
}
