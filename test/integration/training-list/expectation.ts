import type { LeadEnd } from '../../../shared/domain/pacing/campaign.ts';
import type { ProspectBehaviour } from '../../../shared/domain/training/prospects.ts';

/** Thursday, 26 November 2026, 11:00 in London; six in New York, five in Chicago, three in San Francisco. */
export const THURSDAY = Date.UTC(2026, 10, 26, 11);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the list must say about a prospect. Times are from the beginning of the attempt. */
export interface Expected {
  /** Outcome chosen, or how the attempt failed. */
  readonly result: string;
  /** After the first attempt: waits so long, or until the promise; absent: worked to the end. */
  readonly waits?: number | 'promise';
  /** After everything: how it ended, and after how many attempts. */
  readonly end: LeadEnd;
  readonly attempts: number;
  readonly doNotCall?: boolean;
}

export const EXPECTED: Readonly<Record<ProspectBehaviour, Expected>> = {
  agrees: { result: 'agreed', end: 'agreed', attempts: 1 },
  refuses: { result: 'refused', end: 'refused', attempts: 1 },
  // Called again at the promised time, and then they agree.
  tuesday: { result: 'callback', waits: 'promise', end: 'agreed', attempts: 2 },
  wrongNumber: { result: 'wrongNumber', end: 'unreachable', attempts: 1 },
  doNotCall: { result: 'doNotCall', end: 'doNotCall', attempts: 1, doNotCall: true },
  hangsUp: { result: 'noTalk', waits: DAY, end: 'exhausted', attempts: 3 },
  voicemail: { result: 'voicemail', waits: DAY, end: 'exhausted', attempts: 3 },
  busy: { result: 'busy', waits: 15 * MINUTE, end: 'exhausted', attempts: 3 },
  // The second number answers at the second attempt.
  busyThenAgrees: { result: 'busy', waits: 15 * MINUTE, end: 'agreed', attempts: 2 },
  silent: { result: 'noAnswer', waits: 4 * HOUR, end: 'exhausted', attempts: 3 },
  declines: { result: 'declined', waits: 4 * HOUR, end: 'exhausted', attempts: 3 },
  noSuchNumber: { result: 'failed', waits: 30 * MINUTE, end: 'exhausted', attempts: 3 },
};

/** "tue 10" is ten o'clock on the customer's own clock: two in Britain, one in Chicago. */
export const PROMISED: Readonly<Record<string, number>> = {
  'tuesday-dentist': Date.UTC(2026, 11, 1, 10),
  'tuesday-surveyor': Date.UTC(2026, 11, 1, 10),
  'tuesday-roaster': Date.UTC(2026, 11, 1, 16),
};
