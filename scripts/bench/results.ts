import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createResults } from '../../electron/core/results/handlers.ts';
import { CALL_RESULTS, type CallResult } from '../../shared/domain/call/call.ts';
import { builtInOutcomes } from '../../shared/domain/outcome/outcome.ts';
import { EXPORT_WORDS, type ExportWord } from '../../shared/domain/results/export-words.ts';
import { seedResults } from '../seed/results.ts';
import type { Bench, Figure } from './report.ts';
import { benchSettings } from './workplace.ts';

/** What the core's own thread may stand still while a report is made, ms: a lookup must not wait. */
const STILL_LIMIT_MS = 20;

/** Reports on `--calls` (100,000) calls of one list and `--talks` (20,000) of one template. */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: { calls: { type: 'string', default: '100000' }, talks: { type: 'string', default: '20000' } },
  });
  const dir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const databaseFile = join(dir, 'ringdesk.db');
  log(`  writing ${values.calls} calls and ${values.talks} talks …`);
  const { campaignId, scriptId } = seedResults(databaseFile, Number(values.calls), Number(values.talks));
  const results = createResults({
    databaseFile,
    outcomes: builtInOutcomes,
    settings: benchSettings,
    repositories: {} as never,
    me: () => '',
    onTargetsChanged: () => undefined,
    now: Date.now,
  });
  const { handlers } = results;
  // Whoever sits alone at the machine sees everything.
  const context = { session: { role: 'desk' }, within: () => undefined } as never;
  const same = <T extends string>(keys: readonly T[]) =>
    Object.fromEntries(keys.map((key) => [key, key])) as unknown as Record<T, string>;
  const file = {
    words: same<ExportWord>(EXPORT_WORDS),
    resultNames: same<CallResult>(CALL_RESULTS),
    outcomeNames: {},
  };
  const asked: ReadonlyArray<readonly [name: string, goal: number, ask: () => unknown]> = [
    ['first_report', 3000, () => handlers['results.choices']({}, context)],
    ['calls_of_list', 500, () => handlers['results.calls']({ campaignId }, context)],
    ['calls_of_template', 500, () => handlers['results.calls']({ scriptId }, context)],
    ['template', 1000, () => handlers['results.script']({ scriptId }, context)],
    [
      'talks_agreed',
      200,
      () => handlers['results.talks']({ campaignId, figure: 'agreed', limit: 100 }, context),
    ],
    [
      'talks_left_at_price',
      200,
      () => handlers['results.talks']({ scriptId, nodeId: 'price', leftHere: true, limit: 100 }, context),
    ],
    [
      'export_calls_csv',
      5000,
      () => handlers['results.export']({ campaignId, kind: 'calls', format: 'csv', ...file }, context),
    ],
    [
      'export_answers_xlsx',
      10_000,
      () => handlers['results.export']({ scriptId, kind: 'answers', format: 'xlsx', ...file }, context),
    ],
  ];
  const still = monitorEventLoopDelay({ resolution: 1 });
  const figures: Figure[] = [];
  try {
    for (const [name, goal, ask] of asked) {
      still.enable();
      const begin = performance.now();
      await ask();
      figures.push({ name: `${name}_ms`, value: performance.now() - begin, unit: 'ms', goal, limit: null });
      still.disable();
    }
  } finally {
    await results.close();
    await rm(dir, { recursive: true, force: true });
  }
  return {
    figures: [
      ...figures,
      {
        name: 'core_stands_still_p99_ms',
        value: still.percentile(99) / 1e6,
        unit: 'ms',
        goal: STILL_LIMIT_MS,
        limit: null,
      },
      { name: 'core_stands_still_max_ms', value: still.max / 1e6, unit: 'ms', goal: null, limit: null },
    ],
    notes: [`${values.calls} calls of one list, ${values.talks} talks of one template, 30 days`],
  };
};
