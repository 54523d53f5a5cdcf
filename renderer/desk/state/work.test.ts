import { expect, test } from 'vitest';
import { call } from '../testing/sample.ts';
import { countMissed } from './work.tsx';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const ended = (n: number, number: string, result: 'missed' | 'answered', hoursAgo: number) =>
  call(n, {
    state: 'ended',
    result,
    startedAt: NOW - hoursAgo * HOUR,
    remote: { number, displayName: '', anonymous: false },
  });

test('one party is one missed call, until it is reached; yesterday is history', () => {
  const log = [
    ended(1, '+1', 'missed', 1),
    ended(2, '+1', 'missed', 2),
    ended(3, '+2', 'answered', 3),
    ended(4, '+2', 'missed', 4),
    ended(5, '+3', 'missed', 5),
    ended(6, '+4', 'missed', 30),
  ];
  expect(countMissed(log, NOW)).toBe(2);
});
