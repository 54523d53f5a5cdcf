import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testBase } from '../../../db/testing.ts';
import { createSweep } from './sweep.ts';

const DAY = 86_400_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('throws away the diagnosis of calls a month after them, once a day, and nothing younger', async () => {
  using base = testBase();
  const { quality } = base.repos;
  const born = base.clock.now;
  const message = (at: number) => ({ at, direction: 'sent' as const, text: 'INVITE' });
  quality.addMessages(
    'one',
    Array.from({ length: 200 }, () => message(born)),
  );
  for (let i = 0; i < 300; i += 1) quality.addMessages(`other ${i}`, [message(born)]);
  quality.addMessages('later', [message(born + 2 * DAY)]);
  const failed: unknown[] = [];
  const sweep = createSweep({
    repositories: base.repos,
    now: () => base.clock.now,
    onFailed: (error) => failed.push(error),
  });
  sweep.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(quality.messages('one')).toHaveLength(200);
  base.clock.now = born + 31 * DAY;
  await vi.advanceTimersByTimeAsync(DAY);
  await vi.waitFor(() => expect(quality.messages('other 299')).toEqual([]));
  expect(quality.messages('one')).toEqual([]);
  expect(quality.messages('later')).toHaveLength(1);
  expect(failed).toEqual([]);
  sweep.stop();
});
