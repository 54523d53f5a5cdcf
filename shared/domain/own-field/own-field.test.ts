import { describe, expect, it } from 'vitest';
import { optionsAfter, ownFault } from './definition.ts';
import { missingOwn } from './due.ts';
import type { OwnField, OwnType } from './field.ts';
import { linkOf } from './link.ts';
import { readOwnText } from './read-text.ts';
import { ownField } from './testing/field.ts';
import { readOwn } from './value.ts';
import { searchedOwn } from './words.ts';
import { writeOwn } from './write.ts';

const of = (type: OwnType, fields: Partial<OwnField> = {}) => ownField({ type, ...fields });
const options = [
  { id: 'gold', name: 'Gold', retired: false },
  { id: 'silver', name: 'Silver, small', retired: false },
  { id: 'old', name: 'Bronze', retired: true },
];

describe('a text as a value', () => {
  it.each([
    ['1 234,5', 1234.5],
    ['1\u00a0234\u202f567', 1234567],
    ['1.234,50', 1234.5],
    ['1,234.50', 1234.5],
    ["1'234.5", 1234.5],
    ['−12', -12],
    ['12,5', 12.5],
    ['5k', 5000],
    ['0.1', 0.1],
  ])('number: %s', (text, value) => expect(readOwnText(of('number'), text)).toEqual({ value }));

  it('a comma before three digits is read by who wrote it, and not guessed', () => {
    expect(readOwnText(of('number'), '1,200')).toEqual({ trouble: 'ambiguous' });
    expect(readOwnText(of('number'), '1,200', { language: 'en' })).toEqual({ value: 1200 });
    expect(readOwnText(of('number'), '1,200', { language: 'ru' })).toEqual({ value: 1.2 });
    expect(readOwnText(of('money'), '1,200 EUR')).toEqual({ trouble: 'ambiguous' });
    expect(readOwnText(of('number'), 'many')).toEqual({ trouble: 'notNumber' });
  });

  it.each([
    ['1 200,50 ₽', 120050, 'RUB'],
    ['1200 руб.', 120000, 'RUB'],
    ['$1,234.50', 123450, 'USD'],
    ['12.50 EUR', 1250, 'EUR'],
    ['USD 3', 300, 'USD'],
    ['100 грн', 10000, 'UAH'],
    ['¥500', 500, 'JPY'],
    ['-3,5', -350, 'EUR'],
  ])('money: %s', (text, minor, currency) =>
    expect(readOwnText(of('money', { currency: 'EUR' }), text)).toEqual({ value: { minor, currency } }),
  );

  it('money with more digits than its currency would lose some, so it is none', () => {
    expect(readOwnText(of('money'), '1.005 EUR')).toEqual({ trouble: 'notMoney' });
    expect(readOwnText(of('money'), '1.5 JPY')).toEqual({ trouble: 'notMoney' });
    expect(readOwnText(of('money', { currency: 'AUD' }), '$5')).toEqual({
      value: { minor: 500, currency: 'AUD' },
    });
  });

  it.each([
    ['2027-03-10', '2027-03-10'],
    ['2027/3/10', '2027-03-10'],
    ['20270310', '2027-03-10'],
    ['10.03.2027', '2027-03-10'],
    ['10/3/27', '2027-03-10'],
    ['10.3.80', '1980-03-10'],
    ['10 марта 2027', '2027-03-10'],
    ['10 березня 2027 р.', '2027-03-10'],
    ['March 10, 2027', '2027-03-10'],
    ['2027-03-10T00:00:00.000Z', '2027-03-10'],
    ['10.03.2027 14:30', '2027-03-10'],
  ])('day: %s', (text, value) => expect(readOwnText(of('date'), text)).toEqual({ value }));

  it('a day without its year, or that no calendar has, is none', () => {
    for (const text of ['10.03', 'tomorrow', '31.02.2027', '10 марта', 'soon'])
      expect(readOwnText(of('date'), text), text).toEqual({ trouble: 'notDay' });
    expect(readOwnText(of('date'), '3/10/2027', { monthFirst: true })).toEqual({ value: '2027-03-10' });
    expect(readOwnText(of('date'), '25/3/2027', { monthFirst: true })).toEqual({ value: '2027-03-25' });
  });

  it.each([
    ['да', true],
    ['Так', true],
    ['YES', true],
    ['1', true],
    ['✓', true],
    ['Истина', true],
    ['ні', false],
    ['нет.', false],
    ['false', false],
    ['–', false],
  ])('yes or no: %s', (text, value) => expect(readOwnText(of('yesNo'), text)).toEqual({ value }));

  it('choices by their names, whatever case; a name may have a comma', () => {
    expect(readOwnText(of('choice', { options }), ' GOLD')).toEqual({ value: 'gold' });
    expect(readOwnText(of('choice', { options }), 'bronze')).toEqual({ value: 'old' });
    expect(readOwnText(of('choice', { options }), 'Iron')).toEqual({ trouble: 'unknownOption' });
    expect(readOwnText(of('multi', { options }), 'Silver, small; gold')).toEqual({
      value: ['silver', 'gold'],
    });
    expect(readOwnText(of('multi', { options }), 'gold, bronze')).toEqual({ value: ['gold', 'old'] });
    expect(readOwnText(of('multi', { options }), 'gold, iron')).toEqual({ trouble: 'unknownOption' });
  });

  it('an empty one is none of any type', () => {
    expect(readOwnText(of('text'), '  ')).toEqual({ trouble: 'empty' });
    expect(readOwnText(of('file'), 'a.pdf')).toEqual({ trouble: 'notFile' });
  });
});

describe('a link', () => {
  it.each([
    ['https://firm.com/a?b=1#c', 'https://firm.com/a?b=1#c'],
    ['www.firm.com', 'https://www.firm.com'],
    ['мебель.рф/кухни', 'https://мебель.рф/кухни'],
    ['anna@firm.com', 'mailto:anna@firm.com'],
    ['tel:+79161234567', 'tel:+79161234567'],
  ])('%s leads to %s', (text, link) => expect(linkOf(text)).toBe(link));

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    'https://bank.com@evil.net',
    'https://',
    'ms-settings:x',
    'two words.com',
    'note',
  ])('%s leads nowhere', (text) => expect(linkOf(text)).toBeUndefined());
});

describe('a field that became another type', () => {
  it('reads what can be read, and shows the rest as it was', () => {
    expect(readOwn(of('number'), '12,5')).toEqual({ value: 12.5 });
    expect(readOwn(of('number'), 'about 12')).toEqual({ kept: 'about 12' });
    expect(readOwn(of('money', { currency: 'EUR' }), 12.5)).toEqual({
      value: { minor: 1250, currency: 'EUR' },
    });
    expect(readOwn(of('number'), { minor: 1250, currency: 'EUR' })).toEqual({ value: 12.5 });
    expect(readOwn(of('text', { options }), 'gold')).toEqual({ value: 'Gold' });
    expect(readOwn(of('text', { options }), ['gold', 'old'])).toEqual({ value: 'Gold; Bronze' });
    expect(readOwn(of('choice', { options }), ['gold'])).toEqual({ value: 'gold' });
    expect(readOwn(of('choice', { options }), ['gold', 'old'])).toEqual({ kept: 'Gold; Bronze' });
    expect(readOwn(of('multi', { options }), 'gold')).toEqual({ value: ['gold'] });
    expect(readOwn(of('choice', { options }), 'Silver, SMALL')).toEqual({ value: 'silver' });
    expect(readOwn(of('link'), 'firm.com')).toEqual({ value: 'https://firm.com' });
  });

  it('an option that was retired keeps its name', () =>
    expect(writeOwn(of('choice', { options }), 'old', 'ru')).toBe('Bronze'));
});

it('is written for people in their language', () => {
  expect(writeOwn(of('yesNo'), true, 'uk')).toBe('Так');
  expect(writeOwn(of('text'), false, 'ru')).toBe('Нет');
  expect(writeOwn(of('date'), '2027-03-10', 'ru')).toBe('10 марта 2027 г.');
  expect(writeOwn(of('number'), 1234.5, 'en')).toBe('1,234.5');
  expect(writeOwn(of('money'), { minor: 1250, currency: 'EUR' }, 'en')).toBe('€12.50');
  expect(writeOwn(of('multi', { options }), ['gold', 'old'], 'en')).toBe('Gold, Bronze');
  expect(writeOwn(of('number'), 'about 12', 'en')).toBe('about 12');
});

describe('when a field is due', () => {
  const staged = ownField({ id: 'a', mandatory: { stages: ['negotiation'], moments: [] } });
  const called = ownField({ id: 'b', mandatory: { stages: [], moments: ['firstCall'] } });
  const always = ownField({ id: 'c', holders: 'persons', mandatory: { stages: [], moments: ['entry'] } });
  const fields = [staged, called, always, ownField({ id: 'd' })];
  const due = (own: object, moments: Partial<Parameters<typeof missingOwn>[2]>) =>
    missingOwn(fields, own as Record<string, string>, {
      kind: 'person',
      stage: 'new',
      talked: false,
      ...moments,
    }).map(({ id }) => id);

  it('asks at its stage, at the first call, or at once, and not before', () => {
    expect(due({}, {})).toEqual(['c']);
    expect(due({}, { talked: true })).toEqual(['b', 'c']);
    expect(due({}, { stage: 'negotiation' })).toEqual(['a', 'c']);
    expect(due({}, { stage: 'negotiation', talked: true, kind: 'organisation' })).toEqual(['a', 'b']);
  });

  it('asks no more for what is there, be it of another type', () =>
    expect(due({ a: 'x', c: 'y' }, { stage: 'negotiation' })).toEqual([]));

  it('never asks for an archived one', () =>
    expect(
      missingOwn([{ ...always, archived: true }], {}, { kind: 'person', stage: 'new', talked: true }),
    ).toEqual([]));
});

describe('a definition', () => {
  const draft = { ...ownField({ type: 'choice' }), options: [{ name: 'Gold' }] };

  it('needs a name of its own, and options that can be told apart', () => {
    const other = ownField({ id: 'x', name: 'Ступінь' });
    expect(ownFault(draft, undefined, [other])).toBeUndefined();
    expect(ownFault({ ...draft, name: ' ' }, undefined, [])).toBe('noName');
    expect(ownFault({ ...draft, name: 'СТУПІНЬ' }, undefined, [other])).toBe('nameTaken');
    expect(
      ownFault({ ...draft, name: 'Ступінь' }, undefined, [{ ...other, archived: true }]),
    ).toBeUndefined();
    expect(ownFault({ ...draft, options: [] }, undefined, [])).toBe('noOptions');
    expect(ownFault({ ...draft, options: [{ name: 'A' }, { name: 'a' }] }, undefined, [])).toBe(
      'optionTwice',
    );
    expect(ownFault({ ...draft, options: [{ name: 'a; b' }] }, undefined, [])).toBe('optionName');
    expect(ownFault({ ...draft, options: [{ id: 'q', name: 'a' }] }, undefined, [])).toBe('optionUnknown');
    expect(ownFault(draft, ownField({ type: 'file' }), [])).toBe('typeFixed');
  });

  it('loses no option: one that is taken out is retired, and comes back by its name', () => {
    const after = optionsAfter([{ id: 'silver', name: 'Argent' }, { name: 'New' }], options, () => 'n');
    expect(after).toEqual([
      { id: 'silver', name: 'Argent', retired: false },
      { id: 'n', name: 'New', retired: false },
      { id: 'gold', name: 'Gold', retired: true },
      { id: 'old', name: 'Bronze', retired: true },
    ]);
    expect(optionsAfter([{ name: 'bronze' }], after, () => 'z')[0]).toEqual({
      id: 'old',
      name: 'bronze',
      retired: false,
    });
  });
});

it('gives its words to the search only when it shall', () => {
  const level = of('choice', { id: 'l', options, searchable: true });
  const site = of('link', { id: 's', searchable: true });
  const secret = of('text', { id: 't' });
  const own = { l: 'gold', s: 'https://www.firm.com', t: 'hidden', gone: 'x' };
  expect(searchedOwn([level, site, secret], own).map(({ text }) => text)).toEqual(['Gold', 'firm.com']);
});
