import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { recordingPath } from '../../electron/core/recordings/paths.ts';
import { holdHandlers } from '../../electron/core/retention/holds.ts';
import { createRetention } from '../../electron/core/retention/retention.ts';
import type { RetentionPlan, RetentionState } from '../../shared/contract/retention.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { createSmallDisk } from '../support/small-disk.ts';
import { addCustomer, openProfile } from './backup-base.ts';

const DAY = 86_400_000;
/** `addCustomer` begins its calls here, one a second. */
const FIRST = Date.UTC(2026, 10, 1);
const COUNT = 60;
/** Of those of before the fortieth the time is over. */
const NOW = FIRST + 40_000 + 30 * DAY;
const PLAN: RetentionPlan = { on: true, minutes: 120, days: 30, rules: [] };

let victims: Bundle;
beforeAll(async () => {
  victims = await bundle(join(import.meta.dirname, 'retention-victim.ts'));
}, 60_000);
afterAll(() => victims.remove());

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-retention-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const soundsOnDisk = () =>
  existsSync(join(dataDir, 'recordings'))
    ? readdirSync(join(dataDir, 'recordings'), { recursive: true }).filter((name) =>
        String(name).endsWith('.webm'),
      ).length
    : 0;

function filled(count = COUNT, onChanged: (state: RetentionState) => void = () => {}) {
  const { db, repos } = openProfile(dataDir);
  db.transaction(() => {
    for (let n = 0; n < count; n++) addCustomer(repos, dataDir, n, true);
  });
  db.close();
  return filledBefore(NOW, onChanged);
}

function filledBefore(now: number, onChanged: (state: RetentionState) => void = () => {}) {
  const opened = openProfile(dataDir);
  const calls = opened.repos.calls.list({ limit: 100 }).calls.toSorted((a, b) => a.startedAt - b.startedAt);
  const retention = createRetention({
    db: opened.db,
    repositories: opened.repos,
    dir: join(dataDir, 'recordings'),
    now: () => now,
    zone: () => 'UTC',
    busy: () => false,
    onChanged,
    onErased() {},
    log: silentLog,
  });
  const { db, repos: repositories } = opened;
  const handlers = { ...retention.handlers, ...holdHandlers({ db, repositories }) };
  const ask = handlers as unknown as {
    [name: string]: (input: unknown) => Promise<Record<string, unknown>>;
  };
  return { ...opened, calls, retention, ask };
}

describe('retention', () => {
  it('says before what it would erase, erases that, and the call says since when', async () => {
    const { db, repos, calls, retention, ask } = filled();
    const looked = await ask['retention.look']?.(PLAN);
    expect(looked).toEqual({ count: 40, bytes: 120_000, held: 0, oldest: FIRST, newest: FIRST + 39_000 });
    expect(soundsOnDisk()).toBe(COUNT);
    await ask['retention.save']?.(PLAN);
    await retention.run();
    expect(soundsOnDisk()).toBe(20);
    expect(repos.calls.view(calls[39]?.id ?? '')).toMatchObject({ recordingErasedAt: expect.any(Number) });
    expect(repos.calls.view(calls[39]?.id ?? '').recording).toBeUndefined();
    expect(repos.calls.view(calls[40]?.id ?? '')).toMatchObject({ recording: { state: 'finished' } });
    expect(repos.calls.view(calls[40]?.id ?? '').recordingErasedAt).toBeUndefined();
    const lines = repos.audit.list({ limit: 200 }).filter(({ action }) => action === 'recording.erase');
    expect(new Set(lines.map(({ subjectId }) => subjectId)).size).toBe(40);
    expect(repos.audit.verify().broken).toBeUndefined();
    db.close();
    expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
  });

  it('leaves alone what a hold on the customer or on the call keeps, until it is released', async () => {
    const { db, repos, calls, retention, ask } = filled();
    await ask['retention.save']?.(PLAN);
    await ask['holds.place']?.({ contactId: calls[3]?.contactId, reason: 'a dispute' });
    await ask['holds.place']?.({ callId: calls[5]?.id, reason: 'police' });
    expect(await ask['retention.look']?.(PLAN)).toMatchObject({ count: 38, held: 2 });
    await retention.run();
    expect(soundsOnDisk()).toBe(22);
    for (const { id } of repos.retention.holds()) await ask['holds.release']?.({ id });
    await retention.run();
    expect(soundsOnDisk()).toBe(20);
    db.close();
  });

  it('does nothing when it is off, and nothing for ever', async () => {
    const { db, retention, ask } = filled();
    expect(await ask['retention.look']?.({ ...PLAN, days: 0 })).toMatchObject({ count: 0 });
    await ask['retention.save']?.({ ...PLAN, on: false, days: 0 });
    await retention.run();
    expect(soundsOnDisk()).toBe(COUNT);
    db.close();
  });

  it('stops when it is told to, and says how far it is', async () => {
    const states: RetentionState[] = [];
    const { db, retention, ask } = filled(COUNT, (state) => {
      states.push(state);
      if (state.running?.erased === 20) void ask['retention.cancel']?.({});
    });
    await ask['retention.save']?.(PLAN);
    await retention.run();
    expect(states.map(({ running }) => running?.erased)).toEqual([undefined, 0, 10, 20, undefined]);
    expect(states[2]?.running).toEqual({ erased: 10, due: 40 });
    expect(states.at(-1)).toMatchObject({ last: { erased: 20 }, nextAt: expect.any(Number) });
    expect(soundsOnDisk()).toBe(COUNT - 20);
    db.close();
  });

  it('killed at twenty points loses nothing that should stay, and leaves nothing half gone', async () => {
    const many = 300;
    const due = 250;
    const now = FIRST + due * 1000 + 30 * DAY;
    const { db, ask } = filled(many);
    await ask['retention.save']?.(PLAN);
    db.close();
    const seen = new Set<number>();
    for (let point = 0; point < 20; point++) {
      const victim = fork(victims.program, [dataDir, String(now)], { execArgv: [] });
      // From before the first piece to the middle of the second: a piece is 10..30 ms, the rest between two is 100.
      victim.once('message', () => void setTimeout(() => victim.kill('SIGKILL'), point * 7));
      await once(victim, 'exit');
      seen.add(wholeAt(now, due));
    }
    // It was killed in its work, and not before or after all of it.
    expect(seen.size).toBeGreaterThan(5);
    expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
    // The next start removes the files of the last piece, and the next night the rest.
    const last = filledBefore(now);
    last.retention.start();
    await last.retention.run();
    await last.retention.stop();
    expect(last.repos.audit.verify().broken).toBeUndefined();
    last.db.close();
    expect(soundsOnDisk()).toBe(many - due);
  }, 300_000);

  it('a full disk: nothing is half gone, and it goes on once there is room', async () => {
    const disk = createSmallDisk(12);
    const before = dataDir;
    dataDir = disk.path;
    try {
      const { db, retention, ask } = filled();
      await ask['retention.save']?.(PLAN);
      db.sqlite.pragma('wal_checkpoint(truncate)');
      disk.fill();
      await retention.run();
      wholeIn(retentionRows(db), NOW, 40);
      const left = soundsOnDisk();
      expect(left).toBeGreaterThanOrEqual(COUNT - 10);
      disk.free();
      await retention.run();
      expect(soundsOnDisk()).toBe(20);
      db.close();
      expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
    } finally {
      dataDir = before;
      disk.remove();
    }
  });
});

interface Row {
  readonly id: string;
  readonly startedAt: number;
  readonly erased: boolean;
}

const retentionRows = (db: Pick<ReturnType<typeof openProfile>, 'db'>['db']): Row[] =>
  (
    db.sqlite.prepare('select id, started_at as startedAt, deleted_at as gone from recordings').all() as {
      id: string;
      startedAt: number;
      gone: number | null;
    }[]
  ).map(({ gone, ...row }) => ({ ...row, erased: gone !== null }));

/** A row has its sound; a sound without a row is one of the piece in hand; what no rule names is there. */
function wholeIn(rows: readonly Row[], now: number, due: number): number {
  const dir = join(dataDir, 'recordings');
  let orphans = 0;
  for (const { id, startedAt, erased } of rows) {
    const there = existsSync(recordingPath(dir, { id, startedAt }));
    if (!erased) expect(there).toBe(true);
    else if (there) orphans += 1;
    if (startedAt >= now - 30 * DAY) expect(erased).toBe(false);
  }
  expect(orphans).toBeLessThanOrEqual(10);
  const gone = rows.filter(({ erased }) => erased).length;
  expect(gone).toBeLessThanOrEqual(due);
  return gone;
}

function wholeAt(now: number, due: number): number {
  const { db } = openProfile(dataDir);
  const gone = wholeIn(retentionRows(db), now, due);
  db.close();
  return gone;
}
