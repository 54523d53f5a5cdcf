import { Button, Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { type ReactNode, useCallback, useContext, useState } from 'react';
import type { ReportFigures, ReportSelection } from '../../../../shared/contract/reports.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { ZoneContext } from '../../../i18n/use-format.ts';
import { EmptyState, Screen, Trouble } from '../../../ui/index.ts';
import { useSession } from '../../state/session.tsx';
import { useFailureText } from '../../state/use-ask.ts';
import { todayIn } from '../query.ts';
import classes from '../results.module.css';
import { useAfterCalls, useReport } from '../use-report.ts';
import { FigureCards } from './figure-cards.tsx';
import { HeatMap } from './heat-map.tsx';
import { PartsTable } from './parts-table.tsx';
import { ReportActions } from './report-actions.tsx';
import { type OpenedFigure, ReportCalls } from './report-calls.tsx';
import { ReportFilters } from './report-filters.tsx';
import { type ReportQuery, reportFilterOf } from './report-query.ts';
import { Staffing } from './staffing.tsx';
import { useWeekdays } from './weekdays.ts';

/** The supervisor's report: how the firm was reached, what was lost, how people worked. @param tabs what leads to the other results */
export function ReportsScreen({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation(['reports', 'results', 'common']);
  const zone = useContext(ZoneContext);
  const failureText = useFailureText();
  const [query, setQuery] = useState<ReportQuery>({ period: 'month' });
  const [opened, setOpened] = useState<OpenedFigure>();
  const filter = reportFilterOf(query, todayIn(zone));
  const choices = useReport('results.choices', {});
  const { data, busy, error, reload } = useReport('reports.figures', filter);
  useAfterCalls(useCallback(() => reload(), [reload]));
  const change = (next: ReportQuery) => {
    setOpened(undefined);
    setQuery(next);
  };
  return (
    <Screen
      title={t('results:title')}
      aside={tabs}
      actions={<ReportActions filter={filter} />}
      toolbar={<ReportFilters query={query} choices={choices.data} figures={data} onChange={change} />}
    >
      {opened && <ReportCalls filter={filter} opened={opened} onBack={() => setOpened(undefined)} />}
      {/* Kept behind the calls, so that the way back leads to the same place. */}
      <div hidden={opened !== undefined} aria-busy={busy}>
        {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
        {data === undefined ? (
          busy && (
            <div role="status" aria-label={t('results:loading')} className={classes.loading}>
              <Skeleton h={160} />
              <Skeleton h={228} />
            </div>
          )
        ) : data.total.calls === 0 && data.before.total.calls === 0 ? (
          <EmptyState
            icon={<IconChartBar size={40} stroke={1.2} />}
            title={t('reports:empty.title')}
            text={t('reports:empty.text')}
            action={<Button onClick={() => change({ period: 'year' })}>{t('reports:empty.year')}</Button>}
          />
        ) : (
          <ReportBody figures={data} onOpen={setOpened} />
        )}
      </div>
    </Screen>
  );
}

interface ReportBodyProps {
  readonly figures: ReportFigures;
  readonly onOpen: (opened: OpenedFigure) => void;
}

function ReportBody({ figures, onOpen }: ReportBodyProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const weekdays = useWeekdays();
  const thresholds = useSession((session) => session.settings?.reports);
  const { firstDay, lastDay } = figures.before;
  const date = (day: string) => format.date(Date.parse(`${day}T12:00:00Z`), 'UTC');
  const open = (title: string, selection: ReportSelection) => onOpen({ title, selection });
  return (
    <div className={classes.body}>
      <p className={classes.words}>{t('compared', { from: date(firstDay), to: date(lastDay) })}</p>
      <FigureCards figures={figures} onOpen={(figure) => open(t(`figure.${figure}`), { figure })} />
      <HeatMap
        perHour={figures.perHour}
        onOpen={(figure, weekday, hour) => {
          const day = weekdays.find((one) => one.weekday === weekday)?.long ?? '';
          open(`${day}, ${hour}:00: ${t(`figure.${figure}`)}`, { figure, weekday, hour });
        }}
      />
      <PartsTable
        per={figures.per}
        onOpen={(figure, dimension, { key }, name) =>
          open(`${name}: ${t(`figure.${figure}`)}`, { figure, by: { dimension, key: key ?? null } })
        }
      />
      {thresholds && <Staffing figures={figures} thresholds={thresholds} />}
    </div>
  );
}
