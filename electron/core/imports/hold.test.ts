import { expect, it } from 'vitest';
import { Hold } from './hold.ts';

function holdAt(clock: { now: number; version: number }) {
  return new Hold(
    () => clock.version,
    () => clock.now,
  );
}

it('holds the base for long while it is alone', () => {
  const clock = { now: 0, version: 1 };
  const hold = holdAt(clock);
  hold.begin();
  clock.now = 499;
  expect(hold.isLongEnough).toBe(false);
  clock.now = 500;
  expect([hold.isLongEnough, hold.isAlone]).toEqual([true, true]);
});

it('writes out what is hardly begun, and lets go of what would take long', () => {
  const clock = { now: 0, version: 1 };
  const hold = holdAt(clock);
  hold.begin();
  clock.now = 10;
  expect(hold.giveWay()).toBe('commit');
  hold.begin();
  clock.now = 300;
  expect(hold.giveWay()).toBe('letGo');
});

it('reckons with somebody who writes, whether he asks or, in another process, does not', () => {
  const clock = { now: 0, version: 1 };
  const hold = holdAt(clock);
  const longest = () => {
    hold.begin();
    const begun = clock.now;
    while (!hold.isLongEnough) clock.now += 1;
    return clock.now - begun;
  };
  expect(longest()).toBe(500);
  hold.giveWay();
  // What he then writes is no second one.
  clock.version = 2;
  expect([longest(), hold.isAlone]).toEqual([500, true]);
  hold.giveWay();
  expect([longest(), hold.isAlone]).toEqual([25, false]);
  clock.now += 6000;
  expect([longest(), hold.isAlone]).toEqual([500, true]);
  clock.version = 3;
  expect(longest()).toBe(500);
  clock.version = 4;
  expect(longest()).toBe(25);
});
