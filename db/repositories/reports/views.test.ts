import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOME, type TestBase, testBase } from '../../testing.ts';
import { createRepositories } from '../index.ts';

let base: TestBase;
beforeEach(() => {
  base = testBase();
});
afterEach(() => base[Symbol.dispose]());

const OTHER = '01900000-0000-7000-8000-000000000002';
const VIEW = { period: 'lastMonth', against: 'before' } as const;

it('shows one’s own views and the shared ones, by name, and lets nobody change another’s', () => {
  const { reportViews } = base.repos;
  const others = createRepositories(base.db, {
    now: () => base.clock.now,
    newId: v7,
    actorId: () => OTHER,
    home: () => HOME,
  }).reportViews;
  const mine = reportViews.save({ name: ' b mine ', shared: false, view: VIEW });
  const theirs = others.save({ name: 'A theirs', shared: true, view: { ...VIEW, region: 'Kyiv' } });
  others.save({ name: 'hidden', shared: false, view: VIEW });
  expect(reportViews.list()).toMatchObject([
    { name: 'A theirs', own: false, shared: true, view: { region: 'Kyiv' } },
    { name: 'b mine', own: true, shared: false, ownerName: 'Olena' },
  ]);
  const refused = expect.objectContaining({ code: 'outOfReach' });
  expect(() => reportViews.save({ id: theirs.id, name: 'x', shared: true, view: VIEW })).toThrow(refused);
  expect(() => reportViews.remove(theirs.id)).toThrow(refused);
  expect(() => reportViews.remove(v7())).toThrow(expect.objectContaining({ code: 'notFound' }));
  const removed = reportViews.remove(mine.id);
  expect(reportViews.list()).toHaveLength(1);
  base.repos.changes.undo(removed.changeId);
  expect(reportViews.list()).toHaveLength(2);
  const outbox = base.db.sqlite
    .prepare("select count(*) from outbox where table_name = 'report_views'")
    .pluck();
  expect(outbox.get()).toBe(5);
});
