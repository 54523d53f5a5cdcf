import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import { directoryHandlers } from './directory-handlers.ts';
import { createIdleLock } from './idle-lock.ts';
import { createLogin } from './login.ts';
import { createSeat, type SeatOptions } from './seat.ts';
import { createSessionHandlers } from './session-handlers.ts';

export interface UsersOptions extends Omit<SeatOptions, 'repositories'> {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  /** On the line now. */
  readonly calls: () => readonly CallView[];
}

const LOCK = 'users.lockMinutes';
/** As long as a break at most; PCI DSS 8.2.8 asks for no more. */
const USUAL_LOCK_MINUTES = 15;

export type UsersDomain = ReturnType<typeof createUsersDomain>;

/** Who works here: logging in and out, locking, and what an administrator decides about people. */
export function createUsersDomain(options: UsersOptions) {
  const { db, repositories, calls, now, newId } = options;
  const seat = createSeat(options);
  const login = createLogin({ repositories, now });
  const lock = {
    minutes(): number {
      const kept = repositories.settings.get(LOCK);
      return typeof kept === 'number' ? kept : USUAL_LOCK_MINUTES;
    },
    set: (minutes: number) => repositories.settings.set(LOCK, minutes),
  };
  const idle = createIdleLock({
    minutes: lock.minutes,
    now,
    talking: () => calls().length > 0,
    lock: () => seat.setLocked(true),
  });
  const session = createSessionHandlers({ repositories, seat, login, calls, moved: idle.moved });
  return {
    seat,
    handlers: {
      ...session.handlers,
      ...directoryHandlers({
        db,
        repositories,
        seat,
        lock,
        now,
        newId,
        needQuiet: session.needQuiet,
        onRenamed: options.onChanged,
        stateOf: session.state,
      }),
    },
    /** A call came or went: a locked screen has to show it. */
    callsChanged(): void {
      if (seat.locked()) options.onChanged();
    },
    stop: idle.stop,
  };
}
