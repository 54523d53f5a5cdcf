import { parseArgs } from 'node:util';
import { type Bench, type Figure, percentile } from '../../../scripts/bench/report.ts';
import { pbxVersion, startPbx } from '../bench/pbx.ts';
import { startTown, type Town } from '../town/town.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { EngineName } from './line.ts';
import { startMachine } from './machine.ts';
import { whyNoNamespaces } from './namespace.ts';
import { type Ending, type Run, runFault } from './run-fault.ts';
import { printRuns } from './table.ts';

const ENGINES: readonly EngineName[] = ['jssip', 'sipjs'];
/** Of each 20 that stay; and four more in which the customer leaves during the cut. */
const STAY: readonly Ending[] = [
  ...Array<Ending>(12).fill('customerHangsUp'),
  ...Array<Ending>(4).fill('operatorHangsUp'),
  ...Array<Ending>(4).fill('transfer'),
];
const LEAVE: Ending = 'leavesInCut';
const AUDIO_GOAL_MS = 3_000;

/**
 * `--runs` (20) talks through each fault on each engine, plus one in five that ends during the fault, against a real
 * Asterisk. `--fault TEXT` takes only those faults whose name contains it; `--engine NAME` only one engine.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '20' },
      fault: { type: 'string' },
      engine: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  const started = await startPbx();
  if ('missing' in started) throw new Error(started.missing);
  const noNamespaces = await whyNoNamespaces();
  const faults = FAULTS.filter(
    ({ name, elsewhere }) => name.includes(values.fault ?? '') && !(elsewhere && noNamespaces),
  );
  const engines = ENGINES.filter((engine) => !values.engine || engine === values.engine);
  const town = await startTown();
  const all: Run[] = [];
  try {
    for (const engine of engines) {
      for (const fault of faults) {
        const some = await oneFault(town, engine, fault, runs);
        all.push(...some);
        printRuns(some, log);
      }
    }
  } finally {
    await town.close();
  }
  const notes = [`${runs} talks per fault and engine, Asterisk ${await pbxVersion()}`];
  if (noNamespaces) notes.push(`no change of address measured: ${noNamespaces}`);
  return { figures: engines.flatMap((engine) => figures(engine, all)), notes };
};

async function oneFault(town: Town, engine: EngineName, fault: Fault, runs: number): Promise<Run[]> {
  const stay = Array.from({ length: runs }, (_, index) => STAY[index % STAY.length] ?? 'customerHangsUp');
  const endings = [...stay, ...Array<Ending>(Math.ceil(runs / 5)).fill(LEAVE)];
  const machine = await startMachine();
  try {
    const extensions = endings.map((_, index) => String(101 + index));
    return await runFault({ town, machine, engine, fault, endings, extensions });
  } finally {
    await machine.stop();
  }
}

function figures(engine: EngineName, all: readonly Run[]): Figure[] {
  const mine = all.filter((run) => run.engine === engine);
  const stayed = mine.filter(({ ending, keepsCalls }) => keepsCalls && ending !== LEAVE);
  const kept = (runs: readonly Run[]): number =>
    runs.length === 0 ? Number.NaN : (100 * runs.filter((run) => run.kept).length) / runs.length;
  const inGroup = (group: Fault['group']): Run[] => stayed.filter((run) => run.group === group);
  // Where the sound was never away there is nothing to come back; where it never came back, the call was not kept.
  const back = stayed.map(({ soundBackMs }) => soundBackMs ?? Number.NaN).filter((ms) => ms > 0);
  const seen = mine.flatMap(({ hangUpSeenMs }) => (hangUpSeenMs === undefined ? [] : [hangUpSeenMs]));
  const wrong = mine.filter((run) => run.wrong.length > 0);
  const made: Figure[] = [
    more(`socket_fault_calls_kept_pct@${engine}`, kept(inGroup('socket')), 100),
    more(`address_change_calls_kept_pct@${engine}`, kept(inGroup('address')), 95),
    more(`other_fault_calls_kept_pct@${engine}`, kept(inGroup('other')), 100),
  ];
  if (back.length > 0)
    made.push(less(`audio_back_p95_ms@${engine}`, percentile(back, 95), 'ms', AUDIO_GOAL_MS));
  if (seen.length > 0) made.push(less(`hang_up_seen_max_ms@${engine}`, Math.max(...seen), 'ms', 2_000));
  made.push(less(`runs_with_a_fault_of_ours@${engine}`, wrong.length, '', 0));
  return made.filter(({ value }) => !Number.isNaN(value));
}

const less = (name: string, value: number, unit: string, goal: number): Figure => ({
  name,
  value,
  unit,
  goal,
  limit: null,
});

const more = (name: string, value: number, goal: number): Figure => ({
  name,
  value,
  unit: '%',
  goal,
  limit: null,
  higher_is_better: true,
});
