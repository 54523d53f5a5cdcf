import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen, Section, Toolbar } from '../../ui/index.ts';
import { useNow } from '../state/now.ts';
import { AddPromise } from './add-promise.tsx';
import { groupByDay } from './due-time.ts';
import { PromiseList } from './promise-list.tsx';
import classes from './tasks.module.css';
import { Trouble } from './trouble.tsx';
import { useClock } from './use-clock.ts';
import { useTasks } from './use-tasks.ts';

const MINUTE_MS = 60_000;
const PAGE = 100;
const MOST = 1000;

/** All promises: the open ones by day, and what was done, the last first. */
export function TasksScreen() {
  const { t } = useTranslation('tasks');
  const [state, setState] = useState<Task['state']>('open');
  return (
    <Screen
      title={t('list.title')}
      actions={
        <SegmentedControl
          value={state}
          onChange={(value) => setState(value === 'done' ? 'done' : 'open')}
          data={[
            { value: 'open', label: t('list.open') },
            { value: 'done', label: t('list.done') },
          ]}
          aria-label={t('list.title')}
        />
      }
      toolbar={
        <Toolbar>
          <AddPromise />
        </Toolbar>
      }
    >
      <div className={classes.page}>{state === 'open' ? <OpenPromises /> : <DonePromises />}</div>
    </Screen>
  );
}

function OpenPromises() {
  const { t } = useTranslation('tasks');
  const { zone } = useClock();
  const now = useNow(MINUTE_MS);
  const list = useTasks('open', MOST);
  const groups = useMemo(() => groupByDay(list.tasks ?? [], now, zone), [list.tasks, now, zone]);
  return (
    <>
      <Trouble failure={list.failure} onRetry={list.reload} />
      {list.tasks?.length === 0 && <EmptyState title={t('list.emptyOpen')} text={t('list.emptyOpenHint')} />}
      {(['overdue', 'today', 'tomorrow', 'later'] as const).map(
        (part) =>
          groups[part].length > 0 && (
            <Section
              key={part}
              title={t('section.counted', { section: t(`section.${part}`), number: groups[part].length })}
            >
              <PromiseList tasks={groups[part]} now={now} label={t(`section.${part}`)} />
            </Section>
          ),
      )}
      {(list.tasks?.length ?? 0) > 0 && <p className={classes.keys}>{t('list.keys')}</p>}
    </>
  );
}

function DonePromises() {
  const { t } = useTranslation('tasks');
  const now = useNow(MINUTE_MS);
  const [limit, setLimit] = useState(PAGE);
  const list = useTasks('done', limit);
  const tasks = list.tasks ?? [];
  return (
    <>
      <Trouble failure={list.failure} onRetry={list.reload} />
      {list.tasks?.length === 0 && <EmptyState title={t('list.emptyDone')} text={t('list.emptyDoneHint')} />}
      {tasks.length > 0 && <PromiseList tasks={tasks} now={now} label={t('list.done')} />}
      {tasks.length === limit && limit < MOST && (
        <Button
          className={classes.more}
          variant="default"
          onClick={() => setLimit(Math.min(MOST, limit + PAGE))}
        >
          {t('list.more')}
        </Button>
      )}
    </>
  );
}
