import { createHash } from 'node:crypto';
import type { Logins } from '../../../db/repositories/users/logins.ts';
import { Failure } from '../../../shared/contract/failure.ts';

/** Slips of the finger that cost nothing. */
const FREE = 5;
const FIRST_WAIT_MS = 30_000;
/** Bounded, so that nobody can keep a colleague out for longer than a break. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** Names that nobody has: remembered all the same, so that they look like the others. */
const MOST_UNKNOWN = 1_000;

/** How long to wait after so many wrong ones in a row, ms: 30 s from the fifth, then twice as long each time. */
export const waitAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE), LONGEST_WAIT_MS);

interface Count {
  readonly failures: number;
  readonly waitUntil: number;
}

const NONE: Count = { failures: 0, waitUntil: 0 };

/**
 * Wrong passwords make the next try wait. Counted by person and not by machine, so that logging in under one's own name in
 * between gives nobody more guesses at another's; kept in the base, so that a restart does not either.
 */
export function createLockout(logins: Pick<Logins, 'credential' | 'failed'>, now: () => number) {
  const unknown = new Map<string, Count>();
  const keyOf = (name: string) => createHash('sha256').update(name.trim().toLowerCase()).digest('hex');
  const of = (userId: string | undefined, name: string): Count =>
    (userId === undefined ? unknown.get(keyOf(name)) : logins.credential(userId)) ?? NONE;

  return {
    /** @throws Failure `loginWait` (params: seconds), also for the right password */
    check(userId: string | undefined, name: string): void {
      // A clock that was set back must not lock anybody out for years.
      const ms = Math.min(of(userId, name).waitUntil - now(), LONGEST_WAIT_MS);
      if (ms > 0) throw new Failure('loginWait', { seconds: Math.ceil(ms / 1000) });
    },
    failed(userId: string | undefined, name: string): void {
      const failures = of(userId, name).failures + 1;
      const waitUntil = now() + waitAfter(failures);
      if (userId !== undefined) {
        logins.failed(userId, failures, waitUntil);
        return;
      }
      const key = keyOf(name);
      unknown.delete(key);
      unknown.set(key, { failures, waitUntil });
      const [oldest] = unknown.keys();
      if (unknown.size > MOST_UNKNOWN && oldest !== undefined) unknown.delete(oldest);
    },
    right(userId: string): void {
      logins.failed(userId, 0, 0);
    },
  };
}
