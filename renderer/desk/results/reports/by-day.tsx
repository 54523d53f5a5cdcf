import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReportCounts, ReportFigures } from '../../../../shared/contract/reports.ts';
import { sumOf } from '../../../../shared/domain/reports/counts.ts';
import { figureOf, type ReportFigure } from '../../../../shared/domain/reports/figures.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { CountCell } from '../bar-cell.tsx';
import classes from '../results.module.css';
import { figureIn, useValue } from './show-value.ts';

const MEASURES = [
  'calls',
  'offered',
  'missed',
  'lost',
  'serviceLevel',
  'asa',
  'talks',
  'aht',
  'agreed',
  'conversion',
] as const;
type Measure = (typeof MEASURES)[number];

/** More bars than this cannot be told apart: then a bar is a month. */
const MOST_DAYS = 92;
const HEIGHT_PX = 180;

interface ByDayProps {
  readonly perDay: ReportFigures['perDay'];
  readonly firstDay: string;
  readonly lastDay: string;
  /** Off while something else has the screen: a picture without a size cannot be drawn. */
  readonly drawn: boolean;
  readonly onOpen: (figure: ReportFigure, day: string, name: string) => void;
}

interface Bar {
  readonly key: string;
  readonly name: string;
  readonly counts: ReportCounts;
  /** Of a bar that is a day. */
  readonly day?: string;
}

/** A figure by day, and over a long time by month: as a picture and as the same in numbers. */
export function ByDay({ perDay, firstDay, lastDay, drawn, onOpen }: ByDayProps) {
  const { t } = useTranslation(['reports', 'results']);
  const show = useValue();
  const bars = useBars(perDay, firstDay, lastDay);
  const [measure, setMeasure] = useState<Measure>('calls');
  const { unit } = figureOf[measure];
  // A picture of shares is read in per cent, one of times in seconds.
  const scale = unit === 'share' ? 100 : unit === 'time' ? 1 / 1000 : 1;
  const title = t('reports:section.days');
  return (
    <Section
      title={title}
      actions={
        <Select
          aria-label={t('reports:measureOfDays')}
          allowDeselect={false}
          data={MEASURES.map((value) => ({ value, label: t(`reports:figure.${value}`) }))}
          value={measure}
          onChange={(value) => setMeasure((value as Measure | null) ?? measure)}
        />
      }
    >
      <div className={classes.chart} style={{ height: HEIGHT_PX + 18 }} aria-hidden>
        {drawn && (
          <BarChart
            h={HEIGHT_PX}
            data={bars.map(({ name, counts }) => ({
              name,
              value: Math.round((figureIn(measure, counts) ?? 0) * scale * 10) / 10,
            }))}
            dataKey="name"
            series={[{ name: 'value', label: t(`reports:figure.${measure}`), color: 'var(--rd-accent)' }]}
            tickLine="none"
            gridColor="var(--rd-line)"
            textColor="var(--rd-dim)"
            maxBarWidth={18}
            valueFormatter={(value) => show(measure, value / scale)}
            xAxisProps={{ minTickGap: 12 }}
            // Half a call there is not.
            yAxisProps={{ allowDecimals: unit !== 'count', width: 56 }}
            barProps={{ isAnimationActive: false }}
            tooltipAnimationDuration={0}
          />
        )}
      </div>
      <details className={classes.details}>
        <summary>{t('results:asTable')}</summary>
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('results:column.day')}</th>
              {MEASURES.map((figure) => (
                <th
                  key={figure}
                  scope="col"
                  className={classes.count}
                  title={t(`reports:definition.${figure}`)}
                >
                  {t(`reports:figure.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ key, name, counts, day }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {MEASURES.map((figure) => {
                  const text = show(figure, figureIn(figure, counts));
                  return (
                    <CountCell
                      key={figure}
                      // A month's calls are too many to be read; its own report shows them.
                      count={day === undefined ? 0 : counts[figureOf[figure].behind]}
                      text={text}
                      label={`${name}, ${t(`reports:figure.${figure}`)}: ${text}`}
                      onOpen={() => day !== undefined && onOpen(figure, day, name)}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

const DAY_MS = 86_400_000;
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };

function useBars(perDay: ReportFigures['perDay'], firstDay: string, lastDay: string): Bar[] {
  const { i18n } = useTranslation();
  const format = useFormat();
  const days = (noonOf(lastDay) - noonOf(firstDay)) / DAY_MS + 1;
  if (days <= MOST_DAYS)
    return perDay.map(({ day, counts }) => ({
      key: day,
      name: format.date(noonOf(day), 'UTC'),
      counts,
      day,
    }));
  const months = Map.groupBy(perDay, ({ day }) => day.slice(0, 7));
  const monthName = new Intl.DateTimeFormat(LOCALES[i18n.language] ?? i18n.language, {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return [...months].map(([month, parts]) => ({
    key: month,
    name: monthName.format(noonOf(`${month}-15`)),
    counts: sumOf(parts.map(({ counts }) => counts)),
  }));
}
