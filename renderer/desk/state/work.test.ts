import { expect, test } from 'vitest';
import { createFakeCore } from '../testing/fake-core.ts';
import { createWorkStore, feedWork } from './work.tsx';

test('the missed calls are those that the core counts, and stay true by its events', async () => {
  const core = createFakeCore({ 'missed.counts': () => ({ open: 7, mine: 1, late: 2 }) });
  const store = createWorkStore();
  const stop = feedWork(core, store);
  await expect.poll(() => store.getState()).toMatchObject({ missed: 7, missedLate: 2 });
  core.emit('missed.changed', { open: 6, mine: 0, late: 0 });
  expect(store.getState()).toMatchObject({ missed: 6, missedLate: 0 });
  stop();
});
