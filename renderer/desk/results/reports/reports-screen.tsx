import { Button, Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { type ReactNode, useCallback, useContext, useState } from 'react';
import type { ReportFigures, ReportFilter, ReportSelection } from '../../../../shared/contract/reports.ts';
import { REPORT_FIGURES } from '../../../../shared/domain/reports/figures.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { ZoneContext } from '../../../i18n/use-format.ts';
import { EmptyState, Screen, Trouble } from '../../../ui/index.ts';
import { useSession } from '../../state/session.tsx';
import { useFailureText } from '../../state/use-ask.ts';
import { Definitions } from '../definitions.tsx';
import { todayIn } from '../query.ts';
import classes from '../results.module.css';
import { useAfterCalls, useReport } from '../use-report.ts';
import { ByDay } from './by-day.tsx';
import { FigureCards } from './figure-cards.tsx';
import { HeatMap } from './heat-map.tsx';
import { PartsTable } from './parts-table.tsx';
import { ReportActions } from './report-actions.tsx';
import { type OpenedFigure, ReportCalls } from './report-calls.tsx';
import { ReportFilters } from './report-filters.tsx';
import { type ReportQuery, reportFilterOf, THIS_MONTH } from './report-query.ts';
import { Sources } from './sources.tsx';
import { Staffing } from './staffing.tsx';
import { SaveView, useViews, ViewsMenu } from './views.tsx';
import { useWeekdays } from './weekdays.ts';

/** The supervisor's report: how the firm was reached, what was lost, how people worked. @param tabs what leads to the other results */
export function ReportsScreen({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation(['reports', 'results', 'common']);
  const zone = useContext(ZoneContext);
  const failureText = useFailureText();
  const [query, setQuery] = useState<ReportQuery>(THIS_MONTH);
  const [opened, setOpened] = useState<OpenedFigure>();
  const [naming, setNaming] = useState(false);
  const views = useViews(query);
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
      actions={
        <>
          <ViewsMenu
            views={views.views}
            current={views.current}
            onChoose={(view) => {
              views.choose(view.id);
              change(view.view);
            }}
            onSaveAs={() => setNaming(true)}
            onSave={({ id, name, shared }) => void views.save(name, shared, id)}
            onRemove={(view) => void views.remove(view)}
          />
          <ReportActions filter={filter} />
        </>
      }
      toolbar={
        <>
          {naming && (
            <SaveView
              onSave={(name, shared) =>
                void views.save(name, shared).then((saved) => saved && setNaming(false))
              }
              onCancel={() => setNaming(false)}
            />
          )}
          <ReportFilters
            // What unfolds depends on what a view brings.
            key={views.current?.id ?? ''}
            query={query}
            choices={choices.data}
            figures={data}
            onChange={change}
          />
        </>
      }
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
            action={
              <Button onClick={() => change({ ...query, period: 'year' })}>{t('reports:empty.year')}</Button>
            }
          />
        ) : (
          <ReportBody
            figures={data}
            filter={filter}
            query={query}
            drawn={opened === undefined}
            onShow={(shown) => setQuery({ ...query, ...shown })}
            onOpen={setOpened}
          />
        )}
      </div>
    </Screen>
  );
}

interface ReportBodyProps {
  readonly figures: ReportFigures;
  readonly filter: ReportFilter;
  readonly query: ReportQuery;
  readonly drawn: boolean;
  readonly onShow: (shown: Pick<ReportQuery, 'dimension' | 'columns' | 'ownDimension'>) => void;
  readonly onOpen: (opened: OpenedFigure) => void;
}

function ReportBody({ figures, filter, query, drawn, onShow, onOpen }: ReportBodyProps) {
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
      <ByDay
        perDay={figures.perDay}
        firstDay={filter.firstDay}
        lastDay={filter.lastDay}
        drawn={drawn}
        onOpen={(figure, day, name) => open(`${name}: ${t(`figure.${figure}`)}`, { figure, day })}
      />
      <HeatMap
        perHour={figures.perHour}
        onOpen={(figure, weekday, hour) => {
          const day = weekdays.find((one) => one.weekday === weekday)?.long ?? '';
          open(`${day}, ${hour}:00: ${t(`figure.${figure}`)}`, { figure, weekday, hour });
        }}
      />
      <PartsTable
        per={figures.per}
        dimension={query.dimension ?? 'agent'}
        columns={query.columns}
        ownDimension={query.ownDimension}
        perOwn={figures.perOwn}
        onShow={onShow}
        onOpen={(figure, dimension, { key }, name) =>
          open(`${name}: ${t(`figure.${figure}`)}`, {
            figure,
            ...(dimension === undefined
              ? { ownKey: key ?? null }
              : { by: [{ dimension, key: key ?? null }] }),
          })
        }
      />
      <Sources
        sources={figures.sources}
        onOpen={(figure, channel, region, name) =>
          open(`${name}: ${t(`figure.${figure}`)}`, {
            figure,
            by: [
              { dimension: 'channel', key: channel },
              { dimension: 'region', key: region },
            ],
          })
        }
      />
      {thresholds && <Staffing figures={figures} thresholds={thresholds} />}
      <Definitions
        terms={REPORT_FIGURES.map((figure) => [t(`figure.${figure}`), t(`definition.${figure}`)] as const)}
      />
    </div>
  );
}
