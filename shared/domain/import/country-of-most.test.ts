import { expect, it } from 'vitest';
import { countryOfMost } from './country-of-most.ts';

const moscow = [
  '+7 916 123-45-01',
  '+7 916 123-45-02',
  '+7 (916) 123-45-03',
  '007 916 123 45 04',
  '+79161234505',
];

it('tells by the numbers that name their country where the others were written', () => {
  expect(countryOfMost([...moscow, '8 916 123-45-06'])).toBe('RU');
  expect(
    countryOfMost([
      '+380 44 123 45 01',
      '+380 44 123 45 02',
      '+380441234503',
      '+380441234504',
      '+380441234505',
      '044 123 45 06',
    ]),
  ).toBe('UA');
});

it('says nothing when all name theirs, few do, or they are of many countries', () => {
  expect(countryOfMost(moscow)).toBeUndefined();
  expect(countryOfMost([...moscow, '101'])).toBeUndefined();
  expect(countryOfMost([...moscow.slice(1), '8 916 123-45-06'])).toBeUndefined();
  expect(
    countryOfMost([...moscow, '+44 20 7946 0101', '+33 1 23 45 67 89', '8 916 123-45-06']),
  ).toBeUndefined();
  expect(countryOfMost(['sales', '', '+800 1234 5678', '8 916 123-45-06'])).toBeUndefined();
});
