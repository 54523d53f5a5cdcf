import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xlsxRows } from '../../electron/core/exports/xlsx-file.ts';
import { folderOf } from '../../electron/core/imports/folder.ts';
import { readInspection, sourceOf } from '../../electron/core/imports/inspect.ts';
import { readRecords } from '../../electron/core/imports/records.ts';
import { EXPORT_SHEET_ROWS } from '../../shared/contract/exports.ts';
import { type Bench, openBench } from './import-bench.ts';
import { zipOf } from './import-files.ts';

let dir = '';
let bench: Bench;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-limits-'));
  bench = openBench(dir);
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Sends a file as it is made, piece by piece: nobody has the whole of it. */
async function send(fileName: string, pieces: Iterable<Buffer>, size: number) {
  const { importId } = bench.begin(fileName, size);
  let at = 0;
  for (const piece of pieces) {
    bench.chunk(importId, at, Uint8Array.from(piece));
    at += piece.length;
  }
  expect(at).toBe(size);
  return { importId, preview: await bench.preview(importId) };
}

describe('a table of 1.6 million rows', () => {
  const ROWS = 1_600_000;
  const BROKEN = 900_000;
  const HEADER = 'name;phone\n';
  const row = (n: number) =>
    n === BROKEN
      ? `"Broken ${String(n).padStart(7, '0')};8916${String(n).padStart(7, '0')}\n`
      : `Someone ${String(n).padStart(7, '0')};8916${String(n).padStart(7, '0')}\n`;
  const PIECE = 20_000;

  function* pieces() {
    yield Buffer.from(HEADER);
    for (let from = 1; from <= ROWS; from += PIECE)
      yield Buffer.from(Array.from({ length: PIECE }, (_, n) => row(from + n)).join(''));
  }

  // The thread that looks through it has a heap of 160 MB (`limits.ts`): with all rows in it, it would end.
  it('is counted and shown, and the quote that is broken at row 900,000 costs one row', async () => {
    const length = HEADER.length + ROWS * row(1).length;
    const { importId, preview } = await send('many.csv', pieces(), length);
    expect(preview).toMatchObject({ format: 'csv', rows: ROWS, hasHeader: true });
    expect(preview.sample).toHaveLength(20);

    const folder = folderOf(dir, importId);
    const inspection = readInspection(folder);
    if (inspection === undefined) throw new Error('nothing was found out about the file');
    const broken: number[] = [];
    let last = '';
    for await (const records of readRecords(sourceOf(folder, inspection)))
      for (const { ordinal, broken: isBroken, cells } of records) {
        if (isBroken) broken.push(ordinal);
        last = cells[0] ?? '';
      }
    // The header is the first record.
    expect(broken).toEqual([BROKEN + 1]);
    expect(last).toBe('Someone 1600000');
  }, 240_000);
});

describe('a sheet', () => {
  it('with as many rows as a sheet can have is read to its last', async () => {
    const path = join(dir, 'full.xlsx');
    const file = xlsxRows(path, ['name', 'phone'], 'Customers');
    for (let n = 1; n <= EXPORT_SHEET_ROWS; n += 1) file.write([`Someone ${n}`, '89161234567']);
    file.end();
    const bytes = readFileSync(path);
    const { importId, preview } = await bench.upload('full.xlsx', bytes);
    expect(preview).toMatchObject({ format: 'xlsx', rows: EXPORT_SHEET_ROWS });
    expect(readInspection(folderOf(dir, importId))?.records).toBe(EXPORT_SHEET_ROWS + 1);
  }, 240_000);

  const sheet = (...rows: string[]) =>
    zipOf({
      'xl/workbook.xml': Buffer.from('<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'),
      'xl/worksheets/sheet1.xml': Buffer.from(
        `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`,
      ),
    });
  const line = (r: number, ...cells: string[]) =>
    `<row r="${r}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;

  it('that claims more rows than there can be is told so, and one whose last row stands at the end is not', async () => {
    const head = [line(1, 'name', 'phone'), line(2, 'Anna', '89161234567')];
    await expect(
      bench.upload('a.xlsx', sheet(...head, line(1_048_577, 'Boris', '89161234568'))),
    ).rejects.toMatchObject({ code: 'importTooLarge' });
    const { preview } = await bench.upload('b.xlsx', sheet(...head, line(1_048_576, 'Boris', '89161234568')));
    expect(preview.rows).toBe(2);
    // Rows that go backwards are no sheet.
    await expect(bench.upload('c.xlsx', sheet(...head, line(2, 'Boris', '8')))).rejects.toMatchObject({
      code: 'importFormat',
    });
  }, 120_000);
});

describe('a file that changes under the reader', () => {
  const ROWS = 60_000;
  const text = `name;phone\n${Array.from({ length: ROWS }, (_, n) => `Someone ${n};8916${String(n).padStart(7, '0')}\n`).join('')}`;
  const file = Buffer.from(text);

  it('before the run takes nothing in, and says so; chosen again it comes in', async () => {
    const { importId, preview } = await bench.upload('a.csv', file.subarray(0, 2000));
    truncateSync(folderOf(dir, importId).upload, 1000);
    const end = await bench.run(importId, preview);
    expect(end).toMatchObject({ state: 'failed', failure: 'importChanged', created: 0 });
    expect(bench.names()).toEqual([]);
    const again = await bench.importFile('a.csv', file.subarray(0, text.indexOf('\n', 2000) + 1));
    expect(again.end).toMatchObject({ state: 'done', created: again.end.rows, rejected: 0 });
  });

  it('cut in the middle of a row leaves whole rows, and the next import makes it complete', async () => {
    const { importId, preview } = await bench.upload('a.csv', file);
    const running = bench.run(importId, preview);
    await bench.untilProgress(importId, ({ state }) => state === 'running');
    // In the middle of a name, far behind where the reader is.
    truncateSync(folderOf(dir, importId).upload, text.indexOf('Someone 59000') + 4);
    const end = await running;
    expect(end).toMatchObject({ state: 'failed', failure: 'importChanged' });
    expect(end.created + end.merged + end.rejected).toBe(end.processed);
    expect(end.rejected).toBe(0);
    expect(bench.one('select count(*) from contacts')).toBe(end.created);
    expect(bench.one("select count(*) from contacts where name not glob 'Someone [0-9]*'")).toBe(0);
    const again = await bench.importFile('a.csv', file);
    expect(again.end).toMatchObject({ state: 'done', created: ROWS - end.created, merged: end.created });
  }, 240_000);
});

it('a card with a picture of 20 MB is its card', async () => {
  const photo = `PHOTO;ENCODING=b;TYPE=JPEG:${'A'.repeat(20 * 1024 * 1024)}`;
  const card = (name: string, number: string, ...more: string[]) =>
    ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, `TEL:${number}`, ...more, 'END:VCARD', ''].join('\r\n');
  const bytes = Buffer.from(`${card('Anna', '+79160000001', photo)}${card('Boris', '+79160000002')}`);
  const { end } = await bench.importFile('a.vcf', bytes);
  expect(end).toMatchObject({ state: 'done', created: 2, rejected: 0 });
  expect(bench.names()).toEqual(['Anna', 'Boris']);
});
