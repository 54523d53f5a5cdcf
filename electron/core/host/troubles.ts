import type { Failure } from '../../../shared/contract/failure.ts';
import type { Problem } from '../../../shared/contract/settings.ts';

/** What can be in trouble. Each has at most one at a time. */
export type TroubleSource =
  | 'base'
  | 'recordingDisk'
  | 'recordingStart'
  | 'password'
  | 'microphone'
  | 'backup'
  | 'restore'
  | 'sealing';

/**
 * The troubles that stand until they are over. Two sources may stand in the same one (a full disk stops the base and
 * the recording), and the bar goes when the last of them is well.
 */
export function createTroubles(tell: (problem: Problem) => void) {
  const standing = new Map<TroubleSource, Problem>();

  function clear(source: TroubleSource): void {
    const over = standing.get(source);
    standing.delete(source);
    if (over && ![...standing.values()].some(({ code }) => code === over.code))
      tell({ ...over, active: false });
  }

  return {
    /** `undefined`: it is well again. */
    set(source: TroubleSource, failure: Pick<Failure, 'code' | 'params'> | undefined): void {
      if (standing.get(source)?.code !== failure?.code) clear(source);
      if (failure === undefined) return;
      const problem = { code: failure.code, params: failure.params, active: true };
      standing.set(source, problem);
      tell(problem);
    },
    /** For a desk that has just come. */
    tellAgain(): void {
      for (const problem of standing.values()) tell(problem);
    },
  };
}

export type Troubles = ReturnType<typeof createTroubles>;
