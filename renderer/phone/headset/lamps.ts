import type { RingingState } from '../media/ring-rule.ts';
import type { Lamps } from './codec.ts';

/** What a headset must show of the calls of this phone. A ring that was silenced here is dark there. */
export function lampsFor({ calls, silenced }: Pick<RingingState, 'calls' | 'silenced'>): Lamps {
  const taken = calls.filter(({ state }) => state !== 'ringing');
  const open = taken.filter(({ state }) => state === 'talking' || state === 'dialing');
  return {
    offHook: taken.length > 0,
    mute: open.some(({ muted }) => muted),
    ring: calls.some(({ id, state }) => state === 'ringing' && !silenced.has(id)),
    hold: taken.length > 0 && open.length === 0,
  };
}
