import type { Fact, PauseReason } from './fact.ts';

/** A part of a recording in which nothing is heard, and not because nobody spoke. Milliseconds from its beginning. */
export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
  /** No sound got through, or the recording was paused. */
  readonly because: 'network' | PauseReason;
}

/** Which facts begin such a part, and which end it. */
const KINDS = [
  { begins: 'soundLost', ends: 'soundBack' },
  { begins: 'recordingPaused', ends: 'recordingResumed' },
] as const;

/**
 * Where a recording has silence because the network failed or because it was paused: the recorder writes on in real time, so a
 * second that is left out is a silent second and nothing moves. One that the call did not survive lasts to its end.
 *
 * @param facts of the call, in the order of their arrival
 */
export function silences(
  facts: readonly Fact[],
  recording: { readonly startedAt: number; readonly durationMs: number },
): Silence[] {
  const inside = (at: number) => Math.min(Math.max(0, at - recording.startedAt), recording.durationMs);
  return KINDS.flatMap(({ begins, ends }) => {
    const found: Silence[] = [];
    let open: Omit<Silence, 'toMs'> | undefined;
    for (const fact of facts) {
      if (fact.kind === begins)
        open ??= {
          fromMs: inside(fact.at),
          because: fact.kind === 'recordingPaused' ? fact.because : 'network',
        };
      if (open === undefined || (fact.kind !== ends && fact.kind !== 'ended')) continue;
      found.push({ ...open, toMs: inside(fact.at) });
      open = undefined;
    }
    if (open !== undefined) found.push({ ...open, toMs: recording.durationMs });
    return found.filter(({ fromMs, toMs }) => toMs > fromMs);
  }).toSorted((one, other) => one.fromMs - other.fromMs);
}
