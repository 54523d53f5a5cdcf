import { describe, expect, it } from 'vitest';
import type { PhoneState } from '../../../shared/contract/phone.ts';
import { ACCOUNT } from '../testing/sample.ts';
import { lineState, secondsUntil } from './line-state.ts';

const phone = (registration?: PhoneState['registration']): PhoneState => ({
  attached: true,
  devices: [],
  microphone: 'granted',
  ...(registration ? { registration } : {}),
});

describe('lineState', () => {
  it('says what the phone said of the account in use', () => {
    expect(lineState([ACCOUNT], phone({ accountId: ACCOUNT.id, state: 'registered' }))).toEqual({
      kind: 'registered',
    });
  });

  it('is never more hopeful than what is known of this very account', () => {
    expect(lineState([ACCOUNT], phone({ accountId: 'another', state: 'registered' })).kind).toBe(
      'connecting',
    );
    expect(lineState([ACCOUNT], phone()).kind).toBe('connecting');
    expect(lineState([ACCOUNT], { ...phone(), attached: false }).kind).toBe('noPhone');
    expect(lineState([{ ...ACCOUNT, active: false }], phone()).kind).toBe('noAccount');
  });

  it('keeps the reason of a refusal and the next attempt', () => {
    const refused = {
      accountId: ACCOUNT.id,
      state: 'refused',
      problem: 'wrongPassword',
      sipCode: 403,
      retryAt: 5000,
    } as const;
    expect(lineState([ACCOUNT], phone(refused))).toEqual({
      kind: 'refused',
      problem: 'wrongPassword',
      sipCode: 403,
      retryAt: 5000,
    });
  });
});

describe('secondsUntil', () => {
  it('rounds up, and ends with the attempt', () => {
    expect(secondsUntil(10_400, 10_000)).toBe(1);
    expect(secondsUntil(10_000, 10_000)).toBeUndefined();
    expect(secondsUntil(undefined, 10_000)).toBeUndefined();
  });
});
