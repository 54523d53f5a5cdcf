import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestBase, testBase } from '../../testing.ts';
import { CONTACT_PLACES } from './contact-places.ts';

let base: TestBase;
beforeAll(() => {
  base = testBase();
});
afterAll(() => base[Symbol.dispose]());

const rows = <T>(sql: string) => base.db.sqlite.prepare(sql).all() as T[];

/** Columns that hold a customer's id, by what they refer to and by how they are called. */
function columnsOfContacts(): string[] {
  const tables = rows<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and sql not like 'CREATE VIRTUAL%'",
  );
  return tables.flatMap(({ name }) => {
    const references = rows<{ table: string; from: string }>(`pragma foreign_key_list(${name})`)
      .filter(({ table }) => table === 'contacts')
      .map(({ from }) => from);
    const called = rows<{ name: string }>(`pragma table_info(${name})`)
      .map((column) => column.name)
      .filter((column) =>
        /(contact|customer|counterpart|organisation|company|person|client|supplier)s?_ids?$/.test(column),
      );
    return [...new Set([...references, ...called])].map((column) => `${name}.${column}`);
  });
}

it('names every column of the base that names a customer: a new table belongs into the list', () => {
  const listed = CONTACT_PLACES.map(({ table, column }) => `${table}.${column}`);
  expect(columnsOfContacts().filter((column) => !listed.includes(column))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

it('names nothing that is not there', () => {
  for (const { table, column } of CONTACT_PLACES)
    expect(
      rows(`select 1 from pragma_table_info('${table}') where name = '${column}'`),
      `${table}.${column}`,
    ).toHaveLength(1);
});

it('finds the rows of a customer by an index: nothing that grows is walked through', () => {
  for (const { table, column, how } of CONTACT_PLACES) {
    if (how === 'stays') continue;
    const condition = how === 'local' ? '' : 'and deleted_at is null';
    const [{ detail } = { detail: '' }] = rows<{ detail: string }>(
      `explain query plan select rowid from ${table} where ${column} = 'x' ${condition}`,
    );
    expect(detail, `${table}.${column}`).toMatch(/^SEARCH/);
  }
});
