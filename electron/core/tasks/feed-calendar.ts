import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Task } from '../../../shared/contract/contacts.ts';
import { knownZone } from '../../../shared/domain/schedule/day.ts';

/**
 * Open promises as an iCalendar (RFC 5545). Times are moments in UTC: a calendar shows them by the clocks of whoever
 * reads it, also over a change of clocks, and no table of zones has to be right for it. The customer's own clock, where
 * it differs from the workplace's, stands in the description.
 */
export function feedCalendar(
  tasks: readonly Task[],
  { zone, name, at }: { readonly zone: string; readonly name: string; readonly at: number },
): string {
  const calendar = ical({
    prodId: { company: 'Ringdesk', product: 'Promises', language: 'EN' },
    name: plain(name),
    method: ICalCalendarMethod.PUBLISH,
    // Programs that heed it ask again so often, seconds.
    ttl: 15 * 60,
    x: [['X-WR-TIMEZONE', knownZone(zone)]],
  });
  for (const task of tasks) {
    const summary = plain([task.contactName, task.title].filter(Boolean).join(': '));
    const event = calendar.createEvent({
      // The promise's own id, so that a change moves the entry and makes no second one.
      id: `${task.id}@ringdesk`,
      sequence: task.version,
      stamp: utc(at),
      start: utc(task.dueAt),
      end: utc(task.dueAt + task.minutes * 60_000),
      summary,
      description: plain([task.phone, theirClock(task, zone)].filter(Boolean).join('\n')),
    });
    event.createAlarm({ type: ICalAlarmType.display, trigger: 0, description: summary });
  }
  return calendar.toString();
}

const utc = (at: number): Date => new Date(at);

function theirClock(task: Task, zone: string): string | undefined {
  const theirs = DateTime.fromMillis(task.dueAt, { zone: knownZone(task.zone) });
  const ours = DateTime.fromMillis(task.dueAt, { zone: knownZone(zone) });
  return theirs.offset === ours.offset ? undefined : `${theirs.toFormat('HH:mm')} ${task.zone}`;
}

/** Titles are people's text: what no calendar can show is a blank. */
const plain = (text: string): string => text.replaceAll(/(?!\n)[\p{Cc}\u2028\u2029]/gu, ' ');
