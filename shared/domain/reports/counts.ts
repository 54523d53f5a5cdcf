/**
 * What is added up for each group of calls. All of them are sums over calls, so the parts of a whole add up to it; only
 * `shiftMs` is a sum over people and days.
 */
export const COUNTS = [
  'calls',
  'inbound',
  'outbound',
  /** Of the inbound ones; `offered` is answered + abandoned + turnedAway. */
  'offered',
  'answered',
  'inService',
  'abandoned',
  'shortAbandoned',
  'turnedAway',
  /** Inbound and not answered, short ones included; savedByUs + savedByThem + lost. */
  'missed',
  'savedByUs',
  'savedByThem',
  'lost',
  /** Answered in either direction. */
  'talks',
  /** Inbound ones of them, with the time that they took. */
  'inboundWorkMs',
  'reached',
  'agreed',
  'waitMs',
  'talkMs',
  'holdMs',
  'wrapUpMs',
  'shiftMs',
  /** A clock was set back during the call: what would be a negative time counts as 0. */
  'clockSetBack',
] as const;
export type Count = (typeof COUNTS)[number];
export type Counts = Readonly<Record<Count, number>>;

export const noCounts = (): Counts =>
  Object.fromEntries(COUNTS.map((count) => [count, 0])) as Record<Count, number>;

export const sumOf = (parts: readonly Counts[]): Counts =>
  Object.fromEntries(
    COUNTS.map((count) => [count, parts.reduce((sum, part) => sum + part[count], 0)]),
  ) as Record<Count, number>;
