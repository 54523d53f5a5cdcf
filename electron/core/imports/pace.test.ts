import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

it('gives way while somebody else writes, and takes its speed up again afterwards', () => {
  let version = 1;
  let now = 0;
  const pace = new Pace(
    () => version,
    () => now,
  );
  expect([pace.restAfter(8), pace.transactionMs]).toEqual([1, 8]);
  version = 2;
  expect([pace.restAfter(8), pace.transactionMs]).toEqual([16, 4]);
  now = 14_000;
  expect(pace.restAfter(4)).toBe(8);
  now = 16_000;
  expect([pace.restAfter(4), pace.transactionMs]).toEqual([1, 8]);
});

it('gives way from the beginning when it is asked to', () => {
  const pace = new Pace(
    () => 1,
    () => 0,
    true,
  );
  expect([pace.transactionMs, pace.restAfter(4), pace.transactionMs]).toEqual([4, 8, 4]);
});
