import { expect, it } from 'vitest';
import { LEVEL, LIMIT, MACHINES, SINCE, SITE } from '../testing/sample-own.ts';
import { entryOf, ownOfEntries, savedOf } from './own-entry.ts';

it('shows a value as the operator would type it', () => {
  expect(entryOf(SINCE, '2020-03-09', 'ru')).toEqual({ text: '09.03.2020' });
  expect(entryOf(LIMIT, { minor: 120050, currency: 'EUR' }, 'ru')).toEqual({ text: '1200,5' });
  expect(entryOf(LIMIT, { minor: 120050, currency: 'USD' }, 'en')).toEqual({ text: '1200.50 USD' });
  expect(entryOf(SITE, undefined, 'en')).toEqual({ text: '' });
  expect(entryOf(LEVEL, LEVEL.options[0]?.id, 'en')).toEqual({ chosen: LEVEL.options[0]?.id });
});

it('reads what was typed, leaves what was not touched, and takes out what was emptied', () => {
  expect(savedOf(LIMIT, { text: '1 200,50' }, undefined, 'uk')).toEqual({
    value: { minor: 120050, currency: 'EUR' },
  });
  expect(savedOf(LIMIT, { text: '1,200' }, undefined, 'en')).toEqual({
    value: { minor: 120000, currency: 'EUR' },
  });
  expect(savedOf(LIMIT, { text: 'much' }, undefined, 'en')).toEqual({ trouble: 'notMoney' });
  // Kept from when the field was text: nobody touched it, so it stays.
  expect(savedOf(LIMIT, { text: 'much' }, 'much', 'en')).toEqual({ value: 'much' });
  expect(savedOf(LIMIT, { text: ' ' }, 'much', 'en')).toEqual({ value: undefined });
  expect(savedOf(MACHINES, { chosen: undefined }, 'what it was', 'en')).toEqual({ value: 'what it was' });
});

it('puts the touched ones of a form among the others', () => {
  const before = { [SITE.id]: 'https://a.com', [LIMIT.id]: 'much', gone: 'kept' };
  expect(ownOfEntries([SITE, LIMIT, SINCE], { [SITE.id]: { text: 'b.com' } }, before, 'en')).toEqual({
    own: { ...before, [SITE.id]: 'https://b.com' },
  });
  expect(ownOfEntries([SITE], { [SITE.id]: { text: 'javascript:alert(1)' } }, before, 'en')).toEqual({
    field: SITE,
    trouble: 'notLink',
  });
});
