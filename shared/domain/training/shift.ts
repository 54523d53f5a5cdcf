/** A seeded stream of numbers in [0, 1): the same seed gives the same shift on every machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface ShiftPlan {
  /** Average seconds between two calls. */
  readonly paceSeconds: number;
  readonly count: number;
  readonly seed: number;
  readonly personaIds: readonly string[];
}

export interface PlannedCall {
  /** Milliseconds after the beginning of the shift. */
  readonly atMs: number;
  readonly personaId: string;
}

/** A gap is between half and one and a half of the pace, so calls come irregularly but the shift keeps its length. */
const SPREAD = 0.5;

/**
 * When who calls. The first call comes at once; nobody calls twice before everybody has called once, and
 * nobody twice in a row.
 */
export function planShift(plan: ShiftPlan): readonly PlannedCall[] {
  const random = seededRandom(plan.seed);
  const calls: PlannedCall[] = [];
  let atMs = 0;
  let round: string[] = [];
  for (let index = 0; index < plan.count && plan.personaIds.length > 0; index += 1) {
    if (round.length === 0) round = shuffled(plan.personaIds, random, calls.at(-1)?.personaId);
    const personaId = round.shift();
    if (personaId === undefined) break;
    calls.push({ atMs: Math.round(atMs), personaId });
    atMs += plan.paceSeconds * 1000 * (1 - SPREAD + 2 * SPREAD * random());
  }
  return calls;
}

function shuffled(ids: readonly string[], random: () => number, notFirst: string | undefined): string[] {
  const result = [...ids];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other] ?? '', result[index] ?? ''];
  }
  if (result.length > 1 && result[0] === notFirst) result.push(result.shift() ?? '');
  return result;
}
