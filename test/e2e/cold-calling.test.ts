// The training list worked to its end by keyboard alone, in the real program, over hours and days of its clock.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectFewKeys, expectWritten } from '../support/training-list/check.ts';
import { type OpenShift, openShift } from '../support/training-list/open-shift.ts';

describe('the training list, by keyboard alone', () => {
  let open: OpenShift;

  beforeAll(async () => {
    open = await openShift();
  });
  afterAll(() => open?.close());

  it('is worked to its end: every outcome, answer, promise and retry time as written down', async () => {
    await open.shift.work();
    await expectWritten(open);
  }, 400_000);

  it('takes few keys from the hang-up of the commonest outcome to the next call', () => {
    expectFewKeys(open.shift);
  });
});
