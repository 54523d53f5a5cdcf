import { expect, it } from 'vitest';
import { callMark, markCall } from './call-marks.ts';

it('keeps the marks of the newest calls and forgets older ones', () => {
  for (let call = 0; call < 200; call += 1) markCall('event', String(call), call);
  markCall('event', '199', 500);
  const times = (callId: number) =>
    performance.getEntriesByName(callMark('event', String(callId))).map(({ startTime }) => startTime);
  expect(times(199)).toEqual([199, 500]);
  expect(times(160)).toEqual([160]);
  expect(times(159)).toEqual([]);
});
