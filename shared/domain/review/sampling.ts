// Which talks are worth a review, by rules and by chance, and always for a reason that can be told.

export interface SamplingRules {
  /** Only talks of the last so many days are looked at. */
  readonly lookBackDays: number;
  /** The card that the chosen are reviewed with; absent: that of the reviewer's choice. */
  readonly scorecardId?: string | undefined;
  readonly risk: {
    /** An automatic check of a criterion that fails the whole talk has failed. */
    readonly fatalCheck: boolean;
    /** At least so much of the recording nobody speaks, percent. */
    readonly silencePercent?: number | undefined;
    /** One hold of at least so many seconds. */
    readonly holdSeconds?: number | undefined;
    /** No longer than so many seconds. */
    readonly shortSeconds?: number | undefined;
    readonly customerHungUp: boolean;
    readonly outcomes: readonly string[];
    /** The worst ten seconds of the sound were no better, 1..4.5. */
    readonly soundBelow?: number | undefined;
  };
  /** Of all others, percent. */
  readonly randomPercent: number;
  /** Of each operator and week (from Monday) at least so many in all, as far as there are talks. */
  readonly perOperatorWeek: number;
}

export const DEFAULT_RULES: SamplingRules = {
  lookBackDays: 14,
  risk: { fatalCheck: true, silencePercent: 50, holdSeconds: 120, customerHungUp: false, outcomes: [] },
  randomPercent: 0,
  perOperatorWeek: 3,
};

export const REASON_KINDS = [
  'fatalCheck',
  'silence',
  'hold',
  'short',
  'hungUp',
  'outcome',
  'sound',
  'random',
  'perOperator',
  'byHand',
] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

/** `value`: percent, seconds or opinion score, by its kind; `name`: the criterion, or the key of the outcome. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly value?: number | undefined;
  readonly name?: string | undefined;
}

export interface SampledTalk {
  readonly recordingId: string;
  readonly operatorId: string;
  /** Monday of its week at the workplace, `yyyy-mm-dd`. */
  readonly week: string;
  readonly durationMs: number;
  /** 0..1 */
  readonly silenceShare?: number | undefined;
  readonly longestHoldMs: number;
  readonly customerHungUp: boolean;
  readonly outcome?: string | undefined;
  readonly mos?: number | undefined;
  /** Titles of fatal criteria whose checks failed. */
  readonly failedChecks: readonly string[];
}

export interface Chosen {
  readonly recordingId: string;
  readonly reasons: readonly Reason[];
}

/** Chosen before: never again, and towards the operator's week unless somebody skipped it. */
export interface Taken {
  readonly recordingId: string;
  readonly operatorId: string;
  readonly week: string;
  readonly skipped: boolean;
}

/**
 * The same talks, rules and seed give the same choice, in whatever order the talks come: chance is a number that each
 * talk has by itself. What is taken is never chosen again.
 */
export function chooseTalks(
  talks: readonly SampledTalk[],
  rules: SamplingRules,
  seed: string,
  taken: readonly Taken[] = [],
): Chosen[] {
  const known = new Set(taken.map(({ recordingId }) => recordingId));
  const counts = new Map<string, number>();
  const count = (one: Pick<Taken, 'operatorId' | 'week'>) => {
    const key = `${one.operatorId} ${one.week}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const one of taken) if (!one.skipped) count(one);
  const drawn = talks
    .filter(({ recordingId }) => !known.has(recordingId))
    .map((talk) => ({ talk, lot: lotOf(seed, talk.recordingId) }))
    .toSorted(
      (one, other) => one.lot - other.lot || (one.talk.recordingId < other.talk.recordingId ? -1 : 1),
    );
  const chosen: Chosen[] = [];
  const left: typeof drawn = [];
  for (const one of drawn) {
    if (known.has(one.talk.recordingId)) continue;
    known.add(one.talk.recordingId);
    const reasons = risksOf(one.talk, rules.risk);
    if (one.lot * 100 < rules.randomPercent) reasons.push({ kind: 'random' });
    if (reasons.length === 0) {
      left.push(one);
      continue;
    }
    chosen.push({ recordingId: one.talk.recordingId, reasons });
    count(one.talk);
  }
  for (const { talk } of left) {
    if ((counts.get(`${talk.operatorId} ${talk.week}`) ?? 0) >= rules.perOperatorWeek) continue;
    chosen.push({ recordingId: talk.recordingId, reasons: [{ kind: 'perOperator' }] });
    count(talk);
  }
  return chosen;
}

function risksOf(talk: SampledTalk, risk: SamplingRules['risk']): Reason[] {
  const reasons: Reason[] = [];
  if (risk.fatalCheck) for (const name of talk.failedChecks) reasons.push({ kind: 'fatalCheck', name });
  const silence = talk.silenceShare === undefined ? undefined : Math.round(talk.silenceShare * 100);
  if (risk.silencePercent !== undefined && silence !== undefined && silence >= risk.silencePercent)
    reasons.push({ kind: 'silence', value: silence });
  const hold = Math.round(talk.longestHoldMs / 1000);
  if (risk.holdSeconds !== undefined && hold >= risk.holdSeconds) reasons.push({ kind: 'hold', value: hold });
  const length = Math.round(talk.durationMs / 1000);
  if (risk.shortSeconds !== undefined && length <= risk.shortSeconds)
    reasons.push({ kind: 'short', value: length });
  if (risk.customerHungUp && talk.customerHungUp) reasons.push({ kind: 'hungUp' });
  if (talk.outcome !== undefined && risk.outcomes.includes(talk.outcome))
    reasons.push({ kind: 'outcome', name: talk.outcome });
  if (risk.soundBelow !== undefined && talk.mos !== undefined && talk.mos <= risk.soundBelow)
    reasons.push({ kind: 'sound', value: talk.mos });
  return reasons;
}

/** 0..1, evenly: FNV-1a over seed and id, and the finish of MurmurHash3, since the last letters of ids differ least. */
export function lotOf(seed: string, id: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed} ${id}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 2 ** 32;
}
