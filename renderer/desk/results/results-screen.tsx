import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { ZoneContext } from '../../i18n/use-format.ts';
import { EmptyState, Screen, Trouble } from '../../ui/index.ts';
import { type ResultsStart, useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { useFailureText } from '../state/use-ask.ts';
import { ExportMenu } from './export-menu.tsx';
import { Filters } from './filters.tsx';
import { FunnelScreen } from './funnel/funnel-screen.tsx';
import type { Opened } from './opened.ts';
import { filterOf, queryFor, type ResultsQuery, todayIn } from './query.ts';
import { ReportsScreen } from './reports/reports-screen.tsx';
import classes from './results.module.css';
import { ResultsBody } from './results-body.tsx';
import { TalkList } from './talk-list.tsx';
import { TargetsScreen } from './targets/targets-screen.tsx';
import { useAfterCalls, useReport } from './use-report.ts';

/** Results per list and template. */
export function ResultsScreen() {
  const start = useNavigation((navigation) => navigation.results);
  const [view, setView] = useState<View>('calling');
  const turned = useRef(false);
  const turn = (next: View) => {
    turned.current = true;
    setView(next);
  };
  const tabs = <ViewTabs view={view} turned={turned} onChange={turn} />;
  if (view === 'firm') return <ReportsScreen tabs={tabs} />;
  if (view === 'funnel') return <FunnelScreen tabs={tabs} />;
  if (view === 'targets') return <TargetsScreen tabs={tabs} />;
  // From another list or template it begins anew.
  return <Results key={JSON.stringify(start)} start={start} tabs={tabs} />;
}

const VIEWS = ['calling', 'firm', 'funnel', 'targets'] as const;
type View = (typeof VIEWS)[number];

/** What was achieved by calling, how the firm as a whole was reached, and how it stands against its targets. */
function ViewTabs({
  view,
  turned,
  onChange,
}: {
  view: View;
  turned: RefObject<boolean>;
  onChange: (view: View) => void;
}) {
  const { t } = useTranslation('reports');
  const tabs = useRef<HTMLDivElement>(null);
  // Each view is a screen with tabs of its own: who goes through them by arrows goes on where he came to.
  useEffect(() => {
    if (!turned.current) return;
    turned.current = false;
    tabs.current?.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true });
  }, [turned]);
  const mayTargets = useMay('targets.view');
  const views = VIEWS.filter((value) => value !== 'targets' || mayTargets);
  return (
    <SegmentedControl
      ref={tabs}
      size="xs"
      aria-label={t('view.label')}
      data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
      value={view}
      onChange={(value) => onChange(value as View)}
    />
  );
}

function Results({ start, tabs }: { start: ResultsStart; tabs: ReactNode }) {
  const { t } = useTranslation(['results', 'common']);
  const zone = useContext(ZoneContext);
  const [query, setQuery] = useState<ResultsQuery>(() => queryFor(start));
  const [opened, setOpened] = useState<Opened>();
  const report = usePlaceKept(opened !== undefined);
  const filter = filterOf(query, todayIn(zone));
  const choices = useReport('results.choices', {});
  const calls = useReport('results.calls', filter);
  const { scriptId } = filter;
  const script = useReport('results.script', scriptId === undefined ? undefined : { ...filter, scriptId });
  const reloadCalls = calls.reload;
  const reloadScript = script.reload;
  useAfterCalls(
    useCallback(() => {
      reloadCalls();
      reloadScript();
    }, [reloadCalls, reloadScript]),
  );
  const change = (next: ResultsQuery) => {
    setOpened(undefined);
    setQuery(next);
  };
  return (
    <Screen
      title={t('title')}
      aside={tabs}
      actions={<ExportMenu filter={filter} />}
      toolbar={<Filters query={query} choices={choices.data} onChange={change} />}
    >
      {opened && (
        <TalkList
          filter={{ ...filter, ...(opened.agentId === undefined ? {} : { agentId: opened.agentId }) }}
          selection={opened.selection}
          title={opened.title}
          onBack={() => setOpened(undefined)}
        />
      )}
      {/* Kept behind the talks, so that the way back leads to the same place. */}
      <div ref={report} hidden={opened !== undefined} aria-busy={calls.busy || script.busy}>
        <Failed
          error={calls.error ?? script.error}
          onRetry={calls.error === undefined ? script.reload : calls.reload}
        />
        {calls.data === undefined
          ? calls.busy && <Loading />
          : calls.error === undefined &&
            (calls.data.total.dialled === 0 ? (
              <Nothing query={query} onChange={change} />
            ) : (
              <ResultsBody
                calls={calls.data}
                script={scriptId === undefined ? undefined : script.data}
                direction={query.direction}
                shown={opened === undefined}
                onOpen={setOpened}
              />
            ))}
      </div>
    </Screen>
  );
}

/** The talks begin at their top, and the way back leads to where the report was left. */
function usePlaceKept(left: boolean): RefObject<HTMLDivElement | null> {
  const report = useRef<HTMLDivElement>(null);
  const place = useRef(0);
  useLayoutEffect(() => {
    const scroller = report.current?.parentElement;
    if (!scroller) return;
    if (!left) scroller.scrollTop = place.current;
    const keep = () => {
      if (!left) place.current = scroller.scrollTop;
    };
    scroller.addEventListener('scroll', keep, { passive: true });
    return () => scroller.removeEventListener('scroll', keep);
  }, [left]);
  return report;
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('common');
  const failureText = useFailureText();
  return error === undefined ? null : <Trouble text={failureText(error)} verb={t('retry')} onAct={onRetry} />;
}

/** As high as what will be there. */
function Loading() {
  const { t } = useTranslation('results');
  return (
    <div role="status" aria-label={t('loading')} className={classes.loading}>
      <Skeleton h={74} />
      <Skeleton h={228} />
      <Skeleton h={160} />
    </div>
  );
}

function Nothing({ query, onChange }: { query: ResultsQuery; onChange: (query: ResultsQuery) => void }) {
  const { t } = useTranslation('results');
  const go = useNavigation((navigation) => navigation.go);
  const { campaignId, scriptId, agentId, direction, period } = query;
  const whole = period === 'all' && direction === undefined;
  const filtered = !whole || campaignId !== undefined || scriptId !== undefined || agentId !== undefined;
  return (
    <EmptyState
      icon={<IconChartBar size={40} stroke={1.2} />}
      title={filtered ? t('empty.filtered') : t('empty.title')}
      text={filtered ? t('empty.filteredText') : t('empty.text')}
      action={
        filtered ? (
          <Button onClick={() => onChange({ period: 'all' })}>{t('empty.showAll')}</Button>
        ) : (
          <Button onClick={() => go('training')}>{t('empty.practise')}</Button>
        )
      }
    />
  );
}
