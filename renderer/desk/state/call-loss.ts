import type { CallView } from '../../../shared/contract/calls.ts';

export interface Loss {
  /** `signal`: the voices go on, the PBX is out of reach. `sound`: nothing is heard. `both`. */
  readonly kind: 'signal' | 'sound' | 'both';
  readonly since: number;
}

/** What a talk has lost at this moment, and since when. */
export function lossOf(call: CallView): Loss | undefined {
  const { signalLostAt, soundLostAt } = call;
  if (signalLostAt === undefined && soundLostAt === undefined) return undefined;
  const since = Math.min(signalLostAt ?? Number.POSITIVE_INFINITY, soundLostAt ?? Number.POSITIVE_INFINITY);
  if (soundLostAt === undefined) return { kind: 'signal', since };
  return { kind: signalLostAt === undefined ? 'sound' : 'both', since };
}
