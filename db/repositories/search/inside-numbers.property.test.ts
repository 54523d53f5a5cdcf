import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draft, type TestBase, testBase } from '../../testing.ts';

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = (minLength: number, maxLength: number) =>
  fc.array(digit, { minLength, maxLength }).map((all) => all.join(''));
/** Few beginnings and few digits, so that what is looked for stands in many places. */
const near = fc
  .array(fc.constantFrom('1', '2', '0'), { minLength: 6, maxLength: 9 })
  .map((all) => `79${all.join('')}`);
const number = fc.oneof(
  near,
  digits(7, 9).map((rest) => `7916${rest}`.slice(0, 11)),
  digits(9, 9).map((rest) => `380${rest}`),
  digits(6, 14).map((rest) => `4${rest}`),
);
const local = digits(2, 6);

/** Of most numbers and digits together. */
const PEOPLE = 50;
let base: TestBase;
let people: string[];
beforeAll(() => {
  base = testBase();
  people = base.db.transaction(() =>
    Array.from({ length: PEOPLE }, (_, n) => base.repos.contacts.create(draft({ name: `N ${n}` })).id),
  );
});
afterAll(() => base[Symbol.dispose]());

interface Held {
  readonly id: string;
  readonly text: string;
  readonly deleted: boolean;
}

/** Each number as somebody's, in place of those of before. */
function hold(numbers: readonly string[], locals: readonly string[], gone: number): Held[] {
  const { sqlite } = base.db;
  const put = sqlite.prepare(
    `insert into contact_phones (id, created_at, updated_at, deleted_at, version, contact_id, e164, digits, raw, label, main, position)
     values (?, 1, 1, ?, 1, ?, ?, ?, '', 'main', 1, 0)`,
  );
  return base.db.transaction(() => {
    sqlite.exec('delete from contact_phones');
    return [...numbers, ...locals].map((text, n) => {
      const id = people[n] ?? '';
      const deleted = n % 4 === gone;
      const isLocal = n >= numbers.length;
      put.run(v7(), deleted ? 1 : null, id, isLocal ? null : Number(text), isLocal ? text : null);
      return { id, text, deleted };
    });
  });
}

it('finds every number with the digits in it, as a plain look at all of them does', () => {
  const cases = fc.record({
    numbers: fc.uniqueArray(number, { minLength: 1, maxLength: 42 }),
    locals: fc.uniqueArray(local, { maxLength: 8 }),
    gone: fc.nat(3),
    from: fc.nat(12),
    length: fc.integer({ min: 3, max: 12 }),
  });
  fc.assert(
    fc.property(cases, ({ numbers, locals, gone, from, length }) => {
      const all = hold(numbers, locals, gone);
      // A part of one of them, so that there is nearly always something to be found.
      const typed = (numbers[from % numbers.length] ?? '').slice(from % 7, (from % 7) + length);
      fc.pre(typed.length >= 3);
      const { found } = base.repos.search.contacts(typed, {}, { offset: 0, limit: 500 });
      const ids = new Set(found.map(({ id }) => id));
      const having = all.filter(({ text, deleted }) => !deleted && text.includes(typed));
      expect(having.filter(({ id }) => !ids.has(id))).toEqual([]);
      expect(all.filter(({ id, deleted }) => deleted && ids.has(id))).toEqual([]);
      const rows = new Map(base.repos.search.rows(found).map((row) => [row.id, row]));
      for (const { id } of having) {
        const marked = rows
          .get(id)
          ?.hits?.flatMap(({ text, marks }) => marks.map(([a, b]) => text.slice(a, b)));
        expect(marked?.join('')).not.toBe('');
      }
    }),
    {
      numRuns: 200,
      // Its first twelve digits read as a whole number of Romania.
      examples: [[{ numbers: ['4007000000000'], locals: [], gone: 1, from: 0, length: 12 }]],
    },
  );
});
