import type { Task } from '../../../shared/contract/contacts.ts';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { addDays, dayOf, wallClock } from '../../../shared/domain/schedule/day.ts';
import { dayLoads } from '../../../shared/domain/schedule/load.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';

const ZONE = sample.SETTINGS.zone;
const TITLES = [
  'Send the offer for 1,000 pieces',
  'Обсудить продление договора',
  'Узгодити дату поставки',
  'Ask whether the samples came',
  'Перезвонить насчёт счёта № 2026/114-К и условий отсрочки платежа',
  'Congratulate',
] as const;
const NAMES = ['Anna Petrova', 'Виктор Лебедев', 'Оксана Мельник', 'Marta Weber'] as const;
const TIMES = ['09:00', '09:10', '10:30', '11:00', '13:15', '14:00', '15:45', '16:30'] as const;

/** A week that somebody has filled: some days hold more than can be kept, some customers live by another clock. */
function week(now: number): Task[] {
  const today = dayOf(now, ZONE);
  return Array.from({ length: 12 }, (_, n) => addDays(today, n - 5)).flatMap((day, d) =>
    TIMES.slice(0, 3 + ((d * 5) % 6)).map((time, n): Task => {
      const dueAt = wallClock(day, time, ZONE);
      const person = (d + n) % 3 === 0 ? sample.COLLEAGUE : sample.ME;
      return {
        ...sample.TASK,
        id: sample.id(70_000 + d * 10 + n),
        title: TITLES[(d + n) % TITLES.length] ?? '',
        contactName: NAMES[(d * 2 + n) % NAMES.length],
        dueAt,
        minutes: n % 3 === 0 ? 45 : 10,
        zone: n % 4 === 1 ? 'Asia/Yekaterinburg' : ZONE,
        assigneeId: person.id,
        assigneeName: person.name,
        state: dueAt < now - 3_600_000 ? 'done' : 'open',
        postponements: n % 3,
      };
    }),
  );
}

const RULES: readonly ReminderRule[] = [
  {
    id: sample.id(80_001),
    version: 1,
    kind: 'contractEnd',
    days: 30,
    title: 'Talk to {{contact.name}} about the renewal',
    time: '09:30',
    enabled: true,
  },
  {
    id: sample.id(80_002),
    version: 1,
    kind: 'birthday',
    days: 1,
    title: 'Congratulate {{contact.name}}',
    time: '10:00',
    enabled: false,
  },
];

/** Answers about the plan, the rules and the feed. */
export function planHandlers(changed: (id: string) => { id: string; changeId: string }): FakeHandlers {
  const tasks = week(Date.now());
  const mine = (task: Task, assigneeId: string = sample.ME.id) => task.assigneeId === assigneeId;
  let url: string | undefined;
  return {
    'tasks.between': ({ from, to, assigneeId }) =>
      tasks.filter(
        (task) =>
          task.dueAt >= from && task.dueAt < to && (assigneeId === undefined || mine(task, assigneeId)),
      ),
    'tasks.load': ({ days, assigneeId }) => {
      const limit = sample.SETTINGS.dayLoadLimit;
      const planned = tasks.filter((task) => mine(task, assigneeId));
      return { limit, days: dayLoads(planned, days, { zone: ZONE, limit }) };
    },
    'tasks.update': ({ id }) => changed(id),
    'tasks.remove': ({ id }) => changed(id),
    'tasks.rules': () => [...RULES],
    'tasks.saveRule': ({ id = sample.id(80_003) }) => changed(id),
    'tasks.removeRule': ({ id }) => changed(id),
    'tasks.feed': () => (url === undefined ? {} : { url }),
    'tasks.setFeed': ({ on }) => {
      url = on ? 'http://127.0.0.1:41234/calendar/8mJk3vQnZ0yXt5wLr2sPq7bFh1dGc9aE.ics' : undefined;
      return { done: true };
    },
  };
}
