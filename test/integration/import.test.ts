import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UNPACKED_LIMIT, UPLOAD_LIMIT } from '../../electron/core/imports/limits.ts';
import { encode, type SeedEncoding, untidyCsv } from '../../scripts/seed/untidy-csv.ts';
import type { ImportOptions } from '../../shared/contract/imports.ts';
import { type Bench, openBench } from './import-bench.ts';
import { workbook, zipOf } from './import-files.ts';

let dir = '';
let bench: Bench;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-import-'));
  bench = openBench(dir);
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true, force: true });
});

const ROWS = 10_000;

describe('the segment of an import', () => {
  it('is whom it made or completed, and nobody whom somebody else changed from its beginning to its end', async () => {
    bench.contact('before', '+79160000001');
    const file = 'name;phone\nNew;+79160000003\nFuller name;+79160000002\n';
    bench.contact('Fuller', '+79160000002');
    const { importId, preview } = await bench.upload('a.csv', Buffer.from(file));
    expect(bench.segment(importId)).toEqual([]);
    // Between the upload and the start, while it runs, and before anybody heard of its end.
    bench.contact('by hand', '+79160000004');
    const running = bench.run(importId, preview, { duplicates: 'overwrite' });
    bench.contact('by hand meanwhile', '+79160000005');
    expect(await running).toMatchObject({ state: 'done', created: 1, merged: 1 });
    bench.contact('by hand afterwards', '+79160000006');
    expect(bench.segment(importId)).toEqual(['Fuller name', 'New']);
  });

  it('has nobody when it touched nobody', async () => {
    bench.contact('Anna', '+79160000001');
    const file = Buffer.from('name;phone\nAnna;+79160000001\n');
    const { importId, preview } = await bench.upload('a.csv', file);
    bench.contact('by hand', '+79160000004');
    expect(await bench.run(importId, preview, { duplicates: 'skip' })).toMatchObject({ created: 0 });
    expect(bench.segment(importId)).toEqual([]);
  });
});

describe('an untidy file of 10,000 rows', () => {
  it('is taken in or refused with a reason, row by row, and a second time changes nothing', async () => {
    const file = encode(untidyCsv({ rows: ROWS, seed: 1 }), 'windows-1251');
    const first = await bench.importFile('клиенты.csv', file);
    expect(first.preview).toMatchObject({
      format: 'csv',
      encoding: 'windows-1251',
      delimiter: ';',
      rows: ROWS,
      hasHeader: true,
    });
    expect(first.preview.columns.slice(0, 10).map((column) => column.suggested)).toEqual([
      'ignore',
      'name',
      'phone',
      'mobile',
      'organisation',
      'email',
      'role',
      'channel',
      'region',
      'about',
    ]);
    const { end } = first;
    expect(end.state).toBe('done');
    expect(end.created + end.merged + end.rejected).toBe(ROWS);
    expect(end.processed).toBe(ROWS);
    expect(end.created).toBeGreaterThan(ROWS * 0.8);
    expect(end.merged).toBeGreaterThan(0);

    const rejected = await bench.rejected(first.importId);
    const [head, ...rows] = rejected.rows;
    expect(rejected.text.startsWith('\ufeff')).toBe(true);
    expect(head?.cells.slice(0, 4)).toEqual(['Строка', 'Причина', '№', 'ФИО']);
    expect(rows).toHaveLength(end.rejected);
    for (const row of rows) {
      expect(row.broken).toBe(false);
      expect(row.cells[0]).toMatch(/^\d+$/);
      expect(row.cells[1]).toMatch(/^[А-Я].+ \[(noName|noNumber|badNumber|brokenRow|tooLong)\]$/);
      for (const cell of row.cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }
    for (const reason of ['noName', 'noNumber', 'badNumber', 'brokenRow', 'tooLong']) {
      expect(rejected.text).toContain(`[${reason}]`);
    }

    const before = bench.snapshot();
    const second = await bench.importFile('again.csv', file);
    expect(second.end).toMatchObject({
      state: 'done',
      created: 0,
      rejected: end.rejected,
      merged: ROWS - end.rejected,
    });
    expect(bench.snapshot()).toEqual(before);
    expect(second.changed).toEqual([]);
    expect(bench.one('pragma integrity_check')).toBe('ok');
    expect(bench.one('select count(*) from outbox')).toBe(
      bench.one('select count(*) from outbox where table_name = ?', 'contacts'),
    );
  });

  it.each(['overwrite', 'skip'] as const)('repeats without a change under "%s" too', async (duplicates) => {
    const file = encode(untidyCsv({ rows: 2000, seed: 2 }), 'utf8');
    const first = await bench.importFile('a.csv', file, { duplicates });
    expect(first.end.created + first.end.merged + first.end.rejected).toBe(2000);
    const before = bench.snapshot();
    const second = await bench.importFile('a.csv', file, { duplicates });
    expect(second.end).toMatchObject({ created: 0, rejected: first.end.rejected });
    expect(bench.snapshot()).toEqual(before);
  });

  it.each([
    ['windows-1251', 'windows-1251'],
    ['utf8', 'utf-8'],
    ['utf8-bom', 'utf-8'],
    ['utf16', 'utf-16le'],
  ] as const)('is the same in %s', async (encoding: SeedEncoding, name) => {
    const { preview, end } = await bench.importFile(
      'a.csv',
      encode(untidyCsv({ rows: 300, seed: 3 }), encoding),
    );
    expect(preview.encoding).toBe(name);
    expect(end).toMatchObject({ state: 'done', rows: 300 });
    expect(bench.names().some((name) => name.startsWith('Соловьёв '))).toBe(true);
  });
});

describe('what a row becomes', () => {
  it('is a customer with numbers in E.164, an organisation and a search entry', async () => {
    const csv = 'ФИО;Телефон;Компания\nИванов Иван;8 (916) 123-45-67, доб. 12; ООО "Ромашка"\n';
    await bench.importFile('a.csv', Buffer.from(csv));
    const [ivanov] = bench.find('иванов');
    expect(ivanov).toMatchObject({
      name: 'Иванов Иван',
      organisationName: 'ООО "Ромашка"',
      phone: '+79161234567',
    });
    expect(
      bench
        .find('ромашка')
        .map((row) => row.kind)
        .sort(),
    ).toEqual(['organisation', 'person']);
  });

  it('without a number is refused, unless the customer is known by name and organisation', async () => {
    const csv = 'Имя;Телефон;Компания;Регион\nПётр;;;\nАнна;;Лютик;Тверь\nАнна;89161234567;Лютик;\n';
    const { importId, end } = await bench.importFile('a.csv', Buffer.from(csv));
    expect(end).toMatchObject({ created: 1, merged: 1, rejected: 1 });
    expect((await bench.rejected(importId)).text).toContain('2;"Нет ни телефона, ни e-mail');
    expect(bench.find('анна')).toHaveLength(1);
    expect(bench.one("select region from contacts where name = 'Анна'")).toBe('Тверь');
  });

  it('keeps a formula as the text that it is, and makes it harmless on the way out', async () => {
    const csv = 'Имя;Телефон\n=cmd();89161234567\n=cmd();нет\n';
    const { importId } = await bench.importFile('a.csv', Buffer.from(csv));
    expect(bench.names()).toEqual(['=cmd()']);
    expect((await bench.rejected(importId)).text).toContain("'=cmd()");
  });

  it('fills gaps, or overwrites, or leaves alone', async () => {
    await bench.importFile('a.csv', Buffer.from('Имя;Телефон;Регион\nИван;89161234567;Тверь\n'));
    const csv = Buffer.from('Имя;Телефон;Регион;Должность\nИван Иванов;+7 916 123-45-67;Москва;Директор\n');
    const state = () => [
      bench.one('select name from contacts'),
      bench.one('select region from contacts'),
      bench.one('select role from contacts'),
    ];
    await bench.importFile('b.csv', csv, { duplicates: 'skip' });
    expect(state()).toEqual(['Иван', 'Тверь', null]);
    await bench.importFile('b.csv', csv, { duplicates: 'fillGaps' });
    expect(state()).toEqual(['Иван', 'Тверь', 'Директор']);
    await bench.importFile('b.csv', csv, { duplicates: 'overwrite' });
    expect(state()).toEqual(['Иван Иванов', 'Москва', 'Директор']);
  });
});

describe('workbooks', () => {
  it('are read from their first sheet, long numbers and dates as they are shown', async () => {
    const file = await workbook([
      ['ФИО', 'Телефон', 'Комментарий'],
      ['Иванов Иван', 79161234567, new Date(Date.UTC(2026, 10, 22))],
      [null, null, null],
      ['Без номера', null, null],
    ]);
    const { importId, preview, end } = await bench.importFile('клиенты.xlsx', file);
    expect(preview).toMatchObject({ format: 'xlsx', rows: 2 });
    expect(preview.sample[0]?.cells).toEqual(['Иванов Иван', '79161234567', '2026-11-22']);
    expect(end).toMatchObject({ created: 1, rejected: 1 });
    expect((await bench.rejected(importId)).rows[1]?.cells[0]).toBe('4');
  });

  it('cut off, or no workbook at all, are told apart', async () => {
    const file = await workbook([
      ['ФИО', 'Телефон'],
      ['Иванов', 79161234567],
    ]);
    await expect(bench.upload('a.xlsx', file.subarray(0, file.length - 200))).rejects.toMatchObject({
      code: 'importTruncated',
    });
    await expect(bench.upload('a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({
      code: 'importFormat',
    });
    await expect(bench.upload('a.zip', zipOf({ 'readme.xml': Buffer.from('<a/>') }))).rejects.toMatchObject({
      code: 'importFormat',
    });
    await expect(bench.upload('a.csv', Buffer.alloc(5000, 7))).rejects.toMatchObject({
      code: 'importEncoding',
    });
    await expect(bench.upload('a.csv', Buffer.from('\r\n \r\n'))).rejects.toMatchObject({
      code: 'importEmpty',
    });
  });

  it('that unpack to more than the limit are refused, whatever their header says', async () => {
    const bomb = {
      'xl/workbook.xml': Buffer.from('<workbook/>'),
      'xl/worksheets/sheet1.xml': Buffer.alloc(UNPACKED_LIMIT, 0x20),
    };
    await expect(bench.upload('a.xlsx', zipOf(bomb))).rejects.toMatchObject({
      code: 'importTooLarge',
      params: { limitMb: 256 },
    });
    await expect(bench.upload('a.xlsx', zipOf(bomb, { declared: 100 }))).rejects.toMatchObject({
      code: 'importTooLarge',
    });
  });

  it('of more than 200 MB are refused when announced, and when sent all the same', async () => {
    const begin = () => bench.begin('a.xlsx', UPLOAD_LIMIT + 1);
    expect(begin).toThrow(expect.objectContaining({ code: 'importTooLarge', params: { limitMb: 200 } }));
    const { importId } = bench.begin('a.xlsx', 10);
    expect(() => bench.chunk(importId, 0, new Uint8Array(11))).toThrow(
      expect.objectContaining({ code: 'badRequest' }),
    );
    expect(() => bench.chunk(importId, UPLOAD_LIMIT, new Uint8Array(1))).toThrow(
      expect.objectContaining({ code: 'importTooLarge' }),
    );
  });
});

describe('while it runs', () => {
  it('can be cancelled, keeps what is done and says so; started again it comes to the same end', async () => {
    const file = encode(untidyCsv({ rows: 4000, seed: 5 }), 'utf8');
    const { importId, preview } = await bench.upload('a.csv', file);
    const cancelled = bench.run(importId, preview);
    await bench.untilProgress(importId, (progress) => progress.processed > 200);
    await bench.cancel(importId);
    const half = await cancelled;
    expect(half.state).toBe('cancelled');
    expect(half.processed).toBeLessThan(4000);
    expect(half.created + half.merged + half.rejected).toBe(half.processed);
    expect(bench.one("select count(*) from contacts where kind = 'person'")).toBeLessThanOrEqual(
      half.created,
    );
    expect(half.created).toBeGreaterThan(0);

    const whole = await bench.run(importId, preview);
    expect(whole).toMatchObject({ state: 'done', processed: 4000 });
    expect(whole.created + whole.merged + whole.rejected).toBe(4000);
    expect(bench.events(importId).length).toBeLessThan(200);
  });

  it('leaves lookups as quick as they were', async () => {
    const file = encode(untidyCsv({ rows: 6000, seed: 6 }), 'utf8');
    await bench.importFile('a.csv', Buffer.from('Имя;Телефон\nИван;89161234567\n'));
    const quiet = await bench.lookupTimes('+79161234567', 300);
    const { importId, preview } = await bench.upload('a.csv', file);
    const running = bench.run(importId, preview);
    await bench.untilProgress(importId, (progress) => progress.processed > 100);
    const busy = await bench.lookupTimes('+79161234567', 300);
    await running;
    // The median, because the two cores of a test machine belong to others too. In the core's own thread it was 100 times.
    expect(busy.median / quiet.median).toBeLessThan(10);
  });

  it('killed in the middle it is failed after the next start, with what was counted, and can be started again', async () => {
    const home = join(dir, 'victim');
    const victim = fork(join(import.meta.dirname, 'import-victim.ts'), [home, '3000'], { execArgv: [] });
    const [{ importId }] = (await once(victim, 'message')) as [{ importId: string }];
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const after = openBench(home);
    try {
      const left = after.progress(importId);
      expect(left).toMatchObject({ state: 'failed', rows: 3000 });
      expect(left.processed).toBeGreaterThan(0);
      expect(left.processed).toBeLessThan(3000);
      expect(left.created + left.merged + left.rejected).toBe(left.processed);
      const preview = await after.preview(importId);
      const end = await after.run(importId, preview);
      expect(end).toMatchObject({ state: 'done', processed: 3000 });
      expect(end.created + end.merged + end.rejected).toBe(3000);
      expect(after.one('pragma integrity_check')).toBe('ok');
      const whole = after.snapshot().contacts.length;
      expect(
        (await after.importFile('again.csv', encode(untidyCsv({ rows: 3000, seed: 7 }), 'utf8'))).end.created,
      ).toBe(0);
      expect(after.snapshot().contacts).toHaveLength(whole);
    } finally {
      await after.close();
    }
  });
});

it('has no other way to a file than its id', () => {
  const { importId } = bench.begin('../../etc/passwd', 3);
  bench.chunk(importId, 0, Buffer.from('a;b'));
  expect(readFileSync(join(dir, 'imports', importId, 'upload'), 'utf8')).toBe('a;b');
});

it('wants a column of numbers', async () => {
  const { importId, preview } = await bench.upload('a.csv', Buffer.from('Имя;Город\nИван;Тверь\n'));
  const mapping: ImportOptions['mapping'] = ['name', 'region'];
  await expect(bench.run(importId, preview, { mapping })).rejects.toMatchObject({
    code: 'importNoNumberColumn',
  });
});
