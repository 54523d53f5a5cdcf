import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { Results } from '../../../shared/contract/results.ts';
import type { Figure } from '../../../shared/domain/results/counts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { CountsTable } from './counts-table.tsx';
import type { ResultsQuery } from './query.ts';
import classes from './results.module.css';

interface DayChartProps {
  readonly perDay: Results['perDay'];
  readonly direction: ResultsQuery['direction'];
  /** Off while something else has the screen: a picture without a size cannot be drawn. */
  readonly drawn: boolean;
  readonly onOpen: (day: string, figure: Figure) => void;
}

const HEIGHT_PX = 200;

/** Noon of a calendar day: the same date on every clock from -12 to +12 hours. */
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** Attempts, people reached and goals by day, as a picture and as the same in numbers. */
export function DayChart({ perDay, direction, drawn, onOpen }: DayChartProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const attempts = t(`attempts.${direction ?? 'both'}`);
  const dayName = ({ day }: { day: string }) => format.date(noon(day), 'UTC');
  return (
    <Section title={t('section.days')}>
      <div className={classes.chart} style={{ height: HEIGHT_PX + 20 }} aria-hidden>
        {drawn && (
          <BarChart
            h={HEIGHT_PX}
            data={perDay.map((day) => ({ ...day, name: dayName(day) }))}
            dataKey="name"
            series={[
              { name: 'dialled', label: attempts, color: 'var(--rd-faint)' },
              { name: 'reached', label: t('figure.reached'), color: 'var(--rd-accent)' },
              { name: 'agreed', label: t('figure.agreed'), color: 'var(--rd-answer)' },
            ]}
            withLegend
            legendProps={{ verticalAlign: 'top', height: 28, itemSorter: null }}
            tickLine="none"
            gridColor="var(--rd-line)"
            textColor="var(--rd-dim)"
            maxBarWidth={18}
            valueFormatter={format.number}
            xAxisProps={{ minTickGap: 12 }}
            yAxisProps={{ allowDecimals: false, width: 44 }}
            barProps={{ isAnimationActive: false }}
            tooltipAnimationDuration={0}
          />
        )}
      </div>
      <details className={classes.details}>
        <summary>{t('asTable')}</summary>
        <CountsTable
          caption={t('section.days')}
          head={t('column.day')}
          rows={perDay}
          direction={direction}
          keyOf={({ day }) => day}
          nameOf={dayName}
          onOpen={({ day }, figure) => onOpen(day, figure)}
        />
      </details>
    </Section>
  );
}
