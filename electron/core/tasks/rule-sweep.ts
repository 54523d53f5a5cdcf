import type { Repositories } from '../../../db/repositories/index.ts';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { addDays, dayOf, daySpan } from '../../../shared/domain/schedule/day.ts';
import { birthdaysOn, daysInSight } from '../../../shared/domain/schedule/occasion.ts';

/** A customer and the day that a rule is about: end of contract, birthday, day of the last talk. */
export interface Found {
  readonly contactId: string;
  readonly name: string;
  readonly responsibleId?: string | undefined;
  readonly fact: string;
}

/** Customers that are read in one step: some milliseconds, between two of which everybody else has their turn. */
export const PAGE = 200;

type Occasions = Repositories['occasions'];

/** All customers of whom a rule may have to speak today, page by page; each page is one short read. */
export function* candidates(
  occasions: Occasions,
  rule: ReminderRule,
  { today, zone }: { readonly today: string; readonly zone: string },
): Generator<Found[]> {
  const { from, to } = daysInSight(rule, today);
  switch (rule.kind) {
    case 'contractEnd':
      yield* pages({ day: from, id: '' }, (after) => {
        const page = occasions.contractEnds(after, to, PAGE);
        const last = page.at(-1);
        return { page, after: last && { day: last.fact, id: last.contactId } };
      });
      return yield* pages({ day: from, id: '' }, (after) => {
        const page = occasions.signedEnds(after, to, PAGE);
        const last = page.at(-1);
        return { page, after: last && { day: last.fact, id: last.contractId } };
      });
    case 'birthday':
      for (let day = from; day <= to; day = addDays(day, 1)) {
        for (const monthDay of birthdaysOn(day)) {
          yield* pages('', (after) => {
            const page = occasions.birthdays(monthDay, after, PAGE);
            return { page, after: page.at(-1)?.contactId };
          });
        }
      }
      return;
    case 'noContact': {
      const end = daySpan(to, zone).to;
      return yield* pages({ at: daySpan(from, zone).from, id: '' }, (after) => {
        const talks = occasions.lastTalks(after, end, PAGE);
        const last = talks.at(-1);
        return {
          page: talks.map(({ lastTalkAt, ...found }) => ({ ...found, fact: dayOf(lastTalkAt, zone) })),
          after: last && { at: last.lastTalkAt, id: last.callId },
        };
      });
    }
  }
}

function* pages<A>(
  start: A,
  read: (after: A) => { page: Found[]; after: A | undefined },
): Generator<Found[]> {
  for (let next: A | undefined = start; next !== undefined; ) {
    const { page, after }: { page: Found[]; after: A | undefined } = read(next);
    if (page.length > 0) yield page;
    next = page.length < PAGE ? undefined : after;
  }
}
