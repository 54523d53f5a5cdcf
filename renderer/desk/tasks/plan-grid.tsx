import '@mantine/schedule/styles.css';
import { UnstyledButton } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { DayView, ResourcesDayView, type ScheduleEventData, WeekView } from '@mantine/schedule';
import { type ComponentPropsWithoutRef, type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { User } from '../state/session.tsx';
import { PlanButton, PlanEntry } from './plan-entry.tsx';
import { entryOf, MOVES, momentOf, movedBy, type View, wallNow } from './plan-model.ts';
import classes from './plan-screen.module.css';
import { useClock } from './use-clock.ts';
import { useMove } from './use-move.ts';

interface PlanGridProps {
  view: View;
  /** The day that is shown, or one of the week. */
  day: string;
  tasks: readonly Task[];
  /** With everybody's promises: who there is. Absent: one person's. */
  people: readonly User[] | undefined;
  now: number;
  onChoose: (taskId: string) => void;
  onDay: (day: string) => void;
}

type EntryProps = ComponentPropsWithoutRef<'button'>;

/** "Mon", "пн", as everywhere on the desk. */
const weekday = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(day.slice(0, 10)),
  );

/** The grid of hours. It shows and takes the workplace's wall clock, whatever zone this computer is in. */
export function PlanGrid({ view, day, tasks, people, now, onChoose, onDay }: PlanGridProps) {
  const { t } = useTranslation('tasks');
  const { zone, language } = useClock();
  const move = useMove();
  const grid = useRef<HTMLDivElement>(null);
  const { ref: sized, height } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(grid, sized);
  /** A promise that was moved by keys is drawn anew elsewhere; the focus goes with it. */
  const follow = useRef<string>(undefined);

  const entries = useMemo(() => tasks.map((task) => entryOf(task, zone)), [tasks, zone]);
  const taskOf = (id: string | number) => tasks.find((task) => task.id === id);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new drawing of the entries
  useEffect(() => {
    if (follow.current === undefined) return;
    const entry = grid.current?.querySelector<HTMLElement>(`[data-promise="${follow.current}"]`);
    if (entry && document.activeElement !== entry) entry.focus();
  }, [entries]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.altKey ? MOVES[event.key] : undefined;
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-promise]')?.dataset.promise;
    const task = id === undefined ? undefined : taskOf(id);
    if (!by || !task) return;
    event.preventDefault();
    event.stopPropagation();
    follow.current = task.id;
    void move(task, movedBy(by, task.dueAt, zone));
  };

  /** As high as the screen leaves it; it scrolls to the morning when it is first drawn at that height. */
  const drawn = height > 0 ? 'sized' : 'free';
  // In the day of all each has a row of their own.
  const named = people !== undefined && view === 'week';
  const shared = {
    date: day,
    events: entries as unknown as ScheduleEventData[],
    withHeader: false,
    scrollAreaProps: height > 0 ? { mah: height } : {},
    startScrollTime: '07:00:00',
    locale: language,
    getCurrentTime: () => wallNow(now, zone),
    withEventsDragAndDrop: true,
    canDragEvent: ({ id }: ScheduleEventData) => taskOf(id)?.state === 'open',
    onEventDrop: ({ eventId, newStart }: { eventId: string | number; newStart: string }) => {
      const task = taskOf(eventId);
      if (task) void move(task, momentOf(newStart, zone));
    },
    onEventClick: ({ id }: ScheduleEventData) => onChoose(String(id)),
    renderEventBody: ({ id }: ScheduleEventData) => {
      const task = taskOf(id);
      return task && <PlanEntry task={task} named={named} />;
    },
    renderEvent: (event: ScheduleEventData, props: EntryProps) => {
      const task = taskOf(event.id);
      if (!task) return <UnstyledButton {...props} />;
      return <PlanButton task={task} named={named} button={props} />;
    },
    labels: {
      today: t('plan.today'),
      timeSlot: t('plan.slot'),
      weekday: t('plan.weekday'),
      noEvents: t('plan.empty'),
      resource: t('plan.person'),
      resources: t('plan.person'),
    },
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the entries in it, which are buttons
    <div
      ref={ref}
      className={classes.grid}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null) follow.current = undefined;
      }}
    >
      {view === 'week' && (
        <WeekView
          key={drawn}
          {...shared}
          withAllDaySlots={false}
          withWeekNumber={false}
          weekendDays={[]}
          weekdayFormat={(date) => weekday(date, language)}
          highlightToday
          slotHeight={64}
          eventDragInterval={15}
          onDateChange={onDay}
        />
      )}
      {view === 'day' && people === undefined && (
        <DayView key={drawn} {...shared} withAllDaySlot={false} slotHeight={64} eventDragInterval={15} />
      )}
      {view === 'day' && people !== undefined && (
        <ResourcesDayView
          key={drawn}
          {...shared}
          resources={people.map(({ id, name }) => ({ id, label: name }))}
          canDragEvent={() => false}
          minEventSize={120}
        />
      )}
    </div>
  );
}
