import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ME, type TestBase, testBase } from '../../testing.ts';
import { createResultReader, type ResultFilter, type ResultReader } from './results.ts';

const FILTERS: ReadonlyArray<readonly [name: string, filter: ResultFilter]> = [
  ['everything', {}],
  ['a period', { from: 1, to: 2, direction: 'outbound' }],
  ['a list', { campaignId: ME }],
  ['a caller of a list', { campaignId: ME, agentId: ME, from: 1 }],
  ['a template', { scriptId: ME }],
  ['a template in a list', { scriptId: ME, campaignId: ME }],
];

const QUESTIONS: Readonly<Record<string, (reader: ResultReader, filter: ResultFilter) => unknown>> = {
  calls: (reader, filter) => [...reader.calls(filter)],
  talks: (reader, filter) => reader.talks(filter, { answered: true, outcomes: ['agreed', null] }, 100),
  exported: (reader, filter) => [...reader.exported(filter)],
  count: (reader, filter) => reader.count(filter),
};
const OF_TEMPLATES: typeof QUESTIONS = {
  runs: (reader, filter) => [...reader.runs(filter)],
  exportedRuns: (reader, filter) => [...reader.exportedRuns(filter)],
};

let base: TestBase;
beforeAll(() => {
  base = testBase();
});
afterAll(() => base[Symbol.dispose]());

/** How SQLite goes about the statements that are prepared meanwhile. */
function plansOf(ask: (reader: ResultReader) => void): string[] {
  const { sqlite } = base.db;
  const statements: string[] = [];
  const reader = createResultReader({
    prepare: (sql: string) => {
      statements.push(sql);
      return sqlite.prepare(sql);
    },
  } as unknown as typeof sqlite);
  ask(reader);
  expect(statements).not.toEqual([]);
  return statements.flatMap((sql) =>
    (
      sqlite.prepare(`explain query plan ${sql.replaceAll(/@\w+/g, '1').replaceAll('?', '1')}`).all() as {
        detail: string;
      }[]
    ).map(({ detail }) => detail),
  );
}

describe.each(FILTERS)('a report on %s', (_, filter) => {
  const questions = { ...QUESTIONS, ...(filter.scriptId === undefined ? {} : OF_TEMPLATES) };
  it.each(Object.entries(questions))('walks through no whole table for its %s', (_question, ask) => {
    const plans = plansOf((reader) => ask(reader, filter));
    const scans = plans.filter((detail) => /^SCAN (?!json_each|value|s$)/.test(detail));
    expect(scans).toEqual([]);
    const index =
      filter.scriptId !== undefined
        ? 'talk_runs_script'
        : filter.campaignId !== undefined
          ? 'calls_campaign'
          : 'calls_started';
    expect(plans.join('\n')).toContain(index);
  });
});

it('takes the bounds of a list and of its period from one index', () => {
  const plans = plansOf((reader) => reader.count({ campaignId: ME, from: 1, to: 2 }));
  expect(plans[0]).toMatch(/calls_campaign \(campaign_id=\? AND started_at>\? AND started_at<\?\)/);
});
