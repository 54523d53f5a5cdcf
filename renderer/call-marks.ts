/** Moments in the life of a screen pop, on the performance timeline; the benchmark of the screen pop reads them. */
export type CallMoment = 'invite' | 'fact' | 'event' | 'card';

/** Of the newest calls only: a page lives for months, and the timeline forgets nothing by itself. */
const KEPT = 40;
const kept: string[] = [];

export const callMark = (moment: CallMoment, callId: string): string => `ringdesk:${moment}:${callId}`;

/** @param startTime of the timeline, ms; absent: now */
export function markCall(moment: CallMoment, callId: string, startTime?: number): void {
  const name = callMark(moment, callId);
  performance.mark(name, startTime === undefined ? {} : { startTime });
  if (kept.includes(name)) return;
  kept.push(name);
  if (kept.length > KEPT) performance.clearMarks(kept.shift());
}
