import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { EventName } from '../../../shared/contract/index.ts';
import type { Session } from '../host/session.ts';
import type { Seat } from './seat.ts';

/** What a desk must hear to show that somebody may come in, in his language. */
const FOR_ALL: ReadonlySet<EventName> = new Set(['session.changed', 'settings.changed', 'system.problem']);

/**
 * Events are for who sits here. At a locked screen only the shell goes on hearing of calls, so that they can be answered by
 * its keys, and it hears the number alone: the customer's name is behind the password.
 *
 * @returns what this satellite hears, `undefined` for nothing
 */
export function heard(seat: Seat, session: Session, event: EventName, payload: unknown): unknown {
  if (!seat.asked() || FOR_ALL.has(event)) return payload;
  const shell = session.role === 'shell';
  if (!seat.taken() || !(shell || seat.isIn(session))) return undefined;
  if (!seat.locked()) return payload;
  if (!shell) return undefined;
  if (event === 'calls.changed') return withoutNames(payload as LiveCall);
  return event === 'phone.changed' ? payload : undefined;
}

function withoutNames({ call }: LiveCall): LiveCall {
  const { contactId, contactName, organisationName, ...rest } = call;
  return {
    call: {
      ...rest,
      remote: { ...call.remote, displayName: '' },
      identity: { ...call.identity, matches: [] },
      note: '',
    },
  };
}
