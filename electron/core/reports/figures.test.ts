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
import type { ReportFigures, ReportSelection } from '../../../shared/contract/reports.ts';
import type { OwnField, OwnValues } from '../../../shared/domain/own-field/field.ts';
import { ownField } from '../../../shared/domain/own-field/testing/field.ts';
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

describe('a field of the firm’s own', () => {
  /** Call 1 of Anna (Gold; red and blue; a partner), 2 and 3 of Boris (Silver; blue), 4 of a customer of whom nothing is known, the rest of nobody. */
  function fill() {
    const field = (fields: Partial<OwnField>, options: readonly string[] = []) => {
      const { id } = base.repos.ownFields.save({
        ...ownField({ ...fields, options: [] }),
        options: options.map((name) => ({ name })),
      });
      return base.repos.ownFields.list().find((one) => one.id === id) as OwnField;
    };
    const level = field({ name: 'Level', type: 'choice' }, ['Gold', 'Silver']);
    const colours = field({ name: 'Colours', type: 'multi' }, ['red', 'blue']);
    const partner = field({ name: 'Partner', type: 'yesNo' });
    const size = field({ name: 'Size', type: 'number' });
    const [gold = '', silver = ''] = level.options.map(({ id }) => id);
    const [red = '', blue = ''] = colours.options.map(({ id }) => id);
    const customer = (name: string, own: OwnValues, ...calls: number[]) => {
      const { id } = base.repos.contacts.create({ ...draft({ name }), own });
      for (const n of calls)
        base.db.sqlite.prepare('update calls set contact_id = ? where id = ?').run(id, callId(n));
      return id;
    };
    const anna = customer(
      'Anna',
      { [level.id]: gold, [colours.id]: [red, blue], [partner.id]: true, [size.id]: 12 },
      1,
    );
    customer('Boris', { [level.id]: silver, [colours.id]: [blue], [size.id]: 3 }, 2, 3);
    customer('Nobody', {}, 4);
    const around = { ...AROUND, ownFields: base.repos.ownFields.list() };
    return { level, colours, partner, size, gold, silver, red, blue, anna, around };
  }
  const calls = (parts: ReportFigures['perOwn']) =>
    parts?.map(({ key, name, counts }) => [key, name, counts.calls]);
  const all = EXPECTED.calls;

  it('parts the calls, each customer in all that he chose', () => {
    const { level, colours, partner, gold, silver, red, blue, around } = fill();
    expect(calls(figures({ ownDimension: level.id }, around).perOwn)).toEqual([
      [undefined, '', all - 3],
      [silver, 'Silver', 2],
      [gold, 'Gold', 1],
    ]);
    expect(calls(figures({ ownDimension: colours.id }, around).perOwn)).toEqual([
      [undefined, '', all - 3],
      [blue, 'blue', 3],
      [red, 'red', 1],
    ]);
    expect(calls(figures({ ownDimension: partner.id }, around).perOwn)).toEqual([
      [undefined, '', all - 1],
      ['yes', '', 1],
    ]);
    expect(figures({}, around)).not.toHaveProperty('perOwn');
  });

  it('filters them, in every figure and behind it', () => {
    const { level, size, gold, anna, around } = fill();
    const isGold = { own: [{ field: level.id, test: 'anyOf' as const, options: [gold] }] };
    expect(figures(isGold, around).total.calls).toBe(1);
    const small = { own: [{ field: size.id, test: 'between' as const, to: 5 }] };
    expect(figures(small, around).total.calls).toBe(2);
    expect(figures({ own: [...isGold.own, ...small.own] }, around).total.calls).toBe(0);
    expect(figures({ own: [{ field: size.id, test: 'empty' }] }, around).total.calls).toBe(all - 3);
    const ids = (asked: Partial<ReportSelection>, filter: object) =>
      callsBehind(blocks, reader, { ...NOVEMBER, ...filter, figure: 'calls', ...asked, limit: 100 }, around)
        .talks.map(({ callId: id }) => Number(id.slice(-3)))
        .sort((a, b) => a - b);
    expect(ids({}, isGold)).toEqual([1]);
    expect(ids({ ownKey: gold }, { ownDimension: level.id })).toEqual([1]);
    expect(ids({ ownKey: null }, { ownDimension: level.id })).toHaveLength(all - 3);
    // What was packed of the day stays true when a card changes.
    const before = base.repos.contacts.get(anna);
    base.repos.contacts.update(anna, before?.version ?? 0, { ...draft({ name: 'Anna' }), own: {} });
    expect(figures(isGold, around).total.calls).toBe(0);
  });

  it('that is gone parts nothing, and has no values to anybody', () => {
    const { level, gold, around } = fill();
    const gone = { ...around, ownFields: [] };
    expect(figures({ ownDimension: level.id }, gone)).not.toHaveProperty('perOwn');
    const asked = (test: 'filled' | 'empty') =>
      figures({ own: [{ field: level.id, test }] }, gone).total.calls;
    expect([asked('filled'), asked('empty')]).toEqual([0, all]);
    expect(gold).not.toBe('');
  });
});
