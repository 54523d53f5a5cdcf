import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { OutcomeNode } from '../../shared/contract/outcomes.ts';
import { builtInOutcomes } from '../../shared/domain/outcome/outcome.ts';
import { offered } from '../../shared/domain/outcome/tree.ts';
import { startCore } from '../support/core-harness.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
let started: Started;
let desk: CoreClient;

beforeEach(async () => {
  started = await startCore();
  desk = started.connect('desk');
});

afterEach(async () => {
  desk.close();
  await started.core.close();
});

const drafts = (tree: readonly OutcomeNode[]) =>
  tree.map(({ key, parent, position: _position, ...rest }) => ({
    ...rest,
    key,
    ...(parent === undefined ? {} : { parentIndex: tree.findIndex((node) => node.key === parent) }),
  }));

describe('the tree of outcomes', () => {
  it('is the firm’s own after a change, told to every desk, and still there after a restart', async () => {
    const told: OutcomeNode[][] = [];
    desk.on('outcomes.changed', (tree) => told.push(tree));
    const [agreed] = builtInOutcomes();
    const consequences = agreed?.consequences ?? expect.fail();
    const asked = drafts(builtInOutcomes()).map((node) =>
      node.key === 'agreed' ? { ...node, name: 'Meeting set' } : node,
    );
    const price = { name: 'Too dear', retired: false, consequences, parentIndex: 2 };
    const saved = await desk.request('outcomes.save', { outcomes: [...asked, price] });
    expect(saved[0]).toMatchObject({ key: 'agreed', name: 'Meeting set' });
    expect(offered(saved, 'refused').map(({ name, key }) => name ?? key)).toEqual(['doNotCall', 'Too dear']);
    await vi.waitFor(() => expect(told).toEqual([saved]));

    await started.core.close();
    desk.close();
    started = await startCore(started.dataDir);
    desk = started.connect('desk');
    expect(await desk.request('outcomes.list', {})).toEqual(saved);

    const reset = await desk.request('outcomes.reset', {});
    expect(reset.filter(({ retired }) => !retired)).toEqual(builtInOutcomes());
    expect(reset.find(({ name }) => name === 'Too dear')).toMatchObject({ retired: true });
  });

  it('says why it cannot be as asked', async () => {
    const [agreed] = builtInOutcomes();
    const consequences = agreed?.consequences ?? expect.fail();
    const own = (name: string, parentIndex?: number) => ({
      name,
      retired: false,
      consequences,
      ...(parentIndex === undefined ? {} : { parentIndex }),
    });
    const ten = Array.from({ length: 10 }, (_, n) => own(`Own ${n}`));
    await expect(desk.request('outcomes.save', { outcomes: ten })).rejects.toMatchObject({
      code: 'outcomesFull',
    });
    const deep = [own('a'), own('b', 0), own('c', 1)];
    await expect(desk.request('outcomes.save', { outcomes: deep })).rejects.toMatchObject({
      code: 'badRequest',
    });
    expect(await desk.request('outcomes.list', {})).toEqual(builtInOutcomes());
  });
});
