import { describe, expect, it } from 'vitest';
import { afterFailure, type History, refreshDelay, retryDelay } from './reconnect-policy.ts';

const history = (attempts: number, refusals = 0, some: Partial<History> = {}): History => ({
  attempts,
  refusals,
  hasBeenRegistered: false,
  inCall: false,
  ...some,
});

describe('reconnecting', () => {
  it('waits longer and longer, half of it by chance, and never over 30 s', () => {
    const shortest = [1, 2, 3, 4, 5, 6, 7, 8, 50, 10_000].map((attempt) => retryDelay(attempt, 0));
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 50, 10_000].map((attempt) => retryDelay(attempt, 0.999999));
    expect(shortest).toEqual([100, 300, 600, 1200, 2400, 4800, 9600, 15_000, 15_000, 15_000]);
    expect(longest).toEqual([300, 600, 1200, 2400, 4800, 9600, 19_200, 30_000, 30_000, 30_000]);
  });

  it('renews at half of what was granted', () => {
    expect(refreshDelay(120)).toBe(60_000);
    expect(refreshDelay(1)).toBe(5_000);
  });

  it('gives up on a wrong password at the second refusal, so that the account is not locked', () => {
    const refused = { kind: 'status', status: 401 } as const;
    expect(afterFailure(refused, history(1, 1), 0)).toMatchObject({
      step: 'retry',
      problem: 'wrongPassword',
    });
    expect(afterFailure(refused, history(2, 2), 0)).toEqual({
      step: 'giveUp',
      problem: 'wrongPassword',
      sipCode: 401,
    });
  });

  it('goes on for ever when the PBX is away or in trouble', () => {
    expect(afterFailure({ kind: 'unreachable' }, history(500), 0.5)).toMatchObject({
      step: 'retry',
      problem: 'pbxUnreachable',
    });
    expect(afterFailure({ kind: 'status', status: 503 }, history(500), 0.5)).toMatchObject({
      step: 'retry',
      problem: 'pbxRefused',
      sipCode: 503,
    });
  });

  it('is never longer than a second away from customers on the line', () => {
    for (const attempt of [1, 2, 3, 10, 500])
      expect(retryDelay(attempt, 0.999, true)).toBeLessThanOrEqual(1_000);
  });

  it('says "refused" and goes on slowly where the same password was good before', () => {
    const refused = { kind: 'status', status: 403 } as const;
    const known = { hasBeenRegistered: true };
    expect(afterFailure(refused, history(2, 2, known), 0)).toEqual({
      step: 'retry',
      refused: true,
      delay: 5_000,
      problem: 'wrongPassword',
      sipCode: 403,
    });
    expect(afterFailure(refused, history(50, 50, known), 0)).toMatchObject({ delay: 150_000 });
  });

  it('waits for as long as the PBX asks', () => {
    const busy = { kind: 'status', status: 503, retryAfterSec: 20 } as const;
    expect(afterFailure(busy, history(1), 0.5)).toMatchObject({ step: 'retry', delay: 20_250 });
  });

  it('does not try an address that is none', () => {
    expect(afterFailure({ kind: 'badAddress' }, history(1), 0)).toEqual({
      step: 'giveUp',
      problem: 'pbxAddressInvalid',
    });
  });
});
