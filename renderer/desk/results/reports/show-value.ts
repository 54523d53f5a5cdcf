import { useCallback } from 'react';
import type { ReportCounts } from '../../../../shared/contract/reports.ts';
import { figureOf, type ReportFigure } from '../../../../shared/domain/reports/figures.ts';
import { useFormat } from '../../../i18n/index.ts';
import { useShare } from '../share.ts';

/** "412", "84 %", "0:15": a figure's value as its unit is read; a dash where there is nothing of which it could be said. */
export function useValue(): (figure: ReportFigure, value: number | null) => string {
  const format = useFormat();
  const share = useShare();
  return useCallback(
    (figure, value) => {
      if (value === null) return '–';
      switch (figureOf[figure].unit) {
        case 'count':
          return format.number(value);
        case 'time':
          return format.duration(value);
        case 'share':
          return share(value, 1);
      }
    },
    [format, share],
  );
}

export const figureIn = (figure: ReportFigure, counts: ReportCounts): number | null =>
  figureOf[figure].of(counts);
