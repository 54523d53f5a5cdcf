import { describe, expect, it } from 'vitest';
import { type OwnCall, ownState } from './own-state.ts';

const call = (some: Partial<OwnCall>): OwnCall => ({
  state: 'talking',
  purpose: 'talk',
  startedAt: 1_000,
  wrapUp: 'none',
  with: 'Anna',
  ...some,
});
const AT_WORK = { reachable: true, doNotDisturb: false };

describe('who sits here', () => {
  it.each([
    ['free', [], AT_WORK],
    ['away', [], { ...AT_WORK, reachable: false }],
    ['away', [], { ...AT_WORK, doNotDisturb: true }],
    ['break', [], { ...AT_WORK, pausedFor: 'Lunch' }],
    ['ringing', [call({ state: 'ringing' })], { ...AT_WORK, pausedFor: 'Lunch' }],
    ['talking', [call({ state: 'ringing' }), call({ answeredAt: 2_000 })], AT_WORK],
    ['talking', [call({ state: 'held' }), call({ purpose: 'consult' })], AT_WORK],
    ['onHold', [call({ state: 'held', heldSince: 3_000 })], AT_WORK],
    ['wrapUp', [call({ state: 'ended', endedAt: 4_000, wrapUp: 'open' })], AT_WORK],
    ['free', [call({ state: 'ended', endedAt: 4_000, wrapUp: 'done' })], AT_WORK],
    ['ringing', [call({ state: 'ended', wrapUp: 'open' }), call({ state: 'ringing' })], AT_WORK],
  ] as const)('is %s', (state, calls, standing) => {
    expect(ownState(calls, standing).state).toBe(state);
  });

  it('has the time of the call, and the name of the other side', () => {
    expect(ownState([call({ answeredAt: 2_000, contactId: 'c1' })], AT_WORK)).toEqual({
      state: 'talking',
      since: 2_000,
      with: 'Anna',
      contactId: 'c1',
    });
    expect(ownState([call({ state: 'held', heldSince: 3_000, with: '' })], AT_WORK)).toEqual({
      state: 'onHold',
      since: 3_000,
    });
  });

  it('is as before while listening in on a colleague: such a call is nobody’s business', () => {
    expect(ownState([call({ purpose: 'service' })], AT_WORK)).toEqual({ state: 'free', since: 'kept' });
  });
});
