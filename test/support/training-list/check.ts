import { expect } from 'vitest';
import { PROSPECTS } from '../../../shared/domain/training/prospects.ts';
import { STOPPED, WRITTEN } from './expectation.ts';
import type { OpenShift } from './open-shift.ts';
import { prospectOf, type Shift } from './shift.ts';

const MOST_KEYS = 3;

/** Everything that base and log say of the list, against what is written down. */
export async function expectWritten({ desk, shift, errors }: OpenShift): Promise<void> {
  expect(shift.rounds[0]).toEqual(PROSPECTS.map(({ id }) => id));
  expect(shift.stories).toEqual(WRITTEN);
  expect(await shift.leads()).toHaveLength(PROSPECTS.length);
  const { entries } = await desk.request('doNotCall.list', {});
  expect(entries.map(({ contactName }) => prospectOf(contactName).id).sort()).toEqual(STOPPED);
  const [list] = await desk.request('campaigns.list', {});
  expect(list?.counts).toMatchObject({ leads: 30, done: 30, waiting: 0, claimed: 0, agreed: 10 });
  expect(errors).toEqual([]);
}

/** From the hang-up of an agreed talk, the commonest outcome, to the next INVITE. */
export function expectFewKeys({ between }: Shift): void {
  const most = Math.max(...between.map(({ keys }) => keys));
  const slowest = Math.max(...between.map(({ ms }) => ms));
  console.log(
    `From the hang-up to the next INVITE, ${between.length} times: ${most} keys, at most ${slowest} ms`,
  );
  expect(between.length).toBeGreaterThan(3);
  expect(most).toBeLessThanOrEqual(MOST_KEYS);
}
