import { expect, it } from 'vitest';
import type { Call } from '../../../shared/domain/call/call.ts';
import { DARK, type Lamps } from './codec.ts';
import { lampsFor } from './lamps.ts';

const lit = (change: Partial<Lamps>): Lamps => ({ ...DARK, ...change });

const call = (id: string, state: Call['state'], muted = false) => ({ id, state, muted }) as Call;
const of = (calls: Call[], silenced: string[] = []) => lampsFor({ calls, silenced: new Set(silenced) });
it('lamps follow the calls', () => {
  expect(of([])).toEqual(DARK);
  expect(of([call('a', 'ringing')])).toEqual(lit({ ring: true }));
  expect(of([call('a', 'ringing')], ['a'])).toEqual(DARK);
  expect(of([call('a', 'dialing')])).toEqual(lit({ offHook: true }));
  expect(of([call('a', 'talking', true), call('b', 'ringing')])).toEqual(
    lit({ offHook: true, mute: true, ring: true }),
  );
  expect(of([call('a', 'held', true)])).toEqual(lit({ offHook: true, hold: true }));
  expect(of([call('a', 'held', true), call('b', 'talking')])).toEqual(lit({ offHook: true }));
});
