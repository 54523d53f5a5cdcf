// Promises through a whole core: what a desk sees of changes, rules and load.
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../electron/core/host/options.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { addDays, dayOf, wallClock } from '../../shared/domain/schedule/day.ts';
import { startCore } from '../support/core-harness.ts';

const ZONE = 'Europe/Kyiv';
let core: Core;
let desk: CoreClient;
let dataDir: string;

beforeEach(async () => {
  const started = await startCore();
  ({ core, dataDir } = started);
  desk = started.connect('desk');
  await desk.request('settings.save', { zone: ZONE, dayLoadLimit: 2 });
});
afterEach(async () => {
  desk.close();
  await core.close();
  rmSync(dataDir, { recursive: true });
});

const today = () => dayOf(Date.now(), ZONE);
const open = () => desk.request('tasks.list', {});
const promise = (dueAt: number) => desk.request('tasks.create', { title: 'Call', dueAt, zone: ZONE });

describe('a day', () => {
  it('is too full at the third of two', async () => {
    const day = addDays(today(), 3);
    const load = async () => (await desk.request('tasks.load', { days: [day] })).days;
    for (let n = 0; n < 3; n += 1) {
      expect(await load()).toEqual([{ day, tasks: n, over: false }]);
      await promise(wallClock(day, '10:00', ZONE));
    }
    expect(await load()).toEqual([{ day, tasks: 3, over: true }]);
    const span = { from: wallClock(day, '00:00', ZONE), to: wallClock(addDays(day, 1), '00:00', ZONE) };
    expect(await desk.request('tasks.between', span)).toHaveLength(3);
  });
});

describe('a promise', () => {
  it('is changed, given to a user who is known, deleted, and back with the undo', async () => {
    const { id } = await promise(Date.now() + 3_600_000);
    const [{ id: me = '' } = {}] = await desk.request('users.list', {});
    await desk.request('tasks.update', { id, title: 'Write', minutes: 45, assigneeId: me });
    expect(await open()).toEqual([
      expect.objectContaining({ id, title: 'Write', minutes: 45, assigneeId: me, postponements: 0 }),
    ]);
    await expect(desk.request('tasks.update', { id, assigneeId: id })).rejects.toMatchObject({
      code: 'notFound',
    });
    const { changeId } = await desk.request('tasks.remove', { id });
    expect(await open()).toEqual([]);
    await desk.request('changes.undo', { changeId });
    expect(await open()).toHaveLength(1);
  });

  it('that is due rings when the undo brings it back', async () => {
    const rang = vi.fn();
    desk.on('tasks.due', rang);
    const { id } = await promise(Date.now() + 60_000);
    await desk.request('tasks.postpone', { id, dueAt: Date.now() - 1000 });
    await vi.waitFor(() => expect(rang).toHaveBeenCalledTimes(1));
  });
});

describe('a rule', () => {
  const rule = {
    kind: 'contractEnd',
    days: 30,
    title: '{{contact.name}}: renew',
    time: '09:00',
    enabled: true,
  } as const;

  it('makes promises of customers that are there, and of those that come', async () => {
    const contractEndsOn = addDays(today(), 33);
    const make = (name: string) =>
      desk.request('contacts.create', { draft: { kind: 'person', name, contractEndsOn } });
    const told = vi.fn();
    desk.on('tasks.rulesChanged', told);
    await make('Anna');
    await desk.request('tasks.saveRule', rule);
    await vi.waitFor(async () => expect(await open()).toHaveLength(1));
    expect(told).toHaveBeenCalled();
    await make('Boris');
    await vi.waitFor(async () =>
      expect((await open()).map(({ title }) => title)).toEqual(['Anna: renew', 'Boris: renew']),
    );
    expect((await open())[0]?.dueAt).toBe(wallClock(addDays(today(), 3), '09:00', ZONE));
  });

  it('is changed and removed, and back with the undo', async () => {
    const { id } = await desk.request('tasks.saveRule', rule);
    await desk.request('tasks.saveRule', { ...rule, id, days: 14 });
    expect(await desk.request('tasks.rules', {})).toEqual([{ ...rule, id, days: 14, version: 2 }]);
    const { changeId } = await desk.request('tasks.removeRule', { id });
    expect(await desk.request('tasks.rules', {})).toEqual([]);
    await desk.request('changes.undo', { changeId });
    expect(await desk.request('tasks.rules', {})).toHaveLength(1);
  });
});
