import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResultReader, type ResultReader } from '../../../../db/repositories/results/results.ts';
import { callRecord, type TestBase, testBase } from '../../../../db/testing.ts';
import { EXPORT_ROWS, type ResultsFilter } from '../../../../shared/contract/results.ts';
import { CALL_RESULTS, type CallResult } from '../../../../shared/domain/call/call.ts';
import { EXPORT_WORDS, type ExportWords } from '../../../../shared/domain/results/export-words.ts';
import type { Surroundings } from '../task.ts';
import { fillMonth, LIST_A, LIST_B, SCRIPT } from '../testing/month.ts';
import { WORKPLACE } from '../testing/workplace.ts';
import { exportResults } from './export.ts';

let base: TestBase;
let reader: ResultReader;
beforeAll(() => {
  base = testBase();
  fillMonth(base);
  reader = createResultReader(base.db.sqlite);
});
afterAll(() => base[Symbol.dispose]());

const own = <T extends string>(keys: readonly T[]) =>
  Object.fromEntries(keys.map((key) => [key, key.toUpperCase()])) as Record<T, string>;

const WORDS = {
  words: own(EXPORT_WORDS) as ExportWords,
  resultNames: own<CallResult>(CALL_RESULTS),
  outcomeNames: { agreed: 'Agreed', order: 'Order' },
};

const surroundings = (change: Partial<Surroundings> = {}): Surroundings => ({
  ...WORKPLACE,
  now: Date.parse('2026-11-27T23:30+02:00'),
  ...change,
});

const make = (
  kind: 'calls' | 'answers' | 'summary',
  format: 'csv' | 'xlsx',
  filter: ResultsFilter,
  change?: Partial<Surroundings>,
) => exportResults(reader, { kind, format, ...WORDS, ...filter }, surroundings(change));

const rowsOf = (bytes: Uint8Array, delimiter = ','): string[][] =>
  parse(Buffer.from(bytes), { bom: true, delimiter });
const sheetOf = (bytes: Uint8Array) => readSheet(new Uint8Array(bytes).buffer, 1);

describe('an export of calls', () => {
  it('is one row a call, oldest first, on the clock of the workplace', async () => {
    const { fileName, bytes } = await make('calls', 'csv', { campaignId: LIST_A });
    expect(fileName).toBe('ringdesk-calls-2026-11-27.csv');
    const [titles, first, second, ...rest] = rowsOf(bytes);
    expect(titles?.slice(0, 4)).toEqual(['WHEN', 'DIRECTION', 'AGENT', 'LIST']);
    const shared = ['Olena', 'List 1', 'Anna Petrova', '', "'+79161234567"];
    expect(first).toEqual(['2026-11-02 09:00', 'OUTBOUND', ...shared, 'ANSWERED', 'Agreed', '120', '']);
    expect(second).toEqual(['2026-11-02 09:10', 'OUTBOUND', ...shared, 'NOANSWER', '', '0', '']);
    expect(rest).toHaveLength(8);
  });

  it('begins with a BOM, and is cut with semicolons where Excel expects them', async () => {
    const { bytes } = await make('calls', 'csv', { campaignId: LIST_B }, { language: 'ru' });
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(rowsOf(bytes, ';')).toHaveLength(2);
  });

  it('defuses what callers and operators wrote', async () => {
    using other = testBase();
    const remote = { number: '=cmd|1', displayName: '', anonymous: false };
    other.repos.calls.save(callRecord({ remote }, { note: ' =1+1\u0007' }));
    const asked = { kind: 'calls', ...WORDS } as const;
    const otherReader = createResultReader(other.db.sqlite);
    const csv = await exportResults(otherReader, { ...asked, format: 'csv' }, surroundings());
    expect(rowsOf(csv.bytes)[1]?.slice(6)).toEqual(["'=cmd|1", 'ANSWERED', '', '60', "' =1+1\u0007"]);
    // A workbook's cells are typed, but a letter that XML cannot hold would break it.
    const xlsx = await exportResults(otherReader, { ...asked, format: 'xlsx' }, surroundings());
    const [, row] = await sheetOf(xlsx.bytes);
    expect(row?.slice(6)).toEqual(['=cmd|1', 'ANSWERED', null, 60, '=1+1']);
  });

  it('has dates and numbers as such in a workbook', async () => {
    const { bytes } = await make('calls', 'xlsx', { campaignId: LIST_A });
    const rows = await sheetOf(bytes);
    expect(rows).toHaveLength(11);
    expect(rows[1]?.[0]).toEqual(new Date('2026-11-02T09:00:00Z'));
    expect(rows[1]?.[9]).toBe(120);
  });
});

describe('an export of answers', () => {
  it('is one row a talk and one column a question', async () => {
    const { bytes } = await make('answers', 'csv', { scriptId: SCRIPT });
    const [titles, ...rows] = rowsOf(bytes);
    expect(titles?.slice(5)).toEqual([
      'OUTCOME',
      'FINISHED',
      'LASTSTEP',
      'Price',
      'Budget, UAH',
      'Heard from',
      'Why',
    ]);
    expect(rows.map((row) => row.slice(6))).toEqual([
      ['YES', 'Goodbye', 'NO', '', '', ''],
      ['NO', 'Greeting', '', '', '', ''],
      ['YES', 'Goodbye', 'YES', '700', "'=Advertising, A friend", "'=It was the ad"],
      ['NO', 'Too dear', '', '', '', ''],
      ['NO', 'Price', '', '', '', ''],
      ['YES', 'Goodbye', 'YES', '500', '', ''],
    ]);
  });

  it('needs a template', async () => {
    await expect(make('answers', 'csv', {})).rejects.toMatchObject({ code: 'badRequest' });
  });
});

describe('an export of the summary', () => {
  it('has every figure of the screen', async () => {
    const { bytes } = await make('summary', 'xlsx', { campaignId: LIST_A, scriptId: SCRIPT });
    const rows = await sheetOf(bytes);
    // The list's calls 1, 3, 4, 6, 7 and 10, with their funnel of five talks.
    expect(rows[1]?.slice(0, 8)).toEqual(['TOTAL', null, 6, 6, 5, 2, 2, 540]);
    expect(rows).toContainEqual(['PEROUTCOME', 'Order', 1, null, null, null, null, null, null, null]);
    expect(rows).toContainEqual(['FUNNEL', 'Price', null, null, null, null, null, null, 4, 1]);
  });
});

it('refuses more rows than a file can take, and says how many there are', async () => {
  const many: ResultReader = { ...reader, count: () => EXPORT_ROWS.xlsx + 1 };
  await expect(
    exportResults(many, { kind: 'calls', format: 'xlsx', ...WORDS }, surroundings()),
  ).rejects.toMatchObject({ code: 'exportTooLarge', params: { rows: 100_001, limit: 100_000 } });
});
