import type { QualitySample } from '../../../shared/contract/quality.ts';

/** Two hours, second by second. */
export const MAX_SAMPLES = 7_200;

/**
 * Keeps a very long call within bounds: from the older half the better of each two neighbours goes, so that what was
 * bad stays to be seen.
 */
export function thin(samples: readonly QualitySample[], max = MAX_SAMPLES): QualitySample[] {
  if (samples.length <= max) return [...samples];
  const half = Math.ceil(max / 2);
  const older = samples.slice(0, samples.length - half);
  const kept: QualitySample[] = [];
  for (let i = 0; i < older.length; i += 2) {
    const one = older[i];
    const other = older[i + 1];
    if (one) kept.push(other && other.mos < one.mos ? other : one);
  }
  return [...kept, ...samples.slice(samples.length - half)];
}
