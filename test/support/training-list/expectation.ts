// What the training list must have become when it is worked to its end from Thursday on.
import type { LeadEnd } from '../../../shared/domain/pacing/campaign.ts';
import { PROSPECTS, type ProspectBehaviour } from '../../../shared/domain/training/prospects.ts';

/** Thursday, 26 November 2026, 11:00 in London; six in New York, five in Chicago, three in San Francisco. */
export const THURSDAY = Date.UTC(2026, 10, 26, 11);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface ExpectedAttempt {
  /** Outcome chosen, or how the attempt failed. */
  readonly result: string;
  /** Which of the customer's numbers; absent: the first. */
  readonly number?: 1;
  /** Until the next attempt, ms: from the beginning of a talk, from the end of an attempt that failed. Absent: there is none. */
  readonly waits?: number | 'promise';
  /** The way through the script with its answers; absent: not led by it. */
  readonly said?: readonly string[];
}

export interface Expected {
  readonly attempts: readonly ExpectedAttempt[];
  readonly end: LeadEnd;
  readonly doNotCall?: true;
}

/** Three attempts, which is all that the list allows, of which each ends alike. */
const thrice = (result: string, waits: number): readonly ExpectedAttempt[] => [
  { result, waits },
  { result, waits },
  { result },
];

const DECIDES = ['greeting', 'rightPerson: decides'];
const ASKED = [...DECIDES, 'reason', 'hasTime: yes'];

export const EXPECTED: Readonly<Record<ProspectBehaviour, Expected>> = {
  agrees: {
    attempts: [
      {
        result: 'agreed',
        said: [
          ...ASKED,
          'needs: delivery, quality',
          'headCount: 120',
          'budget: 500000 EUR',
          'interest: 5',
          'offer',
          'agree: yes',
          'meeting: 2026-12-01',
        ],
      },
    ],
    end: 'agreed',
  },
  refuses: {
    attempts: [
      {
        result: 'refused',
        said: [...ASKED, 'needs: price', 'headCount', 'budget', 'interest: 1', 'whyNot: supplier'],
      },
    ],
    end: 'refused',
  },
  // Called again at the promised time, and then they agree.
  tuesday: {
    attempts: [
      {
        result: 'callback',
        waits: 'promise',
        said: [...DECIDES, 'reason', 'hasTime: no', 'callDay: 2026-12-01'],
      },
      { result: 'agreed', said: [...DECIDES, 'asPromised'] },
    ],
    end: 'agreed',
  },
  wrongNumber: {
    attempts: [{ result: 'wrongNumber', said: ['greeting', 'rightPerson: wrong'] }],
    end: 'unreachable',
  },
  doNotCall: {
    attempts: [{ result: 'doNotCall', said: ['greeting', 'rightPerson! neverCall', 'neverCall'] }],
    end: 'doNotCall',
    doNotCall: true,
  },
  hangsUp: { attempts: thrice('noTalk', DAY), end: 'exhausted' },
  voicemail: { attempts: thrice('voicemail', DAY), end: 'exhausted' },
  busy: { attempts: thrice('busy', 15 * MINUTE), end: 'exhausted' },
  // The second number answers at the second attempt.
  busyThenAgrees: {
    attempts: [
      { result: 'busy', waits: 15 * MINUTE },
      { result: 'agreed', number: 1 },
    ],
    end: 'agreed',
  },
  silent: { attempts: thrice('noAnswer', 4 * HOUR), end: 'exhausted' },
  declines: { attempts: thrice('declined', 4 * HOUR), end: 'exhausted' },
  noSuchNumber: { attempts: thrice('failed', 30 * MINUTE), end: 'exhausted' },
};

/** "tue 10" is ten o'clock on the customer's own clock: two in Britain, one in Chicago. */
export const PROMISED: Readonly<Record<string, number>> = {
  'tuesday-dentist': Date.UTC(2026, 11, 1, 10),
  'tuesday-surveyor': Date.UTC(2026, 11, 1, 10),
  'tuesday-roaster': Date.UTC(2026, 11, 1, 16),
};

/** An attempt as it was: `next` is the moment of a promise, or the pause. */
export interface Attempt {
  readonly result: string | undefined;
  readonly number: string | undefined;
  readonly next: { readonly at: number } | { readonly after: number } | undefined;
  readonly said: readonly string[];
}

/** Everything that became of a prospect. */
export interface Story {
  readonly attempts: Attempt[];
  state: string;
  end: LeadEnd | undefined;
}

/** By the stable names of the prospects. */
export const WRITTEN: Readonly<Record<string, Story>> = Object.fromEntries(
  PROSPECTS.map(({ id, behaves, numbers }): [string, Story] => {
    const { attempts, end } = EXPECTED[behaves];
    const next = (waits: ExpectedAttempt['waits']): Attempt['next'] => {
      if (waits === undefined) return undefined;
      return waits === 'promise' ? { at: PROMISED[id] ?? 0 } : { after: waits };
    };
    return [
      id,
      {
        attempts: attempts.map(({ result, number = 0, waits, said = [] }) => ({
          result,
          number: numbers[number],
          next: next(waits),
          said,
        })),
        state: 'done',
        end,
      },
    ];
  }),
);

/** Who must not be called after it. */
export const STOPPED: readonly string[] = PROSPECTS.flatMap(({ id, behaves }) =>
  EXPECTED[behaves].doNotCall ? [id] : [],
).sort();
