import type { ReportFigures } from '../../../../shared/contract/reports.ts';

/** What came in one hour of the week, on the average of the period. */
export interface HourLoad {
  readonly weekday: number;
  readonly hour: number;
  /** A mean: 7.5 calls. */
  readonly calls: number;
  /** Mean work of an answered call; of the whole period where that hour had none. */
  readonly workMs: number;
}

/** The load of each hour of the week, from Monday, 0 o'clock. */
export function loadsOf({ perHour, weekdays, total }: ReportFigures): HourLoad[] {
  const usual = total.answered === 0 ? 0 : total.inboundWorkMs / total.answered;
  return perHour.map(({ offered, answered, inboundWorkMs }, at) => {
    const weekday = Math.floor(at / 24);
    const times = weekdays[weekday] ?? 0;
    return {
      weekday,
      hour: at % 24,
      calls: times === 0 ? 0 : offered / times,
      workMs: answered === 0 ? usual : inboundWorkMs / answered,
    };
  });
}

const NOTHING: HourLoad = { weekday: 0, hour: 9, calls: 0, workMs: 180_000 };

/** The hour with the most work; of an empty period an hour without calls and with talks of three minutes. */
export const peakOf = (loads: readonly HourLoad[]): HourLoad =>
  loads.reduce((best, one) => (one.calls * one.workMs > best.calls * best.workMs ? one : best), NOTHING);
