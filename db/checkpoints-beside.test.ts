import { once } from 'node:events';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { checkpointState, checkpointsBeside } from './checkpoints-beside.ts';
import { testBase } from './testing.ts';

const PAGES = { behind: 10, longest: 40 };

function startServer(file: string, state: Int32Array): Worker {
  const checkpoints = fileURLToPath(new URL('./checkpoints-beside.ts', import.meta.url));
  return new Worker(
    `const { workerData } = require('node:worker_threads');
     import(workerData.checkpoints).then(({ serveCheckpoints }) => serveCheckpoints(workerData.file, workerData.state));`,
    { eval: true, workerData: { checkpoints, file, state } },
  );
}

/** Pages in the log, all of them and those that are in the base too. */
function logOf({ db }: ReturnType<typeof testBase>) {
  return db.sqlite.prepare('pragma wal_checkpoint(noop)').get() as { log: number; checkpointed: number };
}

const write = ({ repos }: ReturnType<typeof testBase>, at: number) =>
  repos.settings.set(`key${at % 7}`, 'x'.repeat(3000));

it('keeps the log of a connection that goes on writing short, from another thread', async () => {
  using base = testBase();
  const state = checkpointState();
  const server = startServer(base.db.file, state);
  const exit = once(server, 'exit');
  const beside = checkpointsBeside(base.db.sqlite, state, () => PAGES);
  let longest = 0;
  for (let at = 0; at < 500; at += 1) {
    write(base, at);
    beside.step();
    longest = Math.max(longest, logOf(base).log);
  }
  // The transaction after the one that was too long begins the log anew.
  expect(longest).toBeLessThan(2 * PAGES.longest);
  beside.end();
  await exit;
  expect(logOf(base).checkpointed).toBe(logOf(base).log);
  expect(statSync(`${base.db.file}-wal`).size).toBeLessThan(2 * PAGES.longest * 5_000);
});

it('does the work itself when there is nobody else', () => {
  using base = testBase();
  const beside = checkpointsBeside(base.db.sqlite, checkpointState(), () => PAGES);
  beside.goOnAlone();
  for (let at = 0; at < 200; at += 1) {
    write(base, at);
    beside.step();
  }
  expect(logOf(base).log).toBeLessThan(2 * PAGES.longest);
  beside.end();
  expect(logOf(base).checkpointed).toBe(logOf(base).log);
});
