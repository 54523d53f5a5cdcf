import type { Output } from '../../../../shared/contract/index.ts';
import type { ResultCounts } from '../../../../shared/contract/results.ts';
import type { Names } from './calls-table.ts';
import { type Cell, seconds, type Table } from './table.ts';

/** Every figure of the screen, one line each: what of, whose, how much. */
export function summaryTable(
  calls: Output<'results.calls'>,
  script: Output<'results.script'> | undefined,
  { words, outcomes }: Names,
): Table {
  const counts = (of: ResultCounts): Cell[] => [
    of.dialled,
    of.answered,
    of.reached,
    of.agreed,
    of.refused,
    seconds(of.talkMs),
  ];
  const unknown: Cell[] = [null, null, null, null, null];
  return {
    titles: [
      ...[words.table, words.of],
      ...[words.dialled, words.answered, words.reached, words.agreed, words.refused, words.talkSeconds],
      ...[words.came, words.left],
    ],
    rows: [
      [words.total, null, ...counts(calls.total)],
      ...calls.perDay.map((day) => [words.perDay, day.day, ...counts(day)]),
      ...calls.perAgent.map((agent) => [words.perAgent, agent.name, ...counts(agent)]),
      ...calls.perOutcome.map(({ outcome, calls: times }) => [
        words.perOutcome,
        outcome === undefined ? words.noOutcome : (outcomes[outcome] ?? outcome),
        times,
        ...unknown,
      ]),
      ...(script?.funnel ?? []).map(({ title, reached, leftHere }) => [
        ...[words.funnel, title, null, ...unknown],
        ...[reached, leftHere],
      ]),
    ],
  };
}
