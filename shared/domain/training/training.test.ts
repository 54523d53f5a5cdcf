import parsePhoneNumber from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { behaviourAt, personaById, personaForNumber, TRAINING_PERSONAS } from './personas.ts';
import { PROSPECT_PERSONAS } from './prospect-behaviours.ts';
import { PROSPECTS } from './prospects.ts';
import { planShift, seededRandom } from './shift.ts';

describe('the personas', () => {
  it('are at least twelve, each named once', () => {
    const ids = TRAINING_PERSONAS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(12);
    expect(personaById('busy')?.dialled.kind).toBe('busy');
    expect(personaById('nobody')).toBeUndefined();
  });

  it('have valid numbers on their cards, no two people the same one', () => {
    const numbers = TRAINING_PERSONAS.flatMap(({ contact }) => contact?.numbers ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    const firms = TRAINING_PERSONAS.flatMap(({ contact }) => contact?.organisationNumbers ?? []);
    for (const number of [...numbers, ...firms]) {
      expect(parsePhoneNumber(number)?.isValid(), number).toBe(true);
      expect(parsePhoneNumber(number)?.number).toBe(number);
    }
  });

  it('are found by what is dialled, in any writing', () => {
    for (const writing of ['+44 20 7946 0101', '00442079460101', '020 7946 0101', '+441614960101']) {
      expect(personaForNumber(writing)?.id, writing).toBe('known-customer');
    }
    expect(personaForNumber('8 916 123-45-67')?.id).toBe('national-number');
    expect(personaForNumber('+79161234567')?.id).toBe('national-number');
    expect(personaForNumber('+44 7700 900155')?.id).toBe('answers-and-talks');
    expect(personaForNumber('102')?.id).toBe('colleague');
    expect(personaForNumber('600')?.id).toBe('echo');
    for (const nobody of ['', '60', '0101', 'anonymous', '5550000000']) {
      expect(personaForNumber(nobody), nobody).toBeUndefined();
    }
  });

  it('answer from every number that they call from', () => {
    for (const persona of TRAINING_PERSONAS.filter(({ number }) => /\d/.test(number))) {
      expect(personaForNumber(persona.number)?.id).toBe(persona.id);
    }
  });
});

describe('the prospects', () => {
  it('are thirty, of every behaviour, in two countries', () => {
    expect(new Set(PROSPECTS.map(({ id }) => id)).size).toBe(30);
    const count = (behaves: string) => PROSPECTS.filter((one) => one.behaves === behaves).length;
    expect(new Set(PROSPECTS.map(({ behaves }) => behaves)).size).toBe(12);
    expect(count('agrees')).toBeGreaterThanOrEqual(5);
    const countries = new Set(PROSPECTS.map(({ numbers }) => parsePhoneNumber(numbers[0] ?? '')?.country));
    expect([...countries].sort()).toEqual(['GB', 'US']);
  });

  it('have valid numbers that nobody else on the line has, and are reached at each of them', () => {
    const taken = new Set(TRAINING_PERSONAS.map(({ number }) => number));
    for (const { id, numbers } of PROSPECTS) {
      for (const number of numbers) {
        expect(parsePhoneNumber(number)?.isValid(), number).toBe(true);
        expect(taken.has(number), number).toBe(false);
        taken.add(number);
        expect(personaForNumber(number)?.id).toBe(id);
      }
    }
  });

  it('behave by number where they have two', () => {
    const several = PROSPECT_PERSONAS.filter(({ dialledAt }) => dialledAt !== undefined);
    expect(several).toHaveLength(2);
    for (const persona of several) {
      const [first = '', second = ''] = persona.contact?.numbers ?? [];
      expect([first, second, `00${second.slice(1)}`].map((at) => behaviourAt(persona, at).kind)).toEqual([
        'busy',
        'answers',
        'answers',
      ]);
    }
  });

  it('are not in the panel, which shows who is worth trying one by one', () => {
    const panel = new Set(TRAINING_PERSONAS.map(({ id }) => id));
    expect(PROSPECTS.filter(({ id }) => panel.has(id))).toEqual([]);
    expect(PROSPECT_PERSONAS.filter(({ calls }) => calls)).toEqual([]);
  });
});

describe('a shift', () => {
  const plan = { paceSeconds: 10, count: 40, seed: 7, personaIds: ['a', 'b', 'c'] };

  it('is the same for the same seed and another for another', () => {
    expect(planShift(plan)).toEqual(planShift(plan));
    expect(planShift(plan)).not.toEqual(planShift({ ...plan, seed: 8 }));
  });

  it('keeps the pace, starts at once, and nobody calls twice in a row', () => {
    const calls = planShift(plan);
    expect(calls).toHaveLength(40);
    expect(calls[0]?.atMs).toBe(0);
    for (const [index, call] of calls.entries()) {
      const next = calls[index + 1];
      if (next === undefined) break;
      expect(next.personaId).not.toBe(call.personaId);
      expect(next.atMs - call.atMs).toBeGreaterThanOrEqual(4999);
      expect(next.atMs - call.atMs).toBeLessThanOrEqual(15_001);
    }
    for (let round = 0; round < 39; round += 3) {
      expect(new Set(calls.slice(round, round + 3).map(({ personaId }) => personaId)).size).toBe(3);
    }
  });

  it('copes with nobody and with one', () => {
    expect(planShift({ ...plan, personaIds: [] })).toEqual([]);
    expect(planShift({ ...plan, personaIds: ['a'], count: 3 })).toHaveLength(3);
  });

  it('draws numbers in [0, 1)', () => {
    const random = seededRandom(1);
    const numbers = Array.from({ length: 1000 }, random);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });
});
