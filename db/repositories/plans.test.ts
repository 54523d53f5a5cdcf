import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../open.ts';
import { HOME, ME, type TestBase, testBase } from '../testing.ts';
import { createRepositories } from './index.ts';

/** Tables that grow with the work of years. */
const LARGE = [
  'calls',
  'leads',
  'talk_runs',
  'tasks',
  'notes',
  'contact_phones',
  'recordings',
  'audit',
  'purchases',
  'contracts',
  'invoices',
  'documents',
  'encounters',
];

/** Partial indexes of a handful of rows; and two by time, of which a statement reads the newest ones only. */
const SHORT = ['calls_open', 'calls_wrap_up', 'leads_claimed', 'recordings_unfinished'];
const NEWEST = ['calls_started', 'audit_at'];

let base: TestBase;
let statements: string[];
beforeAll(() => {
  base = testBase();
  statements = preparedBy(base.db);
});
afterAll(() => base[Symbol.dispose]());

/** What the repositories prepare when they are made: nearly all that they will ever ask. */
function preparedBy(db: Db): string[] {
  const seen: string[] = [];
  const sqlite = new Proxy(db.sqlite, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'prepare') return typeof value === 'function' ? value.bind(target) : value;
      return (sql: string) => {
        seen.push(sql);
        return target.prepare(sql);
      };
    },
  });
  createRepositories({ ...db, sqlite }, { now: Date.now, newId: v7, actorId: () => ME, home: () => HOME });
  return seen;
}

/** Walks through the whole of a large table, as `table (index)`. */
function walksOf(sql: string): string[] {
  const bound = sql.replaceAll(/[@:$]\w+/g, '1').replaceAll('?', '1');
  const plan = base.db.sqlite.prepare(`explain query plan ${bound}`).all() as { detail: string }[];
  const tableOf = (name: string) =>
    LARGE.find((table) => table === name || new RegExp(`\\b${table} (as )?${name}\\b`).test(sql));
  return plan.flatMap(({ detail }) => {
    const [, name, index = 'no index'] = /^SCAN (\w+)(?:.* INDEX (\w+))?/.exec(detail) ?? [];
    const table = name && tableOf(name);
    return !table ? [] : [`${table} (${index})`];
  });
}

it('lets no statement walk through a table that grows', () => {
  expect(statements.length).toBeGreaterThan(150);
  // An erasure looks everywhere, once for each person, and says so.
  const often = statements.filter((sql) => !sql.includes('/* everywhere, once */'));
  const walks = often.flatMap((sql) => {
    const newest = /order by [\w.]+ desc, [\w.]+ desc limit/.test(sql) ? NEWEST : [];
    return walksOf(sql)
      .filter((walk) => ![...SHORT, ...newest].some((index) => walk.endsWith(`(${index})`)))
      .map((walk) => `${walk}: ${sql.replaceAll(/\s+/g, ' ').slice(0, 120)}`);
  });
  expect(walks).toEqual([]);
});

it('would tell one that does', () => {
  expect(walksOf('select id from calls where note = 1')).toEqual(['calls (no index)']);
  expect(walksOf('select l.id from leads l where l.owner_id = 1')).toEqual(['leads (no index)']);
});
