import { describe, expect, it } from 'vitest';
import { afterFailure, refreshDelay, retryDelay } from './reconnect-policy.ts';

describe('reconnecting', () => {
  it('waits longer and longer, half of it by chance, and never over 30 s', () => {
    const shortest = [1, 2, 3, 4, 5, 6, 7, 8, 50, 10_000].map((attempt) => retryDelay(attempt, 0));
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 50, 10_000].map((attempt) => retryDelay(attempt, 0.999999));
    expect(shortest).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000]);
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  });

  it('renews at half of what was granted', () => {
    expect(refreshDelay(120)).toBe(60_000);
    expect(refreshDelay(1)).toBe(5_000);
  });

  it('gives up on a wrong password at the second refusal, so that the account is not locked', () => {
    const refused = { kind: 'status', status: 401 } as const;
    expect(afterFailure(refused, 1, 1, 0)).toMatchObject({ step: 'retry', problem: 'wrongPassword' });
    expect(afterFailure(refused, 2, 2, 0)).toEqual({
      step: 'giveUp',
      problem: 'wrongPassword',
      sipCode: 401,
    });
  });

  it('goes on for ever when the PBX is away or in trouble', () => {
    expect(afterFailure({ kind: 'unreachable' }, 500, 0, 0.5)).toMatchObject({
      step: 'retry',
      problem: 'pbxUnreachable',
    });
    expect(afterFailure({ kind: 'status', status: 503 }, 500, 0, 0.5)).toMatchObject({
      step: 'retry',
      problem: 'pbxRefused',
      sipCode: 503,
    });
  });

  it('does not try an address that is none', () => {
    expect(afterFailure({ kind: 'badAddress' }, 1, 0, 0)).toEqual({
      step: 'giveUp',
      problem: 'pbxAddressInvalid',
    });
  });
});
