import { expect, it } from 'vitest';
import type { GoodsReading } from '../../../shared/domain/import/goods-row.ts';
import type { ImportRow } from '../../../shared/domain/import/row.ts';
import type { ReadyRow } from './ready-row.ts';
import { rowsOfText, textOfRows } from './row-text.ts';

const there = (rows: readonly ReadyRow[]) => rowsOfText(textOfRows(rows));

const FULL: Required<ImportRow> = {
  id: '01900000-0000-7000-8000-000000000001',
  kind: 'person',
  name: 'Анна "Аня" Ли',
  organisation: 'ООО «Ромашка»',
  role: 'директор',
  phones: [
    { raw: '8 916 123-45-67', e164: '+79161234567', label: 'mobile', note: 'до 15:00' },
    { raw: '12-34 доб. 5', digits: '1234', label: 'work' },
    { raw: 'нет', label: 'main' },
  ],
  emails: ['a@example.ru', 'b@example.ru'],
  addresses: [{ label: 'office', text: 'Москва, Тверская, 1' }],
  stage: 'customer',
  relation: 'partner',
  channel: 'website',
  responsibleId: '01900000-0000-7000-8000-000000000002',
  region: 'Москва',
  field: 'связь',
  headCount: 0,
  needs: 'линия',
  consent: 'refused',
  birthday: '--02-29',
  contractEndsOn: '2027-01-31',
  tags: ['важный', ''],
  language: 'ru',
  zone: 'Europe/Moscow',
  own: { field: 'value', many: ['a', 'b'] },
  about: 'первая\nвторая',
};

const BARE: ImportRow = { kind: 'organisation', name: 'X', phones: [], emails: [], tags: [], about: '' };

it('brings over every field of a row, and none that is not there', () => {
  const rows: ReadyRow[] = [
    { pass: 1, ordinal: 7, line: 9, row: FULL },
    { pass: 2, ordinal: 8, line: 11, row: BARE, cells: ['', 'X'] },
  ];
  expect(there(rows)).toEqual(rows);
});

it('makes objects of one shape', () => {
  const [one, other] = there([
    { pass: 1, ordinal: 1, line: 1, row: FULL },
    { pass: 1, ordinal: 2, line: 2, reject: 'noName', cells: ['a'] },
  ]);
  expect(Object.keys(one ?? {})).toEqual(Object.keys(other ?? {}));
  expect(Object.keys(one?.row ?? {}).sort()).toEqual(Object.keys(FULL).sort());
});

it('brings over what is no customer', () => {
  const goods: ReadyRow = {
    pass: 1,
    ordinal: 3,
    line: 4,
    goods: {
      kind: 'contracts',
      row: BARE,
      goods: { number: 'A-1' },
      contract: 'A-1',
    } as unknown as GoodsReading,
    cells: ['1', ''],
  };
  expect(there([goods])).toEqual([goods]);
});
