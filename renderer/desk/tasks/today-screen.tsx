import { Button } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { addDays, dayOf } from '../../../shared/domain/schedule/day.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen, Section } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useLoad } from '../state/use-load.ts';
import { useWork } from '../state/work.tsx';
import { dayTitle, groupByDay } from './due-time.ts';
import { FirstStep } from './first-step.tsx';
import { LoadWords } from './load-words.tsx';
import { PromiseList } from './promise-list.tsx';
import classes from './tasks.module.css';
import { Trouble } from './trouble.tsx';
import { useClock } from './use-clock.ts';
import { useFirstStep } from './use-first-step.ts';
import { useTasks } from './use-tasks.ts';

const MINUTE_MS = 60_000;
/** More open promises than a team can keep; the list says what lies beyond. */
const LIMIT = 1000;

/** The plan of the day, first thing in the morning: what waits, today, tomorrow, and the missed calls. */
export function TodayScreen({ first }: { first?: ReactNode }) {
  const { t } = useTranslation('tasks');
  const clock = useClock();
  const now = useNow(MINUTE_MS);
  const { tasks, failure, reload } = useTasks('open', LIMIT);
  const missed = useWork((work) => work.missed);
  const go = useNavigation((navigation) => navigation.go);
  const firstStep = useFirstStep();
  const groups = useMemo(() => groupByDay(tasks ?? [], now, clock.zone), [tasks, now, clock.zone]);
  const today = dayOf(now, clock.zone);
  const days = { today, tomorrow: addDays(today, 1) };
  const load = useLoad([days.today, days.tomorrow]);
  const nothingToday = tasks !== undefined && groups.overdue.length + groups.today.length === 0;

  return (
    <Screen
      title={dayTitle(now, clock)}
      actions={
        <>
          {missed > 0 && (
            <Button
              variant="default"
              leftSection={<IconPhoneIncoming size={14} aria-hidden />}
              onClick={() => go('missed')}
            >
              {t('day.missed', { count: missed })}
            </Button>
          )}
          <Button variant="default" onClick={() => go('calendar')}>
            {t('day.calendar')}
          </Button>
          <Button variant="default" onClick={() => go('promises')}>
            {t('day.allPromises')}
          </Button>
        </>
      }
    >
      <div className={classes.page}>
        <Trouble failure={failure} onRetry={reload} />
        {first}
        {firstStep.shown && <FirstStep step={firstStep} />}
        {(['overdue', 'today', 'tomorrow'] as const).map(
          (part) =>
            groups[part].length > 0 && (
              <Section
                key={part}
                title={t('section.counted', { section: t(`section.${part}`), number: groups[part].length })}
                actions={part === 'overdue' ? undefined : <LoadWords load={load} day={days[part]} />}
              >
                <PromiseList tasks={groups[part]} now={now} label={t(`section.${part}`)} />
              </Section>
            ),
        )}
        {nothingToday && !firstStep.shown && (
          <EmptyState title={t('day.nothing')} text={t('day.nothingHint')} />
        )}
        {groups.later.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => go('promises')}>
            {t('day.later', { count: groups.later.length })}
          </Button>
        )}
      </div>
    </Screen>
  );
}
