import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, type Hours, type PacingRules } from './campaign.ts';
import { type DialQuestion, mayDial } from './may-dial.ts';
import { isZone, wallTime } from './zone-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Thursday, 11:00 in Kyiv. */
const NOON = Date.UTC(2026, 10, 26, 9);

const every = (hours: Hours): PacingRules['hours'] => [hours, hours, hours, hours, hours, hours, hours];

const asked = (fields: Partial<DialQuestion> = {}, rules: Partial<PacingRules> = {}): DialQuestion => ({
  now: NOON,
  rules: { ...DEFAULT_RULES, ...rules },
  state: 'running',
  hasNumber: true,
  doNotCall: { number: false, customer: false },
  zone: 'Europe/Kyiv',
  holidays: new Map(),
  attempts: 0,
  attemptsOfNumber: [],
  ...fields,
});

const local = (iso: string): number => Date.parse(iso);
const no = (because: string, until?: string, detail?: string) => ({
  allowed: false,
  because,
  ...(until === undefined ? {} : { until: local(until) }),
  ...(detail === undefined ? {} : { detail }),
});

describe('what no time changes', () => {
  it.each([
    ['doNotCallNumber', { doNotCall: { number: true, customer: true } }, {}],
    ['doNotCallCustomer', { doNotCall: { number: false, customer: true } }, {}],
    ['noConsent', { consent: 'refused' }, {}],
    ['noConsent', {}, { needsConsent: true }],
    ['noNumber', { hasNumber: false }, {}],
    ['campaignNotRunning', { state: 'paused' }, {}],
  ] as const)('%s', (because, fields, rules) => {
    expect(mayDial(asked(fields, rules))).toEqual(no(because));
  });

  it('stops at the limit of attempts, and says how many they were', () => {
    expect(mayDial(asked({ attempts: 6 }))).toEqual(no('maxAttempts', undefined, '6'));
    expect(mayDial(asked({ attempts: 5 }))).toEqual({ allowed: true });
  });

  it('asks without a list only what holds for every call', () => {
    const stranger = { rules: undefined, state: undefined, now: local('2026-11-29T03:00+02:00') };
    expect(mayDial(asked(stranger))).toEqual({ allowed: true });
    expect(mayDial(asked({ ...stranger, doNotCall: { number: true, customer: false } }))).toEqual(
      no('doNotCallNumber'),
    );
    expect(mayDial(asked({ ...stranger, consent: 'refused' }))).toEqual(no('noConsent'));
  });
});

describe('hours on the clock of the customer', () => {
  it('begin and end to the minute', () => {
    const at = (iso: string) => mayDial(asked({ now: local(iso) }));
    expect(at('2026-11-26T08:59:59.999+02:00')).toEqual(
      no('outsideHours', '2026-11-26T09:00+02:00', '08:59'),
    );
    expect(at('2026-11-26T09:00+02:00')).toEqual({ allowed: true });
    expect(at('2026-11-26T19:59:59.999+02:00')).toEqual({ allowed: true });
    expect(at('2026-11-26T20:00+02:00')).toEqual(no('outsideHours', '2026-11-27T09:00+02:00', '20:00'));
  });

  it('go over the weekend', () => {
    expect(mayDial(asked({ now: local('2026-11-27T20:30+02:00') }))).toEqual(
      no('outsideHours', '2026-11-30T09:00+02:00', '20:30'),
    );
    expect(mayDial(asked({ now: local('2026-11-28T12:00+02:00') }))).toEqual(
      no('restDay', '2026-11-30T09:00+02:00'),
    );
  });

  it('are those of the place, not of the firm', () => {
    const verdict = (zone: string) => mayDial(asked({ zone }));
    expect(verdict('Europe/Kyiv')).toEqual({ allowed: true });
    expect(verdict('Asia/Vladivostok')).toEqual({ allowed: true });
    expect(verdict('America/New_York')).toEqual(no('outsideHours', '2026-11-26T09:00-05:00', '04:00'));
    expect(verdict('Pacific/Auckland')).toEqual(no('outsideHours', '2026-11-27T09:00+13:00', '22:00'));
  });

  it('rest on a holiday, and on the next one', () => {
    const holidays = new Map([
      ['2026-11-26', 'First'],
      ['2026-11-27', 'Second'],
    ]);
    expect(mayDial(asked({ holidays }))).toEqual(no('holiday', '2026-11-30T09:00+02:00', 'First'));
    expect(mayDial(asked({ holidays }, { restOnHolidays: false }))).toEqual({ allowed: true });
  });

  it('say nothing of a time when no day of the week is open', () => {
    expect(mayDial(asked({}, { hours: every(null) }))).toEqual(no('restDay'));
  });
});

describe('daylight saving', () => {
  const early = { from: 150, to: 600 };
  // Each zone with its own change: an hour, half an hour (Lord Howe), at midnight (Santiago, Cairo).
  it.each([
    // Kyiv, 29 March 2026: 3:00 becomes 4:00.
    ['Europe/Kyiv', '2026-03-29T00:30+02:00', { from: 210, to: 600 }, '2026-03-29T01:00Z'],
    ['Europe/Kyiv', '2026-03-28T20:00+02:00', { from: 540, to: 1200 }, '2026-03-29T09:00+03:00'],
    // 25 October: 4:00 becomes 3:00, so 3:30 comes twice; the first one counts.
    ['Europe/Kyiv', '2026-10-25T01:00+03:00', { from: 210, to: 600 }, '2026-10-25T03:30+03:00'],
    ['Europe/Kyiv', '2026-10-25T03:10+02:00', { from: 210, to: 600 }, '2026-10-25T03:30+02:00'],
    ['Europe/Kyiv', '2026-10-24T21:00+03:00', { from: 540, to: 1200 }, '2026-10-25T09:00+02:00'],
    // New York, 8 March: 2:00 becomes 3:00. 1 November: 2:00 becomes 1:00.
    ['America/New_York', '2026-03-08T00:00-05:00', early, '2026-03-08T03:00-04:00'],
    ['America/New_York', '2026-11-01T00:00-04:00', early, '2026-11-01T02:30-05:00'],
    // Lord Howe, 4 October: 2:00 becomes 2:30.
    ['Australia/Lord_Howe', '2026-10-04T01:00+10:30', { from: 135, to: 600 }, '2026-10-04T02:30+11:00'],
    // Santiago, 6 September: midnight becomes 1:00.
    ['America/Santiago', '2026-09-05T22:00-04:00', { from: 0, to: 600 }, '2026-09-06T01:00-03:00'],
    ['America/Santiago', '2026-09-05T22:00-04:00', { from: 30, to: 600 }, '2026-09-06T01:00-03:00'],
    // Cairo, 24 April: midnight becomes 1:00.
    ['Africa/Cairo', '2026-04-23T21:00+02:00', { from: 0, to: 600 }, '2026-04-24T01:00+03:00'],
  ])('%s at %s', (zone, now, hours, until) => {
    const rules = { hours: every(hours), restOnHolidays: false };
    expect(mayDial(asked({ zone, now: local(now) }, rules))).toMatchObject({
      because: 'outsideHours',
      until: local(until),
    });
  });
});

describe('attempts and pauses', () => {
  it('waits for the retry, and then for the hours', () => {
    const nextAt = local('2026-11-26T12:30+02:00');
    expect(mayDial(asked({ nextAt }))).toEqual(no('retryPause', '2026-11-26T12:30+02:00'));
    expect(mayDial(asked({ nextAt: local('2026-11-26T22:00+02:00') }))).toEqual(
      no('retryPause', '2026-11-27T09:00+02:00'),
    );
  });

  it('counts the attempts of a number by its own day', () => {
    const attemptsOfNumber = [1, 2, 3].map((hours) => NOON - hours * HOUR);
    const now = local('2026-11-26T23:30+02:00');
    const rules = { hours: every({ from: 0, to: 1440 }) };
    expect(mayDial(asked({ attemptsOfNumber, now }, rules))).toEqual(
      no('maxAttemptsADay', '2026-11-27T00:00+02:00', '3'),
    );
    expect(mayDial(asked({ attemptsOfNumber, now: now + HOUR }, rules))).toEqual({ allowed: true });
    expect(mayDial(asked({ attemptsOfNumber: attemptsOfNumber.slice(1), now }, rules))).toEqual({
      allowed: true,
    });
  });

  it('leaves a customer in peace after a talk by another list, over a change of the clock too', () => {
    const lastTalkAt = local('2026-10-23T15:00+03:00');
    const rules = { quietDays: 3, hours: every({ from: 0, to: 1440 }) };
    expect(mayDial(asked({ lastTalkAt, now: local('2026-10-25T12:00+02:00') }, rules))).toEqual(
      no('quietDays', '2026-10-26T15:00+02:00', '3'),
    );
    expect(mayDial(asked({ lastTalkAt, now: local('2026-10-26T15:00+02:00') }, rules))).toEqual({
      allowed: true,
    });
  });
});

describe('until', () => {
  const ZONES = [
    'Europe/Kyiv',
    'America/New_York',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Africa/Cairo',
    'Pacific/Auckland',
    'Pacific/Kiritimati',
    'UTC',
  ];
  const hours = fc.option(
    fc
      .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
      .filter(([from, to]) => from < to)
      .map(([from, to]) => ({ from, to })),
  );
  const question = fc
    .record({
      zone: fc.constantFrom(...ZONES),
      now: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
      hours: fc.tuple(hours, hours, hours, hours, hours, hours, hours),
      quietDays: fc.integer({ min: 0, max: 3 }),
      nextIn: fc.option(fc.integer({ min: -HOUR, max: 30 * HOUR })),
      talkedBefore: fc.option(fc.integer({ min: 0, max: 60 * HOUR })),
      dialledBefore: fc.array(fc.integer({ min: 0, max: 30 * HOUR }), { maxLength: 4 }),
    })
    .map(({ zone, now, hours: week, quietDays, nextIn, talkedBefore, dialledBefore }) =>
      asked(
        {
          zone,
          now,
          nextAt: nextIn === null ? undefined : now + nextIn,
          lastTalkAt: talkedBefore === null ? undefined : now - talkedBefore,
          attemptsOfNumber: dialledBefore.map((before) => now - before),
          holidays: new Map([['2026-05-01', 'May']]),
        },
        { hours: week, quietDays, maxAttemptsADay: 2 },
      ),
    );

  it('is the first moment at which it may: it may then, and at no minute before', () => {
    fc.assert(
      fc.property(
        question,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }),
        (q, at) => {
          const verdict = mayDial(q);
          if (verdict.allowed || verdict.until === undefined) return;
          const { until } = verdict;
          expect(until).toBeGreaterThan(q.now);
          expect(mayDial({ ...q, now: until })).toEqual({ allowed: true });
          expect(mayDial({ ...q, now: until - 1 }).allowed).toBe(false);
          for (const part of at) {
            const before = Math.floor(q.now + (until - 1 - q.now) * part);
            expect(mayDial({ ...q, now: before }).allowed).toBe(false);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('knows every zone that it is tried with', () => {
    expect(ZONES.every(isZone)).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(wallTime(NOON, 'Europe/Kyiv')).toMatchObject({ weekday: 3, minute: 11 * 60 });
  });
});
