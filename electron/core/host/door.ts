import type { Repositories } from '../../../db/repositories/index.ts';
import { requests } from '../../../shared/contract/index.ts';
import { traceOf } from '../audit/trace.ts';
import type { Trail } from '../audit/trail.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import { createGuard } from '../rights/guard.ts';
import type { Seat } from '../users/seat.ts';
import { heard } from '../users/veil.ts';
import { type CoreHandlers, createDispatch } from './dispatch.ts';
import { createHub, type Hub } from './hub.ts';
import type { Log } from './log.ts';

/** The door with its guard and its book: who may, and what was done. */
export function createDoor(options: {
  readonly handlers: CoreHandlers;
  readonly repositories: Pick<Repositories, 'ownersOf'>;
  readonly live: LiveCalls;
  readonly seat: Seat;
  readonly trail: Trail;
  readonly log: Log;
}): Hub {
  const { handlers, repositories, live, seat, trail, log } = options;
  const guard = createGuard({
    ownersOf: repositories.ownersOf,
    // Whoever is on the line with a customer has to see him, and until the call is written up.
    inHand: (kind, id) => kind === 'contact' && live.list().some(({ call }) => call.contactId === id),
  });
  const dispatch = createDispatch({
    handlers,
    guard,
    askerOf: seat.asker,
    granted(name, input, answer) {
      const trace = traceOf(name, requests[name], input as Readonly<Record<string, unknown>>, answer);
      if (trace) trail.add(trace, seat.personId());
    },
    refused: (name) =>
      trail.add({ kind: 'refused', action: name, subject: 'request', detail: {} }, seat.personId()),
    log,
  });
  return createHub(dispatch, (session, event, payload) => heard(seat, session, event, payload));
}
