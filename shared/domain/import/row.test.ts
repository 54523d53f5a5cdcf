import { describe, expect, it } from 'vitest';
import { readNumber } from '../phone-number/index.ts';
import { fold } from './fold.ts';
import { splitNumbers } from './numbers.ts';
import { isNameOnly } from './plan.ts';
import { type ImportRow, type RowReading, readRow } from './row.ts';
import { readChannel, readConsent, readHeadCount, readRelation, readStage } from './values.ts';

const home = { country: 'RU', areaCode: '495' };
const reading = (mapping: RowReading['mapping'], header?: readonly string[]): RowReading => ({
  mapping,
  header,
  readNumber: (text) => {
    const read = readNumber(text, home);
    return read.kind === 'e164' ? { e164: read.e164 } : {};
  },
  ownNumbers: new Set(['+74951112233']),
  users: new Map([[fold('Анна Смирнова'), 'user-1']]),
});
const rowOf = (
  cells: readonly string[],
  mapping: RowReading['mapping'],
  header?: readonly string[],
): ImportRow => {
  const result = readRow(cells, reading(mapping, header));
  if ('reject' in result) throw new Error(result.reject);
  return result.row;
};
const rejectOf = (cells: readonly string[], mapping: RowReading['mapping']) => {
  const result = readRow(cells, reading(mapping));
  return 'reject' in result ? result.reject : undefined;
};

describe('numbers of a cell', () => {
  const numbers = (cell: string) =>
    splitNumbers(cell).map((found) => [found.number, found.extension ?? '', found.label ?? '']);

  it.each([
    [
      '8 (916) 123-45-67, доб. 12; +7 495 123-45-67',
      [
        ['8 (916) 123-45-67', '12', ''],
        ['+7 495 123-45-67', '', ''],
      ],
    ],
    [
      'моб. 8-916-123-45-67 / раб. (495) 123-45-67',
      [
        ['8-916-123-45-67', '', 'mobile'],
        ['(495) 123-45-67', '', 'work'],
      ],
    ],
    [
      '+79161234567 +79161234568',
      [
        ['+79161234567', '', ''],
        ['+79161234568', '', ''],
      ],
    ],
    ['8 495 123-45-67/68', [['8 495 123-45-67', '', '']]],
    ['="89161234567"', [['89161234567', '', '']]],
    ["'+79161234567", [['+79161234567', '', '']]],
    ['79161234567.0', [['79161234567', '', '']]],
    ['7.9161234567E+10', [['79161234567', '', '']]],
    ['7,92E+10', [['7,92E+10', '', '']]],
    ['нет', []],
    ['-', []],
    ['8\u00a0916\u00a0123\u201145\u201167', [['8 916 123‐45‐67', '', '']]],
    [
      '8 916 1234567 и 8 916 1234568',
      [
        ['8 916 1234567', '', ''],
        ['8 916 1234568', '', ''],
      ],
    ],
    ['+44 20 7946 0958 x123', [['+44 20 7946 0958', '123', '']]],
  ])('%s', (cell, expected) => {
    expect(numbers(cell)).toEqual(expected);
  });

  it('keeps the extension in what was written', () => {
    expect(splitNumbers('8 (916) 123-45-67, доб. 12; 112233')[0]?.raw).toBe('8 (916) 123-45-67, доб. 12');
  });
});

describe('one row', () => {
  it('reads names, numbers, facts, and keeps what has no place as notes', () => {
    const header = [
      'Фамилия',
      'Имя',
      'Тел',
      'Моб',
      'Компания',
      'Источник',
      'Ответственный',
      'Сотрудников',
      'Теги',
      'Прим',
    ];
    const row = rowOf(
      [
        '  Иванов ',
        'Иван\u202e',
        '8 (916) 123-45-67',
        '+7 916 123 45 67',
        'ООО "Ромашка"',
        'листовка',
        'анна  смирнова',
        '1 200',
        'VIP, опт',
        'a\nb',
      ],
      [
        'lastName',
        'firstName',
        'phone',
        'mobile',
        'organisation',
        'channel',
        'responsible',
        'headCount',
        'tags',
        'about',
      ],
      header,
    );
    expect(row).toMatchObject({
      kind: 'person',
      name: 'Иванов Иван',
      organisation: 'ООО "Ромашка"',
      responsibleId: 'user-1',
      headCount: 1200,
      tags: ['VIP', 'опт'],
      about: 'a\nb\nИсточник: листовка',
    });
    expect(row.phones).toHaveLength(1);
    expect(row.phones[0]).toMatchObject({ e164: '+79161234567', label: 'mobile' });
  });

  it('says why it cannot be taken', () => {
    expect(rejectOf(['', '89161234567'], ['name', 'phone'])).toBe('noName');
    expect(rejectOf(['Иван', '8 495 111-22-33'], ['name', 'phone'])).toBe('ownNumber');
    expect(rejectOf(['x'.repeat(301), '89161234567'], ['name', 'phone'])).toBe('tooLong');
    expect(isNameOnly(rowOf(['Иван', 'нет'], ['name', 'phone']))).toBe(true);
  });

  it('reads notes beside numbers, and addresses by what they are for', () => {
    const row = rowOf(
      [
        'Иван',
        '8 916 123-45-67; "204"',
        '8916 123 45 67: жена\n204: до 15:00\nничей',
        'Мира, 1\nСамара\n\nЛенина, 2',
        'Москва',
      ],
      ['name', 'phone', 'phoneNotes', 'officeAddress', 'legalAddress'],
    );
    expect(row.phones.map(({ raw, note }) => [raw, note])).toEqual([
      ['8 916 123-45-67', 'жена'],
      ['204', 'до 15:00'],
    ]);
    expect(row.addresses).toEqual([
      { label: 'office', text: 'Мира, 1\nСамара' },
      { label: 'office', text: 'Ленина, 2' },
      { label: 'legal', text: 'Москва' },
    ]);
    expect(row.about).toBe('ничей');
    // One number alone needs not be named.
    const one = rowOf(['Иван', '8 916 123-45-67', 'жена'], ['name', 'phone', 'phoneNotes']);
    expect(one.phones[0]?.note).toBe('жена');
  });

  it('keeps what is no whole number as the text that it is', () => {
    const phonesOf = (...cells: string[]) =>
      rowOf(['Иван', ...cells], ['name', ...cells.map(() => 'phone' as const)]).phones.map(({ raw }) => raw);
    for (const text of [
      '7,92E+10',
      '204',
      '123-45-67',
      '12345 через секретаря',
      'через секретаря',
      '+7 916 12',
    ])
      expect(phonesOf(text)).toEqual([text]);
    expect(phonesOf('204', '204', '205')).toEqual(['204', '205']);
    for (const nothing of ['', '-', '—', 'нет', 'N/A', 'не указан', 'Немає', 'none', '?'])
      expect(phonesOf(nothing)).toEqual([]);
    // Beside a whole number too, and never longer than a number may be.
    expect(phonesOf('8 916 123-45-67; 204567')).toHaveLength(2);
    const long = rowOf(['Иван', `через ${'секретаря '.repeat(20)}`], ['name', 'phone']);
    expect(long.phones).toEqual([]);
    expect(long.about).toContain('через секретаря');
  });

  it('knows stages, relations and channels by their usual words', () => {
    expect(['Новый', 'Постоянный клиент', 'Отказ', 'переговоры', 'won'].map(readStage)).toEqual([
      'new',
      'customer',
      'refused',
      'negotiation',
      'customer',
    ]);
    expect(readRelation('Поставщик')).toBe('supplier');
    expect(['Сайт', 'ВКонтакте', 'Рекомендация', 'Яндекс', 'e-mail'].map(readChannel)).toEqual([
      'website',
      'socialMedia',
      'recommendation',
      'search',
      'mailing',
    ]);
    expect([readHeadCount('15 чел.'), readHeadCount('10-50'), readHeadCount('1 200')]).toEqual([
      15,
      undefined,
      1200,
    ]);
  });

  it('reads consent and dates as people write them, and keeps as a note what is none', () => {
    const row = rowOf(
      ['Анна', '89161234567', 'Нет', '29.02.1992', '31.12.2026'],
      ['name', 'phone', 'consent', 'birthday', 'contractEndsOn'],
    );
    expect(row).toMatchObject({ consent: 'refused', birthday: '1992-02-29', contractEndsOn: '2026-12-31' });
    const odd = rowOf(
      ['Анна', '89161234567', 'может быть', '31.02.1992', '31.12.'],
      ['name', 'phone', 'consent', 'birthday', 'contractEndsOn'],
      ['', '', 'Согласие', 'ДР', 'Договор до'],
    );
    expect(odd).not.toHaveProperty('birthday');
    expect(odd.about).toBe('Согласие: может быть\nДР: 31.02.1992\nДоговор до: 31.12.');
  });

  it.each([
    ['да', 'given'],
    ['Opt-in', 'given'],
    ['Согласен', 'given'],
    ['+', 'given'],
    ['no', 'refused'],
    ['Отказ', 'refused'],
    ['без согласия', 'refused'],
    ['потом', undefined],
  ] as const)('takes “%s” for consent %s', (text, consent) => {
    expect(readConsent(text)).toBe(consent);
  });

  it('keeps a formula as text, and takes back the apostrophe of an earlier export', () => {
    expect(rowOf(['=cmd()', '89161234567'], ['name', 'phone']).name).toBe('=cmd()');
    expect(rowOf(["'=cmd()", "'+79161234567"], ['name', 'phone'])).toMatchObject({
      name: '=cmd()',
      phones: [{ e164: '+79161234567' }],
    });
  });
});
