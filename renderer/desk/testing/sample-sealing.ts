import { DONE } from '../../../shared/contract/common.ts';
import type { SealingState } from '../../../shared/contract/sealing.ts';
import type { FakeHandlers } from './fake-handlers.ts';

const MADE = Date.UTC(2026, 9, 15, 9);

/** A firm whose recordings are encrypted. */
export const SEALING: SealingState = {
  keys: [{ id: 'c0ffee0011223344', madeAt: MADE, usable: true }],
  on: true,
  left: 0,
};

export const sealingHandlers = (): FakeHandlers => ({
  'sealing.state': () => SEALING,
  'sealing.makeKey': () => ({
    recoveryKey: 'AGE-SECRET-KEY-1TM2RMH0ZD9HXHJFYT7PM7J7NWC6FNRDUVTYKYCXGL2Z36H63963S9TYE8W',
  }),
  'sealing.recover': () => DONE,
  'sealing.turn': () => DONE,
  'sealing.goOn': () => DONE,
  'sealing.cancel': () => DONE,
});
