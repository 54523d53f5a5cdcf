import { keysMeaning } from '../outcome/meaning.ts';
import type { OutcomeNode } from '../outcome/outcome.ts';

/** What a report counts. `dialled` are the calls themselves: attempts, whatever their end. */
export const FIGURES = ['dialled', 'answered', 'reached', 'agreed', 'refused'] as const;
export type Figure = (typeof FIGURES)[number];

/** Numbers of calls, and the talk time of them all in ms. */
export type Counts = Readonly<Record<Figure, number>> & { readonly talkMs: number };

/** Of a call that is over: what a report needs. Times: UTC ms. */
export interface CountedCall {
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly agentId: string | null;
  readonly outcome: string | null;
}

export interface Summary {
  readonly total: Counts;
  /** Most attempts first. */
  readonly perAgent: ReadonlyArray<Counts & { readonly agentId: string | null }>;
  /** In order and without gaps, from the first call's day to the last one's. */
  readonly perDay: ReadonlyArray<Counts & { readonly day: string }>;
  /** Most frequent first; null: nobody gave one. */
  readonly perOutcome: ReadonlyArray<{ readonly outcome: string | null; readonly calls: number }>;
}

type Tally = { -readonly [K in keyof Counts]: Counts[K] };

const tally = (): Tally => ({ dialled: 0, answered: 0, reached: 0, agreed: 0, refused: 0, talkMs: 0 });

/** From the answer to the end, holds included. */
export const talkMsOf = ({ answeredAt, endedAt }: Pick<CountedCall, 'answeredAt' | 'endedAt'>): number =>
  answeredAt === null || endedAt === null ? 0 : Math.max(0, endedAt - answeredAt);

/**
 * The figures of these calls, in one pass over them.
 * @param dayOf `yyyy-mm-dd` of a moment at the workplace
 */
export function summarise(
  calls: Iterable<CountedCall>,
  outcomes: readonly OutcomeNode[],
  dayOf: (at: number) => string,
): Summary {
  const reached = keysMeaning(outcomes, 'reached');
  const agreed = keysMeaning(outcomes, 'agreed');
  const refused = keysMeaning(outcomes, 'refused');
  const total = tally();
  const agents = new Map<string | null, Tally>();
  const days = new Map<string, Tally>();
  const ends = new Map<string | null, number>();
  for (const call of calls) {
    const { outcome, agentId } = call;
    const talkMs = talkMsOf(call);
    for (const counts of [total, of(agents, agentId), of(days, dayOf(call.startedAt))]) {
      counts.dialled += 1;
      counts.talkMs += talkMs;
      if (call.answeredAt !== null) counts.answered += 1;
      if (outcome === null) continue;
      if (reached.has(outcome)) counts.reached += 1;
      if (agreed.has(outcome)) counts.agreed += 1;
      if (refused.has(outcome)) counts.refused += 1;
    }
    ends.set(outcome, (ends.get(outcome) ?? 0) + 1);
  }
  return {
    total,
    perAgent: [...agents]
      .map(([agentId, counts]) => ({ agentId, ...counts }))
      .sort((a, b) => b.dialled - a.dialled),
    perDay: everyDay([...days.keys()]).map((day) => ({ day, ...(days.get(day) ?? tally()) })),
    perOutcome: [...ends].map(([outcome, calls]) => ({ outcome, calls })).sort((a, b) => b.calls - a.calls),
  };
}

function of<K>(tallies: Map<K, Tally>, key: K): Tally {
  const known = tallies.get(key);
  if (known) return known;
  const made = tally();
  tallies.set(key, made);
  return made;
}

const DAY_MS = 86_400_000;

/** From the first of these dates to the last. Dates of a calendar, so that no zone's clock change makes a day of 23 hours. */
export function everyDay(days: readonly string[]): string[] {
  const times = days.map((day) => Date.parse(`${day}T00:00:00Z`));
  if (times.length === 0) return [];
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, n) =>
    new Date(first + n * DAY_MS).toISOString().slice(0, 10),
  );
}
