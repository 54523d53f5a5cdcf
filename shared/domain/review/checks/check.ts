/** What can be found on a recording without understanding a word of it. */
export type Check =
  /** The operator speaks within so many seconds. */
  | { readonly kind: 'greeting'; readonly withinSeconds: number }
  /** No single hold is longer. */
  | { readonly kind: 'hold'; readonly mostSeconds: number }
  /** How much of all that is said the operator says. */
  | { readonly kind: 'talkShare'; readonly leastPercent: number; readonly mostPercent: number }
  /** How often the operator begins to speak while the customer does, and both go on. */
  | { readonly kind: 'interruptions'; readonly most: number }
  /** Nobody speaks for no longer than this; holds are not counted. */
  | { readonly kind: 'deadAir'; readonly mostSeconds: number }
  /** The required questions of the template that came up were answered. */
  | { readonly kind: 'answers' };

export const CHECK_KINDS = ['greeting', 'hold', 'talkShare', 'interruptions', 'deadAir', 'answers'] as const;
export type CheckKind = Check['kind'];

export interface CheckResult {
  readonly check: Check;
  /** `unknown`: the recording is not measured, begins too late, or no template led the talk. */
  readonly verdict: 'passed' | 'failed' | 'unknown';
  /** Seconds, percent or how often, by the check. */
  readonly value?: number | undefined;
  /** Where it shows, from the beginning of the recording, in order. */
  readonly atMs: readonly number[];
  /** Of `answers`: questions that were left open. */
  readonly open?: readonly string[] | undefined;
}

export const DEFAULT_CHECKS: Readonly<Record<CheckKind, Check>> = {
  greeting: { kind: 'greeting', withinSeconds: 5 },
  hold: { kind: 'hold', mostSeconds: 60 },
  talkShare: { kind: 'talkShare', leastPercent: 30, mostPercent: 70 },
  interruptions: { kind: 'interruptions', most: 3 },
  deadAir: { kind: 'deadAir', mostSeconds: 15 },
  answers: { kind: 'answers' },
};
