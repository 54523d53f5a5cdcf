import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/universal';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type BlockStore,
  type CallBlocks,
  createCallBlocks,
  openBlocks,
} from '../../../db/repositories/reports/blocks.ts';
import { createResultReader, type ResultReader } from '../../../db/repositories/results/results.ts';
import { draft, type TestBase, testBase } from '../../../db/testing.ts';
import { requests } from '../../../shared/contract/index.ts';
import type { ReportSelection } from '../../../shared/contract/reports.ts';
import { DIMENSIONS, dimensioned } from '../../../shared/domain/reports/columns.ts';
import { noCounts } from '../../../shared/domain/reports/counts.ts';
import { REPORT_FIGURES, type ReportFigure } from '../../../shared/domain/reports/figures.ts';
import { EXPECTED, LIST_A, OLENA, PETRO } from '../../../shared/domain/reports/testing/month.ts';
import type { Surroundings } from '../results/task.ts';
import { WORKPLACE } from '../results/testing/workplace.ts';
import { exportReport } from './export.ts';
import { callsBehind, reportFigures } from './figures.ts';
import { callId, writeMonth } from './testing/write-month.ts';

const NOVEMBER = { firstDay: '2026-11-01', lastDay: '2026-11-30' };
const AROUND: Surroundings = WORKPLACE;

let base: TestBase;
let reader: ResultReader;
let store: BlockStore;
let blocks: CallBlocks;
beforeEach(() => {
  base = testBase();
  writeMonth(base);
  reader = createResultReader(base.db.sqlite);
  store = openBlocks(join(base.dir, 'blocks'));
  blocks = createCallBlocks(base.db.sqlite, store);
});
afterEach(() => {
  store.close();
  base[Symbol.dispose]();
});

const figures = (filter = {}, around = AROUND) =>
  reportFigures(blocks, reader, { ...NOVEMBER, ...filter }, around);
const behind = (selection: ReportSelection, filter = {}) =>
  callsBehind(blocks, reader, { ...NOVEMBER, ...filter, ...selection, limit: 100 }, AROUND).talks.map(
    ({ callId: id }) => Number(id.slice(-3)),
  );

describe('the month in a base', () => {
  it('has the figures that were reckoned by hand', () => {
    const report = figures();
    expect(report.total).toEqual(EXPECTED);
    expect(report.before).toEqual({ firstDay: '2026-10-01', lastDay: '2026-10-31', total: noCounts() });
    expect(report.per.agent.map(({ key, name, counts }) => [key, name, counts.calls])).toEqual([
      [OLENA, 'Olena', 8],
      [PETRO, 'Petro', 7],
    ]);
    requests['reports.figures'].output.parse(report);
  });

  it('compares December with it', () => {
    const december = figures({ firstDay: '2026-12-01', lastDay: '2026-12-31' });
    expect(december.total).toMatchObject({ calls: 1, talks: 1 });
    expect(december.before.total).toEqual(EXPECTED);
  });

  it('is compared with what was asked for: the same days of a year before, or any others', () => {
    const against = { firstDay: '2026-11-02', lastDay: '2026-11-02' };
    const report = figures({ firstDay: '2026-11-11', lastDay: '2026-11-11', against });
    expect([report.total.calls, report.before.total.calls]).toEqual([1, 9]);
    const later = figures({ firstDay: '2026-11-02', lastDay: '2026-11-02', against: NOVEMBER });
    expect([later.total.calls, later.before.total]).toEqual([9, EXPECTED]);
    const far = { firstDay: '2020-02-01', lastDay: '2020-02-29' };
    expect(figures({ against: far })).toMatchObject({
      total: EXPECTED,
      before: { ...far, total: noCounts() },
    });
  });

  it('shows the calls behind each figure, newest first', () => {
    expect(behind({ figure: 'lost' })).toEqual([10, 9, 4]);
    expect(behind({ figure: 'savedByUs' })).toEqual([15, 3]);
    expect(behind({ figure: 'aht' })).toEqual([14, 13, 12, 7, 6, 2, 1]);
    expect(behind({ figure: 'calls', weekday: 0, hour: 9 })).toEqual([4, 3, 2, 1]);
    expect(behind({ figure: 'calls', day: '2026-11-03' })).toEqual([12, 11, 10]);
    expect(behind({ figure: 'talks', by: [{ dimension: 'list', key: LIST_A }] })).toEqual([6]);
    expect(
      behind({ figure: 'abandoned', by: [{ dimension: 'list', key: null }] }, { agentId: PETRO }),
    ).toEqual([15, 9, 3]);
    for (const figure of REPORT_FIGURES) expect(() => behind({ figure })).not.toThrow();
  });

  it('is only what lies within the reach of the asker', () => {
    expect(figures({}, { ...AROUND, owners: new Set([PETRO]) }).total.calls).toBe(7);
  });

  it('goes into a file with every figure, and nothing in it is a formula', async () => {
    const own = <T extends string>(keys: readonly T[]) =>
      Object.fromEntries(keys.map((key) => [key, key])) as unknown as Record<T, string>;
    const words = {
      ...{
        table: 'table',
        part: '=part',
        total: 'total',
        before: 'before',
        none: 'none',
        day: 'day',
        hour: 'hour',
      },
      dimensions: dimensioned((name) => name),
      figures: own<ReportFigure>(REPORT_FIGURES),
      weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    };
    const asked = { ...NOVEMBER, words, outcomeNames: { agreed: 'Agreed' }, channelNames: {} };
    const csv = await exportReport(figures(), { ...asked, format: 'csv' } as never, AROUND);
    const [titles, total, , ...rest] = parse(Buffer.from(csv.bytes), { bom: true }) as string[][];
    expect(titles?.slice(0, 3)).toEqual(['table', "'=part", 'calls']);
    const column = (figure: ReportFigure) => total?.[2 + REPORT_FIGURES.indexOf(figure)];
    expect([column('calls'), column('serviceLevel'), column('asa'), column('aht')]).toEqual([
      '15',
      '0.3333',
      '15',
      '120',
    ]);
    expect(rest).toContainEqual(expect.arrayContaining(['outcome', 'Agreed', '3']));
    expect(rest).toContainEqual(expect.arrayContaining(['hour', 'Mon 09:00', '4']));
    // What people call themselves is theirs: no program shall reckon it.
    const named = figures();
    const [first] = named.per.agent;
    const evil = {
      ...named,
      per: { ...named.per, agent: [{ ...first, name: "=cmd|' /C calc'!A0" }] },
    } as never;
    const defused = await exportReport(evil, { ...asked, format: 'csv' } as never, AROUND);
    expect(Buffer.from(defused.bytes).toString()).toContain("'=cmd|");
    const workbook = await exportReport(evil, { ...asked, format: 'xlsx' } as never, AROUND);
    const rows = await readSheet(new Uint8Array(workbook.bytes).buffer, 1);
    // A text of the sheet, and not what a formula came to.
    expect(rows.some((row) => row[1] === "=cmd|' /C calc'!A0")).toBe(true);
    const xlsx = await exportReport(figures(), { ...asked, format: 'xlsx' } as never, AROUND);
    expect(xlsx.fileName).toBe('ringdesk-report-2026-11-01-2026-11-30.xlsx');
    expect(xlsx.bytes.byteLength).toBeGreaterThan(1000);
  });
});

describe('kept days', () => {
  it('are read instead of the calls, and are the same', () => {
    const first = figures();
    const again = createCallBlocks(base.db.sqlite, store);
    expect(reportFigures(again, reader, NOVEMBER, AROUND)).toEqual(first);
    // Without its keeper a block comes from the rows.
    expect(reportFigures(createCallBlocks(base.db.sqlite), reader, NOVEMBER, AROUND)).toEqual(first);
  });

  it('follow a call that changes, goes, or whose customer changes', () => {
    expect(figures().total.agreed).toBe(3);
    const record = base.repos.calls.get(callId(8));
    if (record === undefined) throw new Error('call 8 is there');
    base.repos.calls.save({ ...record, outcome: 'agreed' });
    expect(figures().total.agreed).toBe(4);
    const contact = base.repos.contacts.create(draft({ name: 'Anna', channel: 'website' }));
    base.repos.calls.save({ ...record, outcome: 'agreed', contactId: contact.id });
    const websites = () => figures().per.channel.find(({ key }) => key === 'website')?.counts.calls;
    expect(websites()).toBe(1);
    base.db.sqlite.prepare("update contacts set channel = 'press' where id = ?").run(contact.id);
    expect(websites()).toBeUndefined();
    base.db.sqlite.prepare('update calls set deleted_at = 1 where id = ?').run(callId(8));
    expect(figures().total.calls).toBe(14);
  });

  it('are packed anew when their file is damaged', () => {
    writeFileSync(join(base.dir, 'other'), 'nothing of a base');
    const damaged = openBlocks(join(base.dir, 'other'));
    expect(reportFigures(createCallBlocks(base.db.sqlite, damaged), reader, NOVEMBER, AROUND).total).toEqual(
      EXPECTED,
    );
    damaged.close();
  });
});

it('counts nothing over an empty period, and a leap year day for day', () => {
  const year = figures({ firstDay: '2028-01-01', lastDay: '2028-12-31' });
  expect(year.total).toEqual(noCounts());
  expect(year.weekdays.reduce((sum, times) => sum + times, 0)).toBe(366);
  for (const dimension of DIMENSIONS) expect(year.per[dimension]).toEqual([]);
});
