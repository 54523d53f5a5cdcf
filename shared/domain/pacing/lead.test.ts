import { describe, expect, it } from 'vitest';
import { builtInOutcomes, type Consequences } from '../outcome/outcome.ts';
import { DEFAULT_RULES, type Lead } from './campaign.ts';
import { isUnderWay, type LeadEvent, type LeadSetting, leadAfter } from './lead.ts';

const MINUTE = 60_000;
const T = Date.UTC(2026, 10, 26, 9);
const NUMBERS = ['+380441111111', '+380442222222', '+380443333333'];
const [FIRST = '', SECOND = ''] = NUMBERS;
const SETTING: LeadSetting = { rules: DEFAULT_RULES, numbers: NUMBERS };
const LEASE = { token: 't1', agentId: 'olena', until: T + 5 * MINUTE };

const meaning = new Map(builtInOutcomes().map(({ key, consequences }) => [key, consequences]));
const of = (key: string): Consequences => {
  const found = meaning.get(key);
  if (found === undefined) throw new Error(key);
  return found;
};

type Step = LeadEvent extends infer E
  ? E extends LeadEvent
    ? Omit<E, 'at'> & { at?: number }
    : never
  : never;
const LEAD: Lead = {
  id: 'l',
  campaignId: 'c',
  contactId: 'k',
  state: 'waiting',
  priority: 0,
  position: 0,
  attempts: 0,
};

const become = (steps: Step[], lead = LEAD, setting = SETTING): Lead =>
  steps.reduce<Lead>((now, step) => leadAfter(now, { at: T, ...step } as LeadEvent, setting), lead);

const claimed: Step = { kind: 'claimed', lease: LEASE };
const released: Step = { kind: 'released', token: 't1' };
const dialling = (callId = 'call'): Step => ({ kind: 'dialling', token: 't1', callId });
const talked = (callId = 'call'): Step => ({ kind: 'talked', callId });
const settled = (
  outcome: string,
  more: { callId?: string; number?: string; promiseAt?: number } = {},
): Step => ({
  kind: 'settled',
  callId: 'call',
  outcome,
  consequences: of(outcome),
  ...more,
});

describe('a reservation', () => {
  it('is of one at a time', () => {
    const mine = become([claimed]);
    expect(mine).toMatchObject({ state: 'claimed', lease: LEASE });
    expect(become([{ kind: 'claimed', lease: { ...LEASE, token: 't2', agentId: 'ivan' } }], mine)).toBe(mine);
  });

  it('is given back only by who holds it, and ends when its time is over', () => {
    const mine = become([claimed]);
    expect(become([{ kind: 'released', token: 't2' }], mine)).toBe(mine);
    expect(become([released], mine)).toEqual(LEAD);
    expect(become([{ kind: 'leaseRanOut', at: LEASE.until - 1 }], mine)).toBe(mine);
    expect(become([{ kind: 'leaseRanOut', at: LEASE.until }], mine)).toEqual(LEAD);
  });

  it('is made longer, never shorter', () => {
    const renewed = become([claimed, { kind: 'renewed', token: 't1', until: LEASE.until + MINUTE }]);
    expect(renewed.lease?.until).toBe(LEASE.until + MINUTE);
    expect(become([{ kind: 'renewed', token: 't1', until: 0 }], renewed).lease?.until).toBe(
      LEASE.until + MINUTE,
    );
    expect(become([{ kind: 'renewed', token: 't2', until: 1 }], renewed)).toBe(renewed);
  });

  it('put off comes back at its time', () => {
    expect(become([claimed, { kind: 'skipped', token: 't1', until: T + MINUTE }])).toEqual({
      ...LEAD,
      nextAt: T + MINUTE,
    });
  });
});

describe('an attempt', () => {
  it('counts when it begins, and not when the phone did not take it', () => {
    const dialled = become([claimed, dialling()]);
    expect(dialled).toMatchObject({ attempts: 1, callId: 'call', lastAttemptAt: T });
    expect(isUnderWay(dialled)).toBe(true);
    expect(become([{ kind: 'notDialled', callId: 'call' }], dialled)).toEqual(become([claimed]));
  });

  it('needs the reservation, and no other attempt under way', () => {
    expect(become([dialling()])).toEqual(LEAD);
    const dialled = become([claimed, dialling()]);
    expect(become([dialling('second')], dialled)).toBe(dialled);
  });

  it.each([
    ['busy', 15, FIRST],
    ['noAnswer', 240, SECOND],
    ['declined', 240, FIRST],
    ['failed', 30, SECOND],
  ] as const)('that ends %s comes again after %i minutes', (cause, minutes, nextNumber) => {
    const ended: Step = { kind: 'endedWithoutTalk', callId: 'call', cause, number: FIRST };
    const lead = become([claimed, dialling(), ended, released]);
    expect(lead).toMatchObject({
      state: 'waiting',
      lastResult: cause,
      nextAt: T + minutes * MINUTE,
      nextNumber,
      attempts: 1,
    });
    expect(lead.lease).toBeUndefined();
  });

  it('ends the prospect when it was the last that the list allows', () => {
    const rules = { ...DEFAULT_RULES, maxAttempts: 1 };
    const ended: Step = { kind: 'endedWithoutTalk', callId: 'call', cause: 'busy', number: FIRST };
    expect(become([claimed, dialling(), ended, released], LEAD, { ...SETTING, rules })).toMatchObject({
      state: 'done',
      end: 'exhausted',
      lastResult: 'busy',
    });
  });

  it('whose end nobody told is a failed one when the reservation is over', () => {
    const lost = become([claimed, dialling(), { kind: 'leaseRanOut', at: LEASE.until }]);
    expect(lost).toMatchObject({ state: 'waiting', lastResult: 'failed', nextAt: LEASE.until + 30 * MINUTE });
  });

  it('that was a talk has reached them, whatever is said of it or not', () => {
    expect(become([claimed, dialling(), talked(), released])).toMatchObject({
      state: 'done',
      end: 'reached',
    });
  });
});

describe('an outcome', () => {
  const talk = become([claimed, dialling(), talked()]);

  it.each([
    ['agreed', 'agreed'],
    ['order', 'agreed'],
    ['refused', 'refused'],
    ['question', 'reached'],
    ['doNotCall', 'doNotCall'],
  ])('%s ends it as %s', (outcome, end) => {
    expect(become([settled(outcome), released], talk)).toMatchObject({
      state: 'done',
      end,
      lastResult: outcome,
    });
  });

  it('takes effect when the prospect is given back, and nobody gets it before', () => {
    const open = become([settled('agreed')], talk);
    expect(open).toMatchObject({ state: 'claimed', end: 'agreed', lease: LEASE });
    expect(become([dialling('again')], open)).toBe(open);
  });

  it('said during the talk stays when the talk ends', () => {
    const early = become([claimed, dialling(), settled('voicemail'), talked(), released]);
    expect(early).toMatchObject({ state: 'waiting', lastResult: 'voicemail', nextAt: T + 24 * 60 * MINUTE });
  });

  it('callback waits for the promise, or a day', () => {
    expect(become([settled('callback', { promiseAt: T + 5 }), released], talk)).toMatchObject({
      state: 'waiting',
      nextAt: T + 5,
      attempts: 1,
    });
    expect(become([settled('callback'), released], talk).nextAt).toBe(T + 24 * 60 * MINUTE);
  });

  it('wrong number goes on to the next one, and ends when there is none', () => {
    const wrong = become([settled('wrongNumber', { number: FIRST }), released], talk);
    expect(wrong).toMatchObject({ state: 'waiting', nextNumber: SECOND, nextAt: T });
    const useless = new Set([SECOND, NUMBERS[2] ?? '']);
    expect(
      become([settled('wrongNumber', { number: FIRST }), released], talk, { ...SETTING, useless }),
    ).toMatchObject({ state: 'done', end: 'unreachable' });
  });

  it('said again corrects it, and counts no further attempt', () => {
    const given = become([settled('refused'), released], talk);
    const corrected = become([{ ...settled('callback', { promiseAt: T + 9 }), at: T + 60 * MINUTE }], given);
    expect(corrected).toMatchObject({ state: 'waiting', nextAt: T + 9, attempts: 1, lastResult: 'callback' });
    expect(corrected.end).toBeUndefined();
    const again = become([settled('callback', { promiseAt: T + 9 })], corrected);
    expect(again).toEqual(corrected);
  });

  it('taken back leaves what the talk alone left, also where it waited for a promise', () => {
    const unsettled: Step = { kind: 'unsettled', callId: 'call', left: 'answered' };
    const plain = become([released], talk);
    for (const outcome of ['callback', 'agreed', 'wrongNumber']) {
      const given = become([settled(outcome, { promiseAt: T + 9 }), released], talk);
      expect(become([unsettled], given)).toMatchObject({
        state: 'done',
        end: 'reached',
        lastResult: 'answered',
      });
      expect(become([unsettled, released], become([settled(outcome)], talk))).toEqual(plain);
    }
    const removed = become([settled('voicemail'), released, { kind: 'removed' }], talk);
    expect(become([unsettled], removed)).toBe(removed);
    expect(become([{ ...unsettled, callId: 'older' }], plain)).toBe(plain);
  });

  it('taken back of a failed attempt leaves the retry that the failure asked for', () => {
    const busy: Step = { kind: 'endedWithoutTalk', callId: 'call', cause: 'busy', number: FIRST };
    const failed = become([claimed, dialling(), busy, released]);
    const given = become([{ ...settled('refused'), at: T + 60 * MINUTE }], failed);
    expect(given.state).toBe('done');
    expect(become([{ kind: 'unsettled', callId: 'call', left: 'busy', number: FIRST }], given)).toEqual(
      failed,
    );
  });

  it('of an older call than the last one changes nothing', () => {
    const lead = become([settled('callback', { promiseAt: T }), released, claimed, dialling('second')], talk);
    expect(become([settled('refused')], lead)).toBe(lead);
  });

  it('beyond the last attempt leaves the promise without the list', () => {
    const rules = { ...DEFAULT_RULES, maxAttempts: 1 };
    const setting = { ...SETTING, rules };
    expect(become([settled('callback', { promiseAt: T + 5 }), released], talk, setting)).toMatchObject({
      state: 'done',
      end: 'reached',
    });
    expect(become([settled('voicemail'), released], talk, setting)).toMatchObject({ end: 'exhausted' });
  });
});

describe('what happens around it', () => {
  it('a customer who calls in is reached, reserved or not, and the attempt of the moment is forgotten', () => {
    for (const before of [LEAD, become([claimed]), become([claimed, dialling()])]) {
      const lead = become([{ kind: 'calledIn', callId: 'inbound' }], before);
      expect(lead).toMatchObject({ state: 'done', end: 'reached', lastResult: 'calledIn' });
      expect(lead.lease).toBeUndefined();
      expect(become([talked(), released], lead)).toBe(lead);
    }
    const called = become([{ kind: 'calledIn', callId: 'inbound' }]);
    expect(become([settled('callback', { callId: 'inbound', promiseAt: T + 7 })], called)).toMatchObject({
      state: 'waiting',
      nextAt: T + 7,
    });
  });

  it('one who may not be called gets a time or an end', () => {
    const forbidden = (
      because: 'outsideHours' | 'doNotCallNumber' | 'noConsent' | 'maxAttempts',
      until?: number,
    ) => become([{ kind: 'forbidden', because, until }]);
    expect(forbidden('outsideHours', T + 5)).toEqual({ ...LEAD, nextAt: T + 5 });
    expect(forbidden('noConsent')).toEqual({ ...LEAD, nextAt: T + 24 * 60 * MINUTE });
    expect(forbidden('doNotCallNumber')).toMatchObject({ state: 'done', end: 'doNotCall' });
    expect(forbidden('maxAttempts')).toMatchObject({ state: 'done', end: 'exhausted' });
    expect(become([claimed, { kind: 'forbidden', because: 'noConsent' }])).toEqual(become([claimed]));
  });

  it('one taken out of the list comes back as it was', () => {
    const out = become([{ kind: 'removed', why: 'contactDeleted' }]);
    expect(out).toMatchObject({ state: 'done', end: 'removed', lastResult: 'contactDeleted' });
    expect(become([{ kind: 'restored' }], out)).toEqual(LEAD);
    const talk = become([claimed, dialling(), { kind: 'removed' }]);
    expect(become([settled('agreed')], talk)).toBe(talk);
  });
});
