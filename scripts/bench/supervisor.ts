import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openReader } from '../../db/open.ts';
import { createResults } from '../../electron/core/results/handlers.ts';
import type { ReportFilter } from '../../shared/contract/reports.ts';
import { builtInOutcomes } from '../../shared/domain/outcome/outcome.ts';
import { seedYear } from '../seed/year.ts';
import { measureBoard } from './board.ts';
import { measureLibrary } from './library.ts';
import { type Bench, type Figure, percentile } from './report.ts';
import { benchSettings } from './workplace.ts';

const YEAR = { firstDay: '2026-01-01', lastDay: '2026-12-31' };
const QUARTER = { firstDay: '2026-04-01', lastDay: '2026-06-30' };
const MONTH = { firstDay: '2026-10-01', lastDay: '2026-10-31' };

/**
 * The supervisor's reports on a year of `--calls` (1,000,000), each asked `--times` (15) times; and what a ring reads from the
 * base (the number's customer and the last calls), in the core's own thread, idle and while the year is reported again and again.
 * Then the filters of the library over `--recordings` (100,000) of these calls, each with its first page and its total.
 * The live board (`--board`, 100 events; `--only-board` nothing else) is measured in the real program.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      calls: { type: 'string', default: '1000000' },
      times: { type: 'string', default: '15' },
      recordings: { type: 'string', default: '100000' },
      board: { type: 'string', default: '100' },
      'only-board': { type: 'boolean', default: false },
    },
  });
  log('  the live board …');
  const board = await boardFigures(Number(values.board));
  if (values['only-board']) return { figures: board, notes: [BOARD_NOTE] };
  const times = Number(values.times);
  const dir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const databaseFile = join(dir, 'ringdesk.db');
  log(`  writing a year of ${values.calls} calls …`);
  const { agentId } = seedYear(databaseFile, Number(values.calls), 2026);
  const results = createResults({
    databaseFile,
    outcomes: builtInOutcomes,
    settings: benchSettings,
    repositories: {} as never,
    me: () => '',
    onTargetsChanged: () => undefined,
    now: Date.now,
  });
  const context = { within: () => undefined } as never;
  const figures = (filter: ReportFilter) => results.handlers['reports.figures'](filter, context);
  const asked: ReadonlyArray<readonly [name: string, ask: () => unknown]> = [
    ['year', () => figures(YEAR)],
    ['year_of_a_person', () => figures({ ...YEAR, agentId })],
    ['quarter', () => figures(QUARTER)],
    ['month', () => figures(MONTH)],
    [
      'calls_behind_year',
      () => results.handlers['reports.calls']({ ...YEAR, figure: 'lost', limit: 300 }, context),
    ],
  ];
  const found: Figure[] = [];
  try {
    const took = async (ask: () => unknown): Promise<number> => {
      const begin = performance.now();
      await ask();
      return performance.now() - begin;
    };
    log('  the first report packs the days …');
    const first = await took(() => figures(YEAR));
    const p95: number[] = [];
    for (const [name, ask] of asked) {
      const samples: number[] = [];
      for (let n = 0; n < times; n += 1) samples.push(await took(ask));
      p95.push(percentile(samples, 95));
      found.push({
        name: `report_p95_ms@${name}`,
        value: p95.at(-1) ?? 0,
        unit: 'ms',
        goal: 500,
        limit: null,
      });
    }
    const pops = createPops(databaseFile);
    log('  rings, idle and beside the report of a year …');
    const idle = await pops.measure();
    let reporting = true;
    const report = (async () => {
      while (reporting) await figures(YEAR);
    })();
    const busy = await pops.measure();
    reporting = false;
    await report;
    pops.close();
    log(`  filters over ${values.recordings} recordings …`);
    const library = measureLibrary(databaseFile, Number(values.recordings));
    return {
      figures: [
        ...board,
        {
          name: 'library_filter_p95_ms',
          value: Math.max(...library.map(([, p95]) => p95)),
          unit: 'ms',
          goal: 100,
          limit: null,
        },
        ...library.map(([name, value]) => ({
          name: `library_filter_p95_ms@${name}`,
          value,
          unit: 'ms',
          goal: 100,
          limit: null,
        })),
        { name: 'report_p95_ms', value: Math.max(...p95), unit: 'ms', goal: 500, limit: null },
        ...found,
        { name: 'first_report_ms', value: first, unit: 'ms', goal: null, limit: null },
        { name: 'screen_pop_p95_us@idle', value: idle, unit: 'µs', goal: null, limit: null },
        { name: 'screen_pop_p95_us@report', value: busy, unit: 'µs', goal: null, limit: null },
        { name: 'screen_pop_during_report_ratio', value: busy / idle, unit: '×', goal: 1.2, limit: null },
      ],
      notes: [
        BOARD_NOTE,
        `${values.calls} calls of one year, 20 people; report_p95_ms is the slowest of ${asked.length} reports, library_filter_p95_ms the slowest of ${library.length} filters`,
        'screen_pop here is the reading of the base in the core’s thread: number, last 20 calls and its customer; hops and paint are `screen-pop`',
      ],
    };
  } finally {
    await results.close();
    await rm(dir, { recursive: true, force: true });
  }
};

const BOARD_NOTE =
  'board_update: from an event at the connection of the manager interface to the paint, 200 members, 20 callers; floor: one message to an empty page';

async function boardFigures(events: number): Promise<Figure[]> {
  const { update, floor } = await measureBoard(events);
  return [
    { name: 'board_update_p95_ms', value: percentile(update, 95), unit: 'ms', goal: 200, limit: null },
    { name: 'board_update_p50_ms', value: percentile(update, 50), unit: 'ms', goal: null, limit: null },
    { name: 'board_floor_p95_ms', value: percentile(floor, 95), unit: 'ms', goal: null, limit: null },
  ];
}

const POPS = 400;

/** The reads of a ring. */
function createPops(file: string) {
  const db = openReader(file);
  const numbers = db.sqlite.prepare('select distinct e164 from calls limit 500').pluck().all() as number[];
  const recent = db.sqlite.prepare(
    `select k.id, k.started_at, k.outcome, k.note, c.name from calls k left join contacts c on c.id = k.contact_id
     where k.e164 = +? order by k.started_at desc limit 20`,
  );
  return {
    /** p95 in µs; one ring each 5 ms, so that the thread is free between them as it is in life. */
    async measure(): Promise<number> {
      const samples: number[] = [];
      for (let n = 0; n < POPS; n += 1) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        const begin = performance.now();
        recent.all(numbers[n % numbers.length]);
        samples.push((performance.now() - begin) * 1000);
      }
      return percentile(samples, 95);
    },
    close: () => db.close(),
  };
}
