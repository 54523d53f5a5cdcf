// A month small enough to be reckoned by hand; the expected figures are in `EXPECTED`, with the numbers of their calls.
import { DAY_MS } from '../calendar.ts';
import { type CallColumns, columnsOf, type MeasuredCall } from '../columns.ts';
import type { Counts } from '../counts.ts';
import type { Question } from '../tally.ts';

export const ZONE = 'Europe/Kyiv';
export const OLENA = '01900000-0000-7000-8000-000000000001';
export const PETRO = '01900000-0000-7000-8000-000000000002';
export const LIST_A = '01900000-0000-7000-8000-000000000011';
export const LIST_B = '01900000-0000-7000-8000-000000000012';

export interface Line {
  /** At the workplace. */
  readonly at: string;
  readonly direction: 'inbound' | 'outbound';
  readonly who: string;
  /** 0: anonymous. */
  readonly party: number;
  /** Seconds: of ringing; from answer to end; of it on hold; after the end. */
  readonly wait: number;
  readonly talked?: number;
  readonly held?: number;
  readonly wrapUp?: number;
  readonly result: NonNullable<MeasuredCall['result']>;
  readonly outcome?: string;
  readonly list?: string;
}

const inbound = (at: string, who: string, party: number, wait: number, rest: Partial<Line> = {}): Line => ({
  ...{
    at,
    who,
    party,
    wait,
    direction: 'inbound',
    result: rest.talked === undefined ? 'missed' : 'answered',
  },
  ...rest,
});
const outbound = (at: string, who: string, party: number, wait: number, rest: Partial<Line> = {}): Line => ({
  ...inbound(at, who, party, wait, rest),
  direction: 'outbound',
  result: rest.talked === undefined ? 'noAnswer' : 'answered',
});

/** By number of the call. */
export const MONTH: Readonly<Record<number, Line>> = {
  1: inbound('2026-11-02T09:00:00', OLENA, 1, 10, { talked: 120, held: 20, wrapUp: 30, outcome: 'agreed' }),
  // Too late for the service level.
  2: inbound('2026-11-02T09:05:00', OLENA, 2, 30, { talked: 60, outcome: 'question' }),
  // Called back by 6.
  3: inbound('2026-11-02T09:10:00', PETRO, 3, 40),
  // Hung up after three seconds.
  4: inbound('2026-11-02T09:20:00', PETRO, 4, 3),
  // Rang again as 7.
  5: inbound('2026-11-02T10:00:00', OLENA, 5, 8, { result: 'declined' }),
  6: outbound('2026-11-02T10:30:00', PETRO, 3, 12, {
    talked: 90,
    wrapUp: 10,
    outcome: 'agreed',
    list: LIST_A,
  }),
  // At the very threshold, which is within.
  7: inbound('2026-11-02T11:00:00', OLENA, 5, 20, { talked: 30 }),
  8: outbound('2026-11-02T11:30:00', PETRO, 6, 25, { list: LIST_A }),
  // Reached by 14 only, more than seven days later.
  9: inbound('2026-11-02T23:30:00', PETRO, 7, 60),
  // Anonymous. In UTC it is still the 2nd.
  10: inbound('2026-11-03T00:30:00', OLENA, 0, 15),
  11: inbound('2026-11-03T09:00:00', OLENA, 8, 5, { result: 'answeredElsewhere' }),
  // The clock was set back by five seconds while it rang.
  12: inbound('2026-11-03T09:30:00', PETRO, 9, -5, { talked: 40, outcome: 'refused' }),
  13: outbound('2026-11-04T14:00:00', OLENA, 10, 5, {
    ...{ talked: 300, held: 60, wrapUp: 60, outcome: 'agreed', list: LIST_B },
  }),
  14: outbound('2026-11-11T12:00:00', OLENA, 7, 10, { talked: 100, outcome: 'refused', list: LIST_B }),
  // Called back by 16, after the month.
  15: inbound('2026-11-30T23:59:50', PETRO, 11, 25),
  16: outbound('2026-12-01T09:00:00', PETRO, 11, 5, { talked: 20 }),
};

/** Winter in Kyiv: two hours before UTC. */
export const momentOf = (text: string): number => Date.parse(`${text}+02:00`);

export function measured(line: Line): MeasuredCall {
  const { direction, result, wait, talked, wrapUp, held = 0, party, who, list = null, outcome = null } = line;
  const startedAt = momentOf(line.at);
  const rang = startedAt + wait * 1000;
  const endedAt = rang + (talked ?? 0) * 1000;
  return {
    ...{ direction, result, startedAt, endedAt, party },
    answeredAt: talked === undefined ? null : rang,
    heldMs: held * 1000,
    wrappedUpAt: wrapUp === undefined ? null : endedAt + wrapUp * 1000,
    keys: { agent: who, line: 'main', list, outcome, channel: null, region: null },
  };
}

/** Calls as the report reads them: the days of UTC, in order. */
export function blocksOf(calls: readonly MeasuredCall[]): CallColumns[] {
  const days = new Map<number, MeasuredCall[]>();
  for (const call of [...calls].sort((a, b) => a.startedAt - b.startedAt)) {
    const day = Math.floor(call.startedAt / DAY_MS);
    days.set(day, [...(days.get(day) ?? []), call]);
  }
  return [...days].map(([day, calls]) => columnsOf(day, calls));
}

export const QUESTION: Question = {
  from: momentOf('2026-11-01T00:00:00'),
  to: momentOf('2026-12-01T00:00:00'),
  zone: ZONE,
  thresholds: { serviceMs: 20_000, shortAbandonMs: 5_000, savedWithinMs: 7 * DAY_MS },
  only: {},
  reached: new Set(['agreed', 'refused', 'question']),
  agreed: new Set(['agreed']),
};

const SECOND = 1000;

export const EXPECTED: Counts = {
  // 1 to 15; 16 is of December.
  calls: 15,
  // 1 2 3 4 5 7 9 10 11 12 15
  inbound: 11,
  // 6 8 13 14
  outbound: 4,
  // 1 2 7 12 answered, 3 9 10 15 abandoned, 5 declined; not 4 (short) nor 11 (somebody else's)
  offered: 9,
  answered: 4,
  // 1 7 12
  inService: 3,
  abandoned: 4,
  shortAbandoned: 1,
  turnedAway: 1,
  // 3 4 5 9 10 15
  missed: 6,
  // 3 by 6, 15 by 16
  savedByUs: 2,
  // 5 by 7
  savedByThem: 1,
  // 4 9 10
  lost: 3,
  // 1 2 6 7 12 13 14
  talks: 7,
  // 1: 120 + 30, 2: 60, 7: 30, 12: 40
  inboundWorkMs: 280 * SECOND,
  // 1 2 6 12 13 14
  reached: 6,
  // 1 6 13
  agreed: 3,
  // 10 + 30 + 20 + 0
  waitMs: 60 * SECOND,
  // 100 + 60 + 90 + 30 + 40 + 240 + 100
  talkMs: 660 * SECOND,
  // 20 + 60
  holdMs: 80 * SECOND,
  // 30 + 10 + 60
  wrapUpMs: 100 * SECOND,
  // Olena: 2nd 9:00:00–11:00:50 = 7250, 3rd 0:30:00–9:00:05 = 30605, 4th 5 + 300 + 60 = 365, 11th 10 + 100 = 110;
  // Petro: 2nd 9:10:00–23:31:00 = 51660, 3rd 40, 30th 25
  shiftMs: 90_055 * SECOND,
  // 12
  clockSetBack: 1,
};
