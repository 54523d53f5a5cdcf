import type { ExportedCall, TalkRow } from '../../../../db/repositories/results/results.ts';
import type { CallResult } from '../../../../shared/domain/call/call.ts';
import type { ExportWords } from '../../../../shared/domain/results/export-words.ts';
import { type Cell, seconds, type Table } from './table.ts';

/** How things are called in the asker's language. */
export interface Names {
  readonly words: ExportWords;
  readonly results: Readonly<Record<CallResult, string>>;
  readonly outcomes: Readonly<Record<string, string>>;
  /** The wall clock of the workplace, `yyyy-mm-dd hh:mm`. */
  readonly clock: (at: number) => string;
}

/** One row a call, oldest first. */
export function callsTable(calls: Iterable<ExportedCall>, names: Names): Table {
  const { words, results } = names;
  return {
    titles: [
      words.when,
      words.direction,
      words.agent,
      words.list,
      words.customer,
      words.organisation,
      words.number,
      words.result,
      words.outcome,
      words.talkSeconds,
      words.note,
    ],
    rows: map(calls, (call) => [
      { wallClock: names.clock(call.at) },
      words[call.direction],
      call.agentName ?? null,
      call.campaignName ?? null,
      ...whom(call),
      call.result === undefined ? null : results[call.result],
      outcomeOf(call, names),
      seconds(call.talkMs),
      call.note,
    ]),
  };
}

export const whom = (talk: TalkRow): Cell[] => [
  talk.contactName ?? null,
  talk.organisationName ?? null,
  talk.number,
];

export const outcomeOf = ({ outcome }: TalkRow, { outcomes }: Names): Cell =>
  outcome === undefined ? null : (outcomes[outcome] ?? outcome);

export function* map<T, R>(items: Iterable<T>, change: (item: T) => R): Iterable<R> {
  for (const item of items) yield change(item);
}
