import { describe, expect, test } from 'vitest';
import { campaign, lead, NOT_BEFORE, NUMBERS, OFF, OFFER } from '../testing/sample-lists.ts';
import { isJoined, isOnOffer, NO_DIALER, nextFollows, offeredNumber, onDialer } from './dialer-model.ts';

const state = (change = {}) => onDialer(NO_DIALER, { ...OFFER, ...change });

describe('the number that is dialled', () => {
  test('is the first that may be', () => {
    const [mobile, work] = NUMBERS;
    const numbers = [{ ...mobile, verdict: NOT_BEFORE }, work] as typeof NUMBERS;
    expect(offeredNumber(state({ numbers }))?.number).toBe(work?.number);
  });

  test('is the first when none may be, so that its reason is shown', () => {
    const numbers = NUMBERS.map((number) => ({ ...number, verdict: NOT_BEFORE }));
    expect(offeredNumber(state({ numbers }))?.number).toBe(NUMBERS[0]?.number);
    expect(offeredNumber(state({ numbers: [] }))).toBeUndefined();
  });

  test('is the chosen one, and the choice is for one prospect only', () => {
    const chosen = { ...state(), chosenNumber: NUMBERS[1]?.number };
    expect(offeredNumber(chosen)).toBe(NUMBERS[1]);
    expect(offeredNumber(onDialer(chosen, OFFER))).toEqual(NUMBERS[1]);
    expect(offeredNumber(onDialer(chosen, { ...OFFER, lead: lead(7) }))).toEqual(NUMBERS[0]);
  });
});

test('somebody is on offer only before dialling', () => {
  expect(isOnOffer(OFFER)).toBe(true);
  expect(isOnOffer({ ...OFFER, stage: 'countdown' })).toBe(true);
  expect(isOnOffer({ ...OFFER, stage: 'dialing' })).toBe(false);
  expect(isOnOffer({ ...OFF, stage: 'offering' })).toBe(false);
  expect(isJoined(OFF)).toBe(false);
  expect(isJoined(undefined)).toBe(false);
});

test('the next one follows a call of the list, unless one chooses by hand or a break was asked for', () => {
  const call = { leadId: lead(0).id };
  expect(nextFollows(OFFER, call)).toBe(true);
  expect(nextFollows(OFFER, {})).toBe(false);
  expect(nextFollows(OFF, call)).toBe(false);
  expect(nextFollows({ ...OFFER, pausesNext: true }, call)).toBe(false);
  expect(nextFollows({ ...OFFER, campaign: campaign(1, { pace: 'manual' }) }, call)).toBe(false);
});
