import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkpointsAside, leaveLog } from './checkpoints.ts';
import { draft, testBase } from './testing.ts';

const logOf = (file: string): number => statSync(`${file}-wal`).size;

it('brings the log in between the transactions, and never in one of them', () => {
  using base = testBase();
  const { sqlite, file } = base.db;
  const move = sqlite.prepare('pragma wal_checkpoint(noop)');
  const waiting = () => {
    const { log, checkpointed } = move.get() as { log: number; checkpointed: number };
    return log - checkpointed;
  };
  const take = checkpointsAside(sqlite);
  const write = (count: number) => {
    for (let n = 0; n < count; n += 1) base.repos.contacts.create(draft({ name: `N ${n}` }));
  };
  sqlite.pragma('wal_checkpoint(truncate)');
  write(120);
  // More than after which SQLite itself would have begun.
  expect(waiting()).toBeGreaterThan(1_000);
  take();
  expect(waiting()).toBe(0);
  const longest = logOf(file);
  // The log begins anew, so its file does not grow.
  for (let round = 0; round < 3; round += 1) {
    write(60);
    take();
  }
  expect(logOf(file)).toBe(longest);
  write(1);
  take();
  expect(waiting()).toBeGreaterThan(0);
  // An import looks after the log itself.
  write(120);
  leaveLog(sqlite, true);
  take();
  expect(waiting()).toBeGreaterThan(1_000);
  leaveLog(sqlite, false);
  take();
  expect(waiting()).toBe(0);
});
