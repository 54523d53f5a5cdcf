import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { recordingPath } from '../../electron/core/recordings/paths.ts';
import { createRetention } from '../../electron/core/retention/retention.ts';
import type { RetentionPlan } from '../../shared/contract/retention.ts';
import { startCore } from '../support/core-harness.ts';
import { addCustomer, openProfile } from './backup-base.ts';

const DAY = 86_400_000;
/** `addCustomer` begins its calls here, one a second. */
const FIRST = Date.UTC(2026, 10, 1);
const COUNT = 60;
/** Of those of before the fortieth the time is over. */
const NOW = FIRST + 40_000 + 30 * DAY;
const PLAN: RetentionPlan = { on: true, minutes: 120, days: 30, rules: [] };

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

function filled() {
  const opened = openProfile(dataDir);
  opened.db.transaction(() => {
    for (let n = 0; n < COUNT; n++) addCustomer(opened.repos, dataDir, n, true);
  });
  const calls = opened.repos.calls.list({ limit: 100 }).calls.toSorted((a, b) => a.startedAt - b.startedAt);
  const retention = createRetention({
    db: opened.db,
    repositories: opened.repos,
    dir: join(dataDir, 'recordings'),
    now: () => NOW,
    zone: () => 'UTC',
    busy: () => false,
    onChanged() {},
    onErased() {},
    log: silentLog,
  });
  const ask = retention.handlers as unknown as {
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
    await ask['retention.hold']?.({ contactId: calls[3]?.contactId, reason: 'a dispute' });
    await ask['retention.hold']?.({ callId: calls[5]?.id, reason: 'police' });
    expect(await ask['retention.look']?.(PLAN)).toMatchObject({ count: 38, held: 2 });
    await retention.run();
    expect(soundsOnDisk()).toBe(22);
    for (const { id } of repos.retention.holds()) await ask['retention.release']?.({ id });
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

  it('killed at ten points loses nothing that should stay, and is gone on with', async () => {
    const { db, ask } = filled();
    // The other process goes by the true clock: all of them are of the past, and half of the days apart is enough.
    const days = Math.ceil((Date.now() - (FIRST + 40_000)) / DAY) - 1;
    await ask['retention.save']?.({ ...PLAN, days: Math.max(1, days) });
    const due = (await ask['retention.look']?.({ ...PLAN, days: Math.max(1, days) })) as { count: number };
    expect(due).toBeDefined();
    db.close();
    for (let point = 0; point < 10; point++) {
      const victim = fork(join(import.meta.dirname, 'retention-victim.ts'), [dataDir], { execArgv: [] });
      victim.on('message', () => void setTimeout(() => victim.kill('SIGKILL'), point * 9));
      await once(victim, 'exit');
      const opened = openProfile(dataDir);
      for (const { recording, startedAt, id } of opened.repos.calls.list({ limit: 100 }).calls) {
        // Whoever still has its row still has its sound.
        if (recording)
          expect(
            existsSync(recordingPath(join(dataDir, 'recordings'), { id: recording.id, startedAt })),
          ).toBe(true);
        else expect(opened.repos.calls.view(id).recordingErasedAt).toBeDefined();
      }
      opened.db.close();
    }
    expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
    // The next start removes the files of the last piece.
    const { core } = await startCore(dataDir);
    await core.close();
    const last = openProfile(dataDir);
    const rows = last.repos.calls.list({ limit: 100 }).calls.filter(({ recording }) => recording).length;
    last.db.close();
    expect(soundsOnDisk()).toBe(rows);
  }, 300_000);
});
