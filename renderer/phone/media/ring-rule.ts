import type { Call } from '../../../shared/domain/call/call.ts';
import type { SignalName } from './ringtone.ts';

export interface RingingState {
  readonly calls: readonly Call[];
  /** Calls whose ring the operator has silenced. */
  readonly silenced: ReadonlySet<string>;
  /** Outbound calls that bring their own sound (183 with SDP). */
  readonly earlyMedia: ReadonlySet<string>;
}

/**
 * Which signal must sound now. The bell belongs to a free operator; one who talks gets a soft beep in the headset, and
 * the bell as soon as the talk is over, if the second caller is still there. A call on hold is no talk.
 */
export function signalFor({ calls, silenced, earlyMedia }: RingingState): SignalName | undefined {
  const busy = calls.some(({ state }) => state === 'talking' || state === 'dialing');
  if (calls.some(({ id, state }) => state === 'ringing' && !silenced.has(id)))
    return busy ? 'waiting' : 'ring';
  const hearsRinging = calls.some(
    ({ id, state, progressAt }) => state === 'dialing' && progressAt !== undefined && !earlyMedia.has(id),
  );
  return hearsRinging ? 'ringback' : undefined;
}
