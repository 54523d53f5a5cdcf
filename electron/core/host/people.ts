import { v7 as uuid } from 'uuid';
import { auditHandlers } from '../audit/handlers.ts';
import { createTrail } from '../audit/trail.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import { createUsersDomain, type UsersOptions } from '../users/users.ts';
import type { Log } from './log.ts';

/** Who works here, and the book in which it stands what they did. */
export function createPeople(
  options: Omit<UsersOptions, 'calls' | 'newId'> & { readonly live: LiveCalls; readonly log: Log },
) {
  const { db, repositories, live, now, log } = options;
  const users = createUsersDomain({
    ...options,
    newId: uuid,
    calls: () => live.list().flatMap(({ call }) => (call.endedAt === undefined ? [call] : [])),
  });
  const trail = createTrail({ db, audit: repositories.audit, now, log: log.child({ part: 'audit' }) });
  return {
    seat: users.seat,
    trail,
    callsChanged: users.callsChanged,
    handlers: { ...users.handlers, ...auditHandlers({ repositories, trail, now }) },
    stop(): void {
      trail.stop();
      users.stop();
    },
  };
}

export type People = ReturnType<typeof createPeople>;
