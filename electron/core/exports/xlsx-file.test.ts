import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/universal';
import { afterAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../imports/workbook.ts';
import { openZip } from '../imports/zip.ts';
import { columnName, xlsxRows } from './xlsx-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringdesk-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function written(rows: readonly (readonly string[])[]) {
  const path = join(folder, `${Math.random()}.xlsx`);
  const file = xlsxRows(path, ['A & B', '<C>'], 'Kunden "alle"');
  for (const row of rows) file.write(row);
  const size = file.end();
  const bytes = readFileSync(path);
  expect(bytes.length).toBe(size);
  expect((await readWorkbook(await openZip(path, size * 1000))).sheet).toBe('xl/worksheets/sheet1.xml');
  const { buffer, byteOffset, byteLength } = bytes;
  return readSheet(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer, 1, { trim: false });
}

describe('a workbook that is written as it comes', () => {
  it('holds text, whatever it looks like', async () => {
    const rows = [
      ['=1+1', '+79161234567'],
      ['"quoted" <b>&amp;', 'a\nb'],
      ['', '007'],
      ['Ї😀 ', 'two'],
    ];
    expect(await written(rows)).toEqual([
      ['A & B', '<C>'],
      ['=1+1', '+79161234567'],
      ['"quoted" <b>&amp;', 'a\nb'],
      [null, '007'],
      ['Ї😀 ', 'two'],
    ]);
  });

  it('leaves out what XML cannot hold, and cuts at what a cell can', async () => {
    const [, row] = await written([['a\u0000\u000b\ud800b', 'x'.repeat(40_000)]]);
    expect(row).toEqual(['a\ufffdb', 'x'.repeat(32_767)]);
  });

  it('is whole over many pieces', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => [`row ${n}`, 'x'.repeat(n % 60)]);
    const sheet = await written(rows);
    expect(sheet).toHaveLength(20_001);
    expect(sheet.at(-1)?.[0]).toBe('row 19999');
  });

  it('names its columns as Excel does', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
