import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { meets, OWN_TESTS, type OwnCondition } from '../../../shared/domain/own-field/condition.ts';
import { OWN_TYPES, type OwnType, type OwnValue } from '../../../shared/domain/own-field/field.ts';
import { ownField } from '../../../shared/domain/own-field/testing/field.ts';
import { draft, testBase } from '../../testing.ts';

/** A file's type is for good; every other field may have been any other one. */
const TYPES = OWN_TYPES.filter((type) => type !== 'file');

/** Values of every type meet fields of every other: that is what a changed type leaves behind. */
const anyValue = (ids: readonly string[]): fc.Arbitrary<OwnValue> =>
  fc.oneof(
    fc.constantFrom(
      'gold',
      'GOLD and more',
      'Gold; Silver',
      '12',
      '12,5',
      'yes',
      'нет',
      '2026-03-01',
      '1.3.2026',
      'ёж',
    ),
    fc.constantFrom(...ids),
    fc.integer({ min: -20, max: 20 }),
    fc.double({ min: 1, max: 20, noNaN: true }),
    fc.boolean(),
    fc.record({ minor: fc.integer({ min: -2000, max: 2000 }), currency: fc.constantFrom('EUR', 'USD') }),
    fc.subarray([...ids], { minLength: 1 }),
  );
const day = fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02', undefined);
const number = fc.option(fc.integer({ min: -15, max: 15 }), { nil: undefined });

function condition(type: OwnType, field: string, ids: readonly string[]): fc.Arbitrary<OwnCondition> {
  return fc.constantFrom(...OWN_TESTS[type]).chain((test): fc.Arbitrary<OwnCondition> => {
    switch (test) {
      case 'filled':
      case 'empty':
        return fc.constant({ field, test });
      case 'equals':
      case 'contains':
        return fc.constantFrom('gold', 'GOLD', 'еж', '1', '').map((text) => ({ field, test, text }));
      case 'between':
        return fc.tuple(number, number).map(([from, to]) => ({ field, test, from, to }));
      case 'days':
        return fc.tuple(day, day).map(([from, to]) => ({ field, test, from, to }));
      case 'anyOf':
        return fc.subarray([...ids]).map((chosen) => ({ field, test, options: chosen }));
      case 'is':
        return fc.boolean().map((yes) => ({ field, test, yes }));
    }
  });
}

it('SQL finds whom the rule finds, whatever a field has been before', () => {
  using base = testBase();
  const { ownFields, contacts, segments } = base.repos;
  const names = [{ name: 'Gold' }, { name: 'Silver' }, { name: 'Bronze' }];
  const { id } = ownFields.save({ ...ownField({ type: 'choice' }), options: names });
  const options = ownFields.get(id)?.options ?? [];
  const ids = options.map((option) => option.id);
  const people = Array.from({ length: 8 }, (_, n) => contacts.create(draft({ name: `Person ${n}` })).id);
  const set = base.db.sqlite.prepare('update contacts set own = ? where id = ?');
  fc.assert(
    fc.property(
      fc.constantFrom(...TYPES).chain((type) => fc.tuple(fc.constant(type), condition(type, id, ids))),
      fc.array(fc.option(anyValue(ids), { nil: undefined }), { minLength: 8, maxLength: 8 }),
      ([type, asked], values) => {
        ownFields.save({ ...ownField({ type }), options }, { id });
        for (const [n, person] of people.entries())
          set.run(JSON.stringify(values[n] === undefined ? {} : { [id]: values[n] }), person);
        const field = ownFields.get(id) ?? expect.fail();
        const found = [...segments.contacts({ own: [asked] })].flat();
        expect(found).toEqual(people.filter((_, n) => meets(field, asked, values[n])));
      },
    ),
    { numRuns: 400 },
  );
});

it('a field that is gone is empty for everybody', () => {
  using base = testBase();
  base.repos.contacts.create(draft({ name: 'Anna' }));
  const names = (own: OwnCondition[]) => [...base.repos.segments.contacts({ own })].flat().length;
  expect(names([{ field: v7(), test: 'empty' }])).toBe(1);
  expect(names([{ field: v7(), test: 'filled' }])).toBe(0);
});
