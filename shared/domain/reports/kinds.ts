import { FLAG, resultOf } from './columns.ts';
import { COUNTS, type Count } from './counts.ts';
import { FATE, isMissed } from './fates.ts';
import type { Thresholds } from './thresholds.ts';

/**
 * What a call counts as is one of these; the rest of what is counted are times. So a report counts how many calls of each kind
 * every group has, one step a call and group, and makes its twenty counts of them at the end.
 */
const ENDS = [
  'outboundUnanswered',
  'outboundTalk',
  'elsewhere',
  'inService',
  'late',
  'abandonedSavedByUs',
  'abandonedSavedByThem',
  'abandonedLost',
  'shortSavedByUs',
  'shortSavedByThem',
  'shortLost',
  'turnedAwaySavedByUs',
  'turnedAwaySavedByThem',
  'turnedAwayLost',
] as const;
type End = (typeof ENDS)[number];
const END = Object.fromEntries(ENDS.map((end, n) => [end, n])) as Record<End, number>;

/** Above the end of a call: what its outcome says, and whether its times can be believed. */
const BIT = { reached: 16, agreed: 32, clockSetBack: 64 } as const;
/** Kinds are below this. */
export const KINDS = 128;

/** @param said bits of `saidBy` */
export function kindOf(
  flags: number,
  waitMs: number,
  fate: number,
  said: number,
  { serviceMs, shortAbandonMs }: Thresholds,
): number {
  const rest = said | ((flags & FLAG.clockSetBack) !== 0 ? BIT.clockSetBack : 0);
  const answered = (flags & FLAG.answered) !== 0;
  if ((flags & FLAG.inbound) === 0) return rest | (answered ? END.outboundTalk : END.outboundUnanswered);
  if (answered) return rest | (waitMs <= serviceMs ? END.inService : END.late);
  if (!isMissed(flags)) return rest | END.elsewhere;
  const saved = fate === FATE.savedByUs ? 0 : fate === FATE.savedByThem ? 1 : 2;
  if (resultOf(flags) !== 'missed') return rest | (END.turnedAwaySavedByUs + saved);
  return rest | ((waitMs < shortAbandonMs ? END.shortSavedByUs : END.abandonedSavedByUs) + saved);
}

/** What an outcome says of its call, as bits of its kind. */
export const saidBy = (reached: boolean, agreed: boolean): number =>
  (reached ? BIT.reached : 0) | (agreed ? BIT.agreed : 0);

const OF_END: Readonly<Record<End, readonly Count[]>> = {
  outboundUnanswered: ['outbound'],
  outboundTalk: ['outbound', 'talks'],
  elsewhere: ['inbound'],
  inService: ['inbound', 'offered', 'answered', 'inService', 'talks'],
  late: ['inbound', 'offered', 'answered', 'talks'],
  abandonedSavedByUs: ['inbound', 'offered', 'abandoned', 'missed', 'savedByUs'],
  abandonedSavedByThem: ['inbound', 'offered', 'abandoned', 'missed', 'savedByThem'],
  abandonedLost: ['inbound', 'offered', 'abandoned', 'missed', 'lost'],
  shortSavedByUs: ['inbound', 'shortAbandoned', 'missed', 'savedByUs'],
  shortSavedByThem: ['inbound', 'shortAbandoned', 'missed', 'savedByThem'],
  shortLost: ['inbound', 'shortAbandoned', 'missed', 'lost'],
  turnedAwaySavedByUs: ['inbound', 'offered', 'turnedAway', 'missed', 'savedByUs'],
  turnedAwaySavedByThem: ['inbound', 'offered', 'turnedAway', 'missed', 'savedByThem'],
  turnedAwayLost: ['inbound', 'offered', 'turnedAway', 'missed', 'lost'],
};

/** By kind, which of `COUNTS` (by place) a call of it is one of. */
export const COUNTS_OF_KIND: readonly (readonly number[])[] = Array.from({ length: KINDS }, (_, kind) => {
  const end = ENDS[kind & 15];
  const names: Count[] = end === undefined ? [] : ['calls', ...OF_END[end]];
  if ((kind & BIT.reached) !== 0) names.push('reached');
  if ((kind & BIT.agreed) !== 0) names.push('agreed');
  if ((kind & BIT.clockSetBack) !== 0) names.push('clockSetBack');
  return names.map((name) => COUNTS.indexOf(name));
});
