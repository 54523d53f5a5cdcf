import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { addDays, dayOf } from '../../../shared/domain/schedule/day.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Screen, Toolbar } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import { useLoad } from '../state/use-load.ts';
import { dayTitle } from './due-time.ts';
import { LoadWords } from './load-words.tsx';
import { PlanGrid } from './plan-grid.tsx';
import { daysOf, spanOf, type View } from './plan-model.ts';
import classes from './plan-screen.module.css';
import { PromiseList } from './promise-list.tsx';
import { Trouble } from './trouble.tsx';
import { useClock } from './use-clock.ts';
import { usePlan } from './use-plan.ts';

const MINUTE_MS = 60_000;
const EVERYBODY = 'everybody';

/** Day and week, own and the group's. A promise is moved by dragging or with Alt and the arrows. */
export function PlanScreen() {
  const { t } = useTranslation('tasks');
  const clock = useClock();
  const now = useNow(MINUTE_MS);
  const go = useNavigation((navigation) => navigation.go);
  const users = useSession((session) => session.users);
  const me = useSession((session) => session.info?.me.id);
  const [view, setView] = useState<View>('week');
  const [chosenDay, setChosenDay] = useState<string>();
  const [whose, setWhose] = useState<string>();
  const [chosen, setChosen] = useState<string>();

  const day = chosenDay ?? dayOf(now, clock.zone);
  const days = useMemo(() => daysOf(view, day), [view, day]);
  const span = useMemo(() => spanOf(days, clock.zone), [days, clock.zone]);
  const person = whose ?? me;
  const plan = usePlan(span, person === EVERYBODY ? undefined : person);
  const load = useLoad(days, person === EVERYBODY ? undefined : person);
  const step = view === 'week' ? 7 : 1;
  const task = plan.tasks.find(({ id }) => id === chosen);

  return (
    <Screen
      title={t('plan.title')}
      flush
      actions={
        <>
          <Button variant="default" onClick={() => go('today')}>
            {t('plan.dayPlan')}
          </Button>
          <Button variant="default" onClick={() => go('promises')}>
            {t('day.allPromises')}
          </Button>
        </>
      }
      toolbar={
        <Toolbar>
          <Button.Group>
            <Button
              variant="default"
              aria-label={t('plan.previous')}
              onClick={() => setChosenDay(addDays(day, -step))}
            >
              <IconChevronLeft size={16} aria-hidden />
            </Button>
            <Button variant="default" onClick={() => setChosenDay(undefined)}>
              {t('plan.today')}
            </Button>
            <Button
              variant="default"
              aria-label={t('plan.next')}
              onClick={() => setChosenDay(addDays(day, step))}
            >
              <IconChevronRight size={16} aria-hidden />
            </Button>
          </Button.Group>
          <Period days={days} />
          <SegmentedControl
            aria-label={t('plan.view')}
            value={view}
            onChange={(next) => setView(next === 'day' ? 'day' : 'week')}
            data={[
              { value: 'day', label: t('plan.day') },
              { value: 'week', label: t('plan.week') },
            ]}
          />
          <Select
            className={classes.whose}
            aria-label={t('plan.whose')}
            allowDeselect={false}
            value={person ?? null}
            onChange={(next) => setWhose(next ?? undefined)}
            data={[
              ...users.map((user) => ({ value: user.id, label: user.me ? t('plan.mine') : user.name })),
              { value: EVERYBODY, label: t('plan.everybody') },
            ]}
          />
        </Toolbar>
      }
    >
      <div className={classes.page}>
        <Trouble failure={plan.failure} onRetry={plan.reload} />
        {person !== EVERYBODY && <Loads days={days} load={load} />}
        {task && (
          <div className={classes.chosen}>
            <PromiseList tasks={[task]} now={now} label={t('plan.chosen')} />
          </div>
        )}
        <PlanGrid
          view={view}
          day={day}
          tasks={plan.tasks}
          people={person === EVERYBODY ? users : undefined}
          now={now}
          onChoose={setChosen}
          onDay={(next) => {
            setView('day');
            setChosenDay(next);
          }}
        />
        <p className={classes.keys}>{t('plan.keys')}</p>
      </div>
    </Screen>
  );
}

/** "23 November – 29 November", or the one day in words. */
function Period({ days }: { days: readonly string[] }) {
  const clock = useClock();
  const format = useFormat();
  const from = spanOf(days.slice(0, 1), clock.zone).from;
  const to = spanOf(days.slice(-1), clock.zone).from;
  const words = days.length === 1 ? dayTitle(from, clock) : `${format.date(from)} – ${format.date(to)}`;
  return (
    <h2 className={classes.period} aria-live="polite">
      {words}
    </h2>
  );
}

function Loads({ days, load }: { days: readonly string[]; load: ReturnType<typeof useLoad> }) {
  const { t } = useTranslation('tasks');
  const { zone } = useClock();
  const format = useFormat();
  return (
    <ul className={classes.loads} aria-label={t('plan.loads')}>
      {days.map((each) => (
        <li key={each} className={classes.load}>
          <span className={classes.loadDay}>{format.date(spanOf([each], zone).from)}</span>
          <LoadWords load={load} day={each} />
        </li>
      ))}
    </ul>
  );
}
