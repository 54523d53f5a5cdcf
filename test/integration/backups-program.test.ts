import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { EventPayload } from '../../shared/contract/index.ts';
import { startCore } from '../support/core-harness.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-backups-program-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const plan = () => ({ on: true, folder: join(dir, 'disk'), minutes: 180, daily: 7, weekly: 4 });
const customer = (desk: CoreClient, name: string) =>
  desk.request('contacts.create', { draft: { kind: 'person', name } });
const names = async (desk: CoreClient) =>
  (await desk.request('contacts.list', {})).contacts.map(({ name }) => name).sort();

/** Resolves when nothing runs any more. */
async function idle(desk: CoreClient): Promise<EventPayload<'backups.changed'>> {
  for (;;) {
    const state = await desk.request('backups.state', {});
    if (!state.running) return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function backedUp(desk: CoreClient): Promise<string> {
  const { recoveryKey } = await desk.request('sealing.makeKey', {});
  await desk.request('backups.save', plan());
  await desk.request('backups.run', {});
  expect((await idle(desk)).last).toMatchObject({ goodAt: expect.any(Number), missing: 0 });
  return recoveryKey;
}

describe('backups in the program', () => {
  it('are turned on only with a key and a folder that can be written to', async () => {
    const { core, connect } = await startCore(join(dir, 'one'));
    const desk = connect('desk');
    await expect(desk.request('backups.save', plan())).rejects.toMatchObject({ code: 'sealKeyMissing' });
    await desk.request('sealing.makeKey', {});
    for (const folder of ['disk', '/dev/null/disk'])
      await expect(desk.request('backups.save', { ...plan(), folder })).rejects.toMatchObject({
        code: 'backupFolder',
      });
    await desk.request('backups.save', plan());
    expect((await desk.request('backups.state', {})).nextAt).toBeGreaterThan(Date.now());
    await core.close();
  });

  it('bring the base back with the next start, and keep what was there aside', async () => {
    const first = await startCore(join(dir, 'one'));
    const desk = first.connect('desk');
    await customer(desk, 'Anna');
    await backedUp(desk);
    await customer(desk, 'Boris');
    const [row] = await desk.request('backups.list', {});
    expect(row).toMatchObject({ contacts: 1, keyKnown: true, newer: false });
    if (!row) throw new Error('no backup');
    await desk.request('backups.restore', { profile: row.profile, id: row.id });
    expect((await idle(desk)).staged).toMatchObject({ at: row.at, missing: 0 });
    expect(await names(desk)).toEqual(['Anna', 'Boris']);
    await first.core.close();

    const second = await startCore(join(dir, 'one'));
    const again = second.connect('desk');
    expect(await names(again)).toEqual(['Anna']);
    const { aside, staged, plan: kept } = await again.request('backups.state', {});
    expect(staged).toBeUndefined();
    expect(kept).toEqual(plan());
    expect(readdirSync(aside ?? '')).toContain('ringdesk.db');
    await second.core.close();
  });

  it('come back on another machine by the key of paper alone, and go on there under the same key', async () => {
    const first = await startCore(join(dir, 'one'));
    const desk = first.connect('desk');
    await customer(desk, 'Anna');
    const recoveryKey = await backedUp(desk);
    await first.core.close();

    const other = await startCore(join(dir, 'other'));
    const there = other.connect('desk');
    const [row] = await there.request('backups.list', { folder: plan().folder });
    if (!row) throw new Error('no backup');
    expect(row.keyKnown).toBe(false);
    const ask = { folder: plan().folder, profile: row.profile, id: row.id };
    await expect(there.request('backups.restore', ask)).rejects.toMatchObject({ code: 'backupKeyWrong' });
    const wrong = `${recoveryKey.slice(0, -1)}${recoveryKey.endsWith('0') ? '2' : '0'}`;
    await expect(there.request('backups.restore', { ...ask, recoveryKey: wrong })).rejects.toMatchObject({
      code: 'recoveryKeyTypo',
      params: { group: 10 },
    });
    const { recoveryKey: others } = await there.request('sealing.makeKey', {});
    await expect(there.request('backups.restore', { ...ask, recoveryKey: others })).rejects.toMatchObject({
      code: 'backupKeyWrong',
    });
    await there.request('backups.restore', { ...ask, recoveryKey: recoveryKey.toLowerCase() });
    expect((await idle(there)).staged).toBeDefined();
    await other.core.close();

    const moved = await startCore(join(dir, 'other'));
    const again = moved.connect('desk');
    expect(await names(again)).toEqual(['Anna']);
    await again.request('backups.run', {});
    expect((await idle(again)).last?.failure).toBeUndefined();
    // Of one day the newest stays.
    const rows = await again.request('backups.list', {});
    expect(rows.map(({ keyKnown, id }) => keyKnown && id !== row.id)).toEqual([true]);
    await moved.core.close();
  });

  it.each([
    { profile: '../../etc', id: '2026-11-27T00-00-00-000Z' },
    { profile: '01900000-0000-7000-8000-0000000000f1', id: '../x' },
  ])('take no path for a name: $profile/$id', async (names) => {
    const { core, connect } = await startCore(join(dir, 'one'));
    const ask = { folder: dir, ...names };
    await expect(connect('desk').request('backups.restore', ask)).rejects.toMatchObject({
      code: 'backupGone',
    });
    await core.close();
  });
});
