import type { Board } from '../../../shared/contract/board.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { ReportFilter } from '../../../shared/contract/reports.ts';
import { dayOfNumber, offsetsIn } from '../../../shared/domain/reports/calendar.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';

type Figures = NonNullable<Board['today']>;

export interface Today {
  /** As far as it is counted; `onNews` when it is counted anew, after the question that found it old. */
  of(context: Context, onNews: () => void): Figures | undefined;
  /** A call has ended, or is counted in another way. */
  callsChanged(): void;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Today's inbound calls as the reports count them, by the reports themselves and in their thread. Counted only while
 * somebody looks, and once for all calls that ended meanwhile.
 */
export function createToday(options: {
  readonly figures: (filter: ReportFilter, context: Context) => Promise<Output<'reports.figures'>>;
  readonly zone: () => string;
  readonly now: () => number;
  readonly log: Log;
}): Today {
  const { now, log } = options;
  /** By whose calls they are. */
  const counted = new Map<string, { readonly version: string; readonly figures: Figures | undefined }>();
  const counting = new Set<string>();
  let calls = 0;

  const day = (): string => {
    const at = now();
    return dayOfNumber(Math.floor((at + offsetsIn(options.zone())(at) * MINUTE_MS) / DAY_MS));
  };

  return {
    of(context, onNews) {
      const whose = [...(context.within('board.view') ?? ['*'])].sort().join();
      const today = day();
      const version = `${today} ${calls}`;
      const before = counted.get(whose);
      if (before?.version !== version && !counting.has(whose)) {
        counting.add(whose);
        const filter: ReportFilter = { firstDay: today, lastDay: today, direction: 'inbound' };
        // The reports ask for a right of theirs; whoever may see the board sees the day of the same people in it.
        const asked: Context = { ...context, within: () => context.within('board.view') };
        void options
          .figures(filter, asked)
          .then(
            ({ total: { offered = 0, answered = 0, inService = 0, abandoned = 0 } }) => {
              counted.set(whose, { version, figures: { offered, answered, inService, abandoned } });
            },
            (error: unknown) => {
              // The next call has it tried again.
              counted.set(whose, { version, figures: undefined });
              log.warn({ err: error }, 'the calls of today could not be counted');
            },
          )
          .finally(() => {
            counting.delete(whose);
            onNews();
          });
      }
      return before?.version.startsWith(today) ? before.figures : undefined;
    },
    callsChanged() {
      calls += 1;
    },
  };
}
