import type { Fact } from './fact.ts';

/** A part of a recording in which no sound got through. Milliseconds from its beginning. */
export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Where a recording has silence because the network failed, and not because nobody spoke: the recorder writes on in real
 * time, so a lost second is a silent second and nothing moves. One that the call did not survive lasts to its end.
 *
 * @param facts of the call, in the order of their arrival
 */
export function silences(
  facts: readonly Fact[],
  recording: { readonly startedAt: number; readonly durationMs: number },
): Silence[] {
  const inside = (at: number) => Math.min(Math.max(0, at - recording.startedAt), recording.durationMs);
  const found: Silence[] = [];
  let lostAt: number | undefined;
  for (const { kind, at } of facts) {
    if (kind === 'soundLost') lostAt ??= at;
    if (lostAt === undefined || (kind !== 'soundBack' && kind !== 'ended')) continue;
    found.push({ fromMs: inside(lostAt), toMs: inside(at) });
    lostAt = undefined;
  }
  if (lostAt !== undefined) found.push({ fromMs: inside(lostAt), toMs: recording.durationMs });
  return found.filter(({ fromMs, toMs }) => toMs > fromMs);
}
