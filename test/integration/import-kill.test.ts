import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { encode, untidyCsv } from '../../scripts/seed/untidy-csv.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { createSmallDisk } from '../support/small-disk.ts';
import { openBench } from './import-bench.ts';

let victims: Bundle;
beforeAll(async () => {
  const threads = ['import', 'rows', 'checkpoints'].map((name) => `electron/core/imports/${name}.worker.ts`);
  victims = await bundle(join(import.meta.dirname, 'import-lives.ts'), threads);
}, 60_000);
afterAll(() => victims.remove());

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-import-kill-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const ROWS = 30_000;
/** Bases that are killed side by side: a core that starts leaves half of a machine idle. */
const BASES = 4;
/** Of each base's import, and of its undo: twenty each in all. */
const KILLS = 5;
/** Bytes for some thousand rows, not for all. */
const ROOM = 16 * 1024 * 1024;
/** Longest life after its first event, ms: a base's five do not reach the end of the file. */
const LONGEST_MS = 120;

/** A core that is killed in the middle; resolves when it is gone. */
async function live(home: string, what: 'import' | 'undo', ms: number): Promise<void> {
  const victim = fork(victims.program, [home, join(dir, 'a.csv'), what, String(ms)], { execArgv: [] });
  const [, signal] = (await once(victim, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

/** Kills a base's import five times. @returns how many rows it had got to each time */
async function killImport(home: string): Promise<number[]> {
  const processed: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await live(home, 'import', Math.random() * LONGEST_MS);
    expect(checkIntegrity(join(home, 'ringdesk.db')).troubles).toEqual([]);
    const look = openBench(home);
    const [run] = await look.list();
    expect(run).toMatchObject({ state: 'paused', canResume: true });
    expect((run?.created ?? 0) + (run?.merged ?? 0) + (run?.rejected ?? 0)).toBe(run?.processed);
    processed.push(run?.processed ?? 0);
    await look.close();
  }
  return processed;
}

it('is killed at twenty points and still comes to the end of an undisturbed run, and so is its undo', async () => {
  const file = encode(untidyCsv({ rows: ROWS, seed: 11 }), 'utf8');
  writeFileSync(join(dir, 'a.csv'), file);
  const calm = openBench(join(dir, 'calm'));
  const undisturbed = await calm.importFile('a.csv', file);
  const [wanted, refused] = [calm.content(), (await calm.rejected(undisturbed.importId)).text];
  await calm.close();
  const { created, merged, rejected } = undisturbed.end;

  const homes = Array.from({ length: BASES }, (_, at) => join(dir, `killed-${at}`));
  const points = await Promise.all(
    homes.map(async (home) => {
      const processed = await killImport(home);
      const after = openBench(home);
      const importId = (await after.list())[0]?.importId ?? '';
      await after.resume(importId);
      const end = await after.untilProgress(importId, ({ state }) => state !== 'running');
      expect(end).toMatchObject({ state: 'done', processed: ROWS, created, merged, rejected });
      expect(after.content()).toEqual(wanted);
      expect((await after.rejected(importId)).text).toBe(refused);
      await after.close();
      return processed;
    }),
  );
  // The kills were spread over the file, not over its first transaction.
  for (const processed of points) expect(new Set(processed).size).toBeGreaterThan(KILLS / 2);

  await Promise.all(
    homes.map(async (home) => {
      const base = join(home, 'ringdesk.db');
      for (let kill = 0; kill < KILLS; kill++) {
        await live(home, 'undo', Math.random() * LONGEST_MS);
        expect(checkIntegrity(base).troubles).toEqual([]);
      }
      const last = openBench(home);
      const importId = (await last.list())[0]?.importId ?? '';
      await last.undo(importId);
      const undone = await last.untilProgress(importId, ({ undo }) => undo?.state !== 'running');
      expect(undone.undo).toMatchObject({ state: 'done', kept: 0 });
      expect(last.content()).toEqual([]);
      expect(checkIntegrity(base).troubles).toEqual([]);
      await last.close();
    }),
  );
}, 900_000);

it('a full disk: it is said, nothing is half written, and the run goes on once there is room', async () => {
  const disk = createSmallDisk(400);
  const home = join(disk.path, 'data');
  const bench = openBench(home);
  try {
    const file = encode(untidyCsv({ rows: ROWS, seed: 11 }), 'utf8');
    const { importId, preview } = await bench.upload('a.csv', file);
    disk.fill(ROOM);
    const broken = await bench.run(importId, preview);
    expect(broken).toMatchObject({ state: 'failed', failure: 'diskFull' });
    expect(broken.processed).toBeGreaterThan(0);
    expect(broken.processed).toBeLessThan(ROWS);
    expect(broken.created + broken.merged + broken.rejected).toBe(broken.processed);
    expect(checkIntegrity(join(home, 'ringdesk.db')).troubles).toEqual([]);
    disk.free();

    await bench.resume(importId);
    const end = await bench.untilProgress(importId, ({ state }) => state !== 'running');
    expect(end).toMatchObject({ state: 'done', processed: ROWS });
    const calm = openBench(join(dir, 'calm'));
    const undisturbed = await calm.importFile('a.csv', file);
    expect(bench.content()).toEqual(calm.content());
    expect((await bench.rejected(importId)).text).toBe((await calm.rejected(undisturbed.importId)).text);
    await calm.close();
  } finally {
    await bench.close();
    disk.remove();
  }
}, 300_000);
