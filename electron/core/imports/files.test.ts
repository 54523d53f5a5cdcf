import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safeCsv, sheetCsv } from './csv-text.ts';
import { folderOf } from './folder.ts';
import { createIds } from './ids.ts';
import { throttle } from './progress.ts';
import { RejectionFile } from './rejections.ts';
import { storeChunk } from './upload.ts';
import { numberText } from './workbook-cells.ts';

const ID = '01234567-89ab-7def-8123-456789abcdef';
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-files-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the upload', () => {
  it('is put together from its pieces, a repeated one included', () => {
    const folder = folderOf(dir, ID);
    storeChunk(folder, 0, Buffer.from('abc'), 6);
    storeChunk(folder, 3, Buffer.from('def'), 6);
    storeChunk(folder, 3, Buffer.from('def'), 6);
    expect(readFileSync(folder.upload, 'utf8')).toBe('abcdef');
  });

  it('has no gaps, and no more than was announced', () => {
    const folder = folderOf(dir, ID);
    storeChunk(folder, 0, Buffer.from('abc'), 6);
    expect(() => storeChunk(folder, 4, Buffer.from('e'), 6)).toThrow(
      expect.objectContaining({ code: 'badRequest' }),
    );
    expect(() => storeChunk(folder, 3, Buffer.from('defg'), 6)).toThrow(
      expect.objectContaining({ code: 'badRequest' }),
    );
    expect(() => folderOf(dir, '../../etc')).toThrow();
  });
});

it('refused rows are written for Excel, with nothing that it would run', () => {
  const path = join(dir, 'rejected.csv');
  const file = new RejectionFile(path, 'en', ['Name', '=Phone']);
  file.write([{ line: 7, reason: 'noNumber', cells: ['=cmd()', '-', 'a,b "c"'] }]);
  file.close();
  expect(readFileSync(path, 'utf8')).toBe(
    '\ufeffLine,Reason,Name,\'=Phone\r\n7,There is no phone number and no e-mail. Add one. [noNumber],\'=cmd(),\'-,"a,b ""c"""\r\n',
  );
});

it('the file of refused rows goes on where its run was cut off', () => {
  const path = join(dir, 'rejected.csv');
  const row = (line: number) => ({ line, reason: 'noName' as const, cells: ['a'] });
  const first = new RejectionFile(path, 'en', ['Name']);
  first.write([row(1)]);
  const kept = first.length;
  first.write([row(2)]);
  first.close();
  const second = new RejectionFile(path, 'en', ['Name'], kept);
  second.write([row(3)]);
  second.write([row(4)]);
  second.cut(second.length - 1);
  second.close();
  const lines = readFileSync(path, 'utf8').split('\r\n');
  expect(lines.map((line) => line.slice(0, 2))).toEqual(['\ufeffL', '1,', '3,', '4,']);
});

it('every cell that needs quotes gets them, whatever program and delimiter will read it', () => {
  expect(safeCsv([['a"b', '=1;2', 'c,d', 'e\nf', 'g\rh', '', ' =1']], ',')).toBe(
    '"a""b","\'=1;2","c,d","e\nf","g\rh",,\' =1\r\n',
  );
});

it('a sheet is written with every cell quoted and every row kept', () => {
  expect(sheetCsv([['a"b', '', 'true'], [], ['x\r\ny', '2026-11-22']])).toBe(
    '"a""b","","true"\r\n""\r\n"x\ny","2026-11-22"\r\n',
  );
});

it('numbers of a sheet are shown with all their digits', () => {
  expect(
    ['79161234567', '7.9161234567E10', '0.30000000000000004', '1.5', '-12', 'x'].map((text) =>
      numberText(text),
    ),
  ).toEqual(['79161234567', '79161234567', '0.3', '1.5', '-12', 'x']);
});

it('progress is told a few times a second', () => {
  let now = 0;
  const passed: number[] = [];
  const tell = throttle<number>(
    (value) => passed.push(value),
    () => now,
  );
  for (; now < 1000; now += 10) tell(now);
  expect(passed).toEqual([0, 250, 500, 750]);
});

it('ids of an import end as its own does, and are each another all the same', () => {
  const importId = '01900000-0000-7000-8000-0123456789ab';
  const newId = createIds(() => 1000, importId);
  const ids = Array.from({ length: 2000 }, newId);
  expect(ids.every((id) => id.endsWith('456789ab') && id.slice(14, 15) === '7')).toBe(true);
  expect(new Set(ids).size).toBe(2000);
});

it('ids rise, also within a millisecond and when the clock goes back', () => {
  let now = 1000;
  const newId = createIds(() => now);
  const ids = Array.from({ length: 2000 }, (_, i) => {
    if (i === 500) now += 1;
    if (i === 1000) now -= 5;
    return newId();
  });
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(2000);
});
