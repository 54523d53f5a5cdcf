import { Select } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import type { ReportFigures } from '../../../../shared/contract/reports.ts';
import { figureOf, type ReportFigure } from '../../../../shared/domain/reports/figures.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import own from './reports.module.css';
import { figureIn, useValue } from './show-value.ts';
import { useWeekdays } from './weekdays.ts';

const MEASURES = ['calls', 'offered', 'missed', 'lost', 'serviceLevel', 'asa', 'talks', 'agreed'] as const;
type Measure = (typeof MEASURES)[number];

interface HeatMapProps {
  readonly perHour: ReportFigures['perHour'];
  readonly onOpen: (figure: ReportFigure, weekday: number, hour: number) => void;
}

/** Hours of the clock × days of the week: a table, so that it is read as well as seen. Hours without calls at all are left out. */
export function HeatMap({ perHour, onOpen }: HeatMapProps) {
  const { t } = useTranslation('reports');
  const show = useValue();
  const [measure, setMeasure] = useState<Measure>('offered');
  const weekdays = useWeekdays();
  const used = perHour.flatMap(({ calls }, at) => (calls === 0 ? [] : [at % 24]));
  const [first, last] = [Math.min(...used, 9), Math.max(...used, 17)];
  const hours = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const values = perHour.map((counts) => figureIn(measure, counts) ?? 0);
  const most = Math.max(...values, Number.MIN_VALUE);
  return (
    <Section
      title={t('section.hours')}
      actions={
        <Select
          aria-label={t('measure')}
          allowDeselect={false}
          data={MEASURES.map((value) => ({ value, label: t(`figure.${value}`) }))}
          value={measure}
          onChange={(value) => setMeasure((value as Measure | null) ?? measure)}
        />
      }
    >
      <div className={own.scroll}>
        <table className={own.heat} aria-label={t('section.hours')}>
          <thead>
            <tr>
              <td />
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map(({ weekday, short, long }) => (
              <tr key={weekday}>
                <th scope="row">{short}</th>
                {hours.map((hour) => {
                  const at = weekday * 24 + hour;
                  const counts = perHour[at];
                  const value = counts && figureIn(measure, counts);
                  const none = !counts || counts[figureOf[measure].behind] === 0;
                  return (
                    <td key={hour}>
                      {!none && (
                        <button
                          type="button"
                          className={own.cell}
                          style={heatOf((values[at] ?? 0) / most)}
                          aria-label={`${long}, ${hour}:00, ${t(`figure.${measure}`)}: ${show(measure, value ?? null)}`}
                          onClick={() => onOpen(measure, weekday, hour)}
                        >
                          {show(measure, value ?? null)}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const heatOf = (share: number) => ({ '--heat': `${Math.round(80 * share)}%` }) as CSSProperties;
