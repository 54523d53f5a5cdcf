/** One second of a talk; `shared/contract/quality.ts` says what each figure means. */
export interface Sample {
  readonly at: number;
  readonly lossPct: number;
  readonly lossOutPct?: number | undefined;
  readonly jitterMs: number;
  readonly roundTripMs?: number | undefined;
  readonly levelIn: number;
  readonly levelOut: number;
  readonly mos: number;
}

/**
 * RMS of full scale under which a device or a line gives nothing at all: one step of 16-bit sound is 0.00003. Even a
 * quiet room behind noise suppression is louder.
 */
export const DEAD = 0.00005;
/** RMS over a second that a voice exceeds at its loudest; below it the other side has to strain its ears (-46 dB). */
export const QUIET = 0.005;
