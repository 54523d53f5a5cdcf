import type { Stage } from '../contact/stage.ts';

/** The way forward, in its order. Refused and lapsed are where people leave it. */
export const FUNNEL_STAGES = [
  'new',
  'contacted',
  'interested',
  'negotiation',
  'customer',
] as const satisfies readonly Stage[];
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

/** A stage that was put back within this was a slip of the hand, and an undo: it counts as if it had never been. */
export const SLIP_MS = 60_000;

/** A customer came into a stage. */
export interface Entry {
  readonly at: number;
  readonly stage: Stage;
  /** Who brought him there; of a beginning whoever is responsible for him. */
  readonly byId: string | null;
}

export interface Journey {
  readonly contactId: string;
  /** Oldest first; the first one is how he began with us. */
  readonly entries: readonly Entry[];
}

/** What became of a customer who entered a stage, as it is now. */
export const FATES = ['wentOn', 'left', 'stays'] as const;
export type Fate = (typeof FATES)[number];

/** One customer in one stage: his first entry of the period into it. */
export interface Passage {
  readonly contactId: string;
  readonly stage: FunnelStage;
  readonly at: number;
  readonly byId: string | null;
  /** With this stage he began with us. */
  readonly began: boolean;
  readonly fate: Fate;
  /** Until he went on or left, ms; absent: he stays. */
  readonly tookMs?: number;
}

const placeOf = (stage: Stage): number => (FUNNEL_STAGES as readonly Stage[]).indexOf(stage);

/** Entries without slips: A to B and back to A within a minute is A all the time. */
export function withoutSlips(entries: readonly Entry[]): Entry[] {
  const kept: Entry[] = [];
  for (const entry of entries) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    // A clock that was set back between the two makes it no slip.
    const slip =
      before?.stage === entry.stage && last !== undefined && Math.abs(entry.at - last.at) <= SLIP_MS;
    if (slip) kept.pop();
    else kept.push(entry);
  }
  return kept;
}

/**
 * The passages of a customer that began in a period. He counts once in each stage, with his first entry of the period; what
 * became of him is looked for until now. Further on is any later stage of the way, passed in one step or in several: who was
 * refused once and went on later went on.
 *
 * @param within whose entries count; those of nobody always do. Undefined: everybody's
 */
export function passagesOf(
  { contactId, entries }: Journey,
  { from, to }: { readonly from: number; readonly to: number },
  within?: ReadonlySet<string>,
): Passage[] {
  const path = withoutSlips(entries);
  const seen = new Set<Stage>();
  return path.flatMap(({ at, stage, byId }, n): Passage[] => {
    const place = placeOf(stage);
    if (at < from || at >= to || place < 0 || seen.has(stage)) return [];
    seen.add(stage);
    if (within !== undefined && byId !== null && !within.has(byId)) return [];
    const later = path.slice(n + 1);
    const ahead = later.find((next) => placeOf(next.stage) > place);
    const gone = later.find((next) => placeOf(next.stage) < 0);
    const back = later.find((next) => placeOf(next.stage) >= 0 && placeOf(next.stage) < place);
    const end = ahead ?? gone ?? back;
    return [
      {
        ...{ contactId, at, byId, stage: stage as FunnelStage, began: n === 0 },
        fate: ahead ? 'wentOn' : end ? 'left' : 'stays',
        ...(end === undefined ? {} : { tookMs: Math.max(0, end.at - at) }),
      },
    ];
  });
}

export interface FunnelRow {
  readonly stage: FunnelStage;
  readonly entered: number;
  /** Of them with us from this stage on. */
  readonly began: number;
  readonly wentOn: number;
  readonly left: number;
  readonly stays: number;
  /** Of those who went on or left: half took no longer, ms. Null: nobody did. */
  readonly medianMs: number | null;
}

export function funnelOf(passages: readonly Passage[]): FunnelRow[] {
  return FUNNEL_STAGES.map((stage) => {
    const here = passages.filter((passage) => passage.stage === stage);
    const fate = (wanted: Fate) => here.filter((passage) => passage.fate === wanted).length;
    return {
      stage,
      entered: here.length,
      began: here.filter(({ began }) => began).length,
      wentOn: fate('wentOn'),
      left: fate('left'),
      stays: fate('stays'),
      medianMs: medianOf(here.flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs]))),
    };
  });
}

/** The middle one, or the mean of the two in the middle. */
function medianOf(values: number[]): number | null {
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const middle = values.length / 2;
  const [low, high] = [values[Math.ceil(middle) - 1] ?? 0, values[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}

/** Entries by who made them, most customers won first. */
export function entriesBy<K extends string>(
  passages: readonly Passage[],
  keyOf: (passage: Passage) => K | null,
): Array<{ readonly key: K | null; readonly entered: Readonly<Record<FunnelStage, number>> }> {
  const rows = new Map<K | null, Record<FunnelStage, number>>();
  for (const passage of passages) {
    const key = keyOf(passage);
    const row =
      rows.get(key) ??
      (Object.fromEntries(FUNNEL_STAGES.map((stage) => [stage, 0])) as Record<FunnelStage, number>);
    row[passage.stage] += 1;
    rows.set(key, row);
  }
  const weight = (entered: Record<FunnelStage, number>) =>
    FUNNEL_STAGES.reduce((sum, stage, n) => sum + entered[stage] * 10 ** -(FUNNEL_STAGES.length - n), 0);
  return [...rows]
    .map(([key, entered]) => ({ key, entered }))
    .sort((a, b) => b.entered.customer - a.entered.customer || weight(b.entered) - weight(a.entered));
}
