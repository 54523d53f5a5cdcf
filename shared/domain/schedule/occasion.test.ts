import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from './day.ts';
import {
  birthdayIn,
  birthdaysOn,
  daysInSight,
  occasionOf,
  type Rule,
  ringsAt,
  stillTrue,
  titleFor,
} from './occasion.ts';

const contractEnd: Rule = { kind: 'contractEnd', days: 30, time: '09:30' };
const birthday: Rule = { kind: 'birthday', days: 1, time: '10:00' };
const noContact: Rule = { kind: 'noContact', days: 60, time: '10:00' };
const day = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));

describe('the end of a contract', () => {
  it('rings so many days before, and is made a week ahead of that', () => {
    expect(occasionOf(contractEnd, '2026-12-31', '2026-11-23')).toBeUndefined();
    const occasion = { day: '2026-12-31', same: '2026-12-31', ringOn: '2026-12-01' };
    expect(occasionOf(contractEnd, '2026-12-31', '2026-11-24')).toEqual(occasion);
    expect(occasionOf({ ...contractEnd, days: 45 }, '2026-12-31', '2026-11-24')?.same).toBe(occasion.same);
  });

  it('is told late after a month of holidays, and no later', () => {
    expect(occasionOf(contractEnd, '2026-11-01', '2026-12-01')).toBeDefined();
    expect(occasionOf(contractEnd, '2026-11-01', '2026-12-02')).toBeUndefined();
  });
});

describe('a birthday', () => {
  it('of 29 February is on the 28th in other years', () => {
    expect(birthdayIn(2027, '1992-02-29')).toBe('2027-02-28');
    expect(birthdayIn(2028, '--02-29')).toBe('2028-02-29');
    expect(birthdayIn(2100, '--02-29')).toBe('2100-02-28');
    expect(birthdaysOn('2027-02-28')).toEqual(['02-28', '02-29']);
    expect(birthdaysOn('2028-02-28')).toEqual(['02-28']);
    expect(birthdaysOn('2028-02-29')).toEqual(['02-29']);
  });

  it('is found over the turn of the year', () => {
    expect(occasionOf(birthday, '--01-02', '2026-12-30')).toEqual({
      day: '2027-01-02',
      same: '2027-*',
      ringOn: '2027-01-01',
    });
    expect(occasionOf(birthday, '1980-12-30', '2027-01-03')?.day).toBe('2026-12-30');
  });

  it('is in sight when the index by month and day finds it, and only then', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 400 }), fc.boolean(), (today, born, days, known) => {
        const rule = { ...birthday, days };
        const fact = known ? born : `--${born.slice(5)}`;
        const { from, to } = daysInSight(rule, today);
        const found: string[] = [];
        for (let each = from; each <= to; each = addDays(each, 1)) {
          if (birthdaysOn(each).includes(fact.slice(-5))) found.push(each);
        }
        // A customer has at most one birthday in sight, whatever the rule asks for.
        expect(found.length).toBeLessThanOrEqual(1);
        expect(occasionOf(rule, fact, today)?.day).toBe(found[0]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a silence', () => {
  it('speaks on the day on which it is as long as the rule says, and not ahead', () => {
    expect(occasionOf(noContact, '2026-09-25', '2026-11-23')).toBeUndefined();
    expect(occasionOf(noContact, '2026-09-25', '2026-11-24')?.ringOn).toBe('2026-11-24');
    expect(occasionOf(noContact, '2015-01-01', '2026-11-24')).toBeUndefined();
  });
});

describe('any occasion', () => {
  it('is seen on every day from its first in sight to its last, with one and the same key', () => {
    const rule = fc.record({
      kind: fc.constantFrom<Rule['kind']>('contractEnd', 'birthday', 'noContact'),
      days: fc.integer({ min: 0, max: 120 }),
      time: fc.constant('09:00'),
    });
    fc.assert(
      fc.property(rule, day, day, (given, fact, start) => {
        const seen = Array.from({ length: 400 }, (_, n) => occasionOf(given, fact, addDays(start, n)));
        const runs = seen.filter((each, n) => each !== undefined && seen[n - 1]?.day !== each.day);
        // Each is one unbroken stretch: nothing is seen, forgotten and seen again as another.
        expect(new Set(runs.map((each) => each?.same)).size).toBe(runs.length);
        for (const each of seen) if (each) expect(stillTrue(given.kind, each.day, fact)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is no longer true when the date is another one, or none', () => {
    expect(stillTrue('contractEnd', '2026-12-31', '2027-12-31')).toBe(false);
    expect(stillTrue('birthday', '2027-02-28', '--02-29')).toBe(true);
    expect(stillTrue('birthday', '2027-02-28', '--03-01')).toBe(false);
    expect(stillTrue('noContact', '2026-09-25', '2026-09-26')).toBe(false);
  });
});

describe('the moment', () => {
  const zone = 'Europe/Berlin';
  const at = (iso: string) => Date.parse(iso);
  const rings = (rule: Rule, fact: string, now: string) => {
    const today = now.slice(0, 10);
    const occasion = occasionOf(rule, fact, today);
    return occasion && new Date(ringsAt(rule, occasion, { today, now: at(now), zone })).toISOString();
  };

  it('is the rule’s time at the workplace, on both sides of a change of clocks', () => {
    expect(rings(contractEnd, '2026-04-27', '2026-03-27T12:00:00+01:00')).toBe('2026-03-28T08:30:00.000Z');
    expect(rings(contractEnd, '2026-04-28', '2026-03-27T12:00:00+01:00')).toBe('2026-03-29T07:30:00.000Z');
    expect(rings({ ...contractEnd, time: '02:30' }, '2026-04-28', '2026-03-27T12:00:00+01:00')).toBe(
      '2026-03-29T01:30:00.000Z',
    );
  });

  it('is today’s also when it has just passed: the program was closed', () => {
    expect(rings(birthday, '--11-25', '2026-11-24T11:00:00+01:00')).toBe('2026-11-24T09:00:00.000Z');
  });

  it('is the next one for what is late anyway, unless that would be after its day', () => {
    expect(rings(contractEnd, '2026-12-05', '2026-11-24T11:00:00+01:00')).toBe('2026-11-25T08:30:00.000Z');
    expect(rings(contractEnd, '2026-12-05', '2026-11-24T08:00:00+01:00')).toBe('2026-11-24T08:30:00.000Z');
    expect(rings(birthday, '--11-24', '2026-11-24T11:00:00+01:00')).toBe('2026-11-24T09:00:00.000Z');
  });

  it('never lies before today nor more than a week and a day ahead', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 1439 }),
        (today, off, minute) => {
          const fact = addDays(today, off - 20);
          const now = at(`${today}T00:00:00Z`) + minute * 60_000;
          const occasion = occasionOf(contractEnd, fact, today);
          if (!occasion) return;
          const ring = new Date(ringsAt(contractEnd, occasion, { today, now, zone: 'utc' })).toISOString();
          const ahead = daysBetween(today, ring.slice(0, 10));
          expect(ahead).toBeGreaterThanOrEqual(0);
          expect(ahead).toBeLessThanOrEqual(8);
        },
      ),
    );
  });
});

describe('the title', () => {
  it('has the customer’s name, as it is written', () => {
    expect(titleFor('Congratulate {{contact.name}}!', '$& Anna {{contact.name}}')).toBe(
      'Congratulate $& Anna {{contact.name}}!',
    );
    expect(titleFor('Call', 'Anna')).toBe('Call');
    expect(titleFor('{{ contact.name }}', 'x'.repeat(400))).toHaveLength(300);
  });
});
