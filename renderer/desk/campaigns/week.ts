// A week of calling hours as people say it: "Mon–Fri 9:00–20:00". Pure.
import type { Hours } from '../../../shared/domain/pacing/campaign.ts';

export interface WeekSpan {
  /** 0 is Monday. */
  readonly from: number;
  readonly to: number;
  readonly hours: NonNullable<Hours>;
}

const same = (a: Hours, b: Hours): boolean => a?.from === b?.from && a?.to === b?.to;

/** Days in a row with the same hours; days without any are left out. */
export function weekSpans(week: readonly Hours[]): WeekSpan[] {
  const spans: WeekSpan[] = [];
  for (const [day, hours] of week.entries()) {
    if (!hours) continue;
    const last = spans.at(-1);
    if (last && last.to === day - 1 && same(last.hours, hours))
      spans[spans.length - 1] = { ...last, to: day };
    else spans.push({ from: day, to: day, hours });
  }
  return spans;
}

/** "9:00"; the end of a day is "24:00". */
export const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
