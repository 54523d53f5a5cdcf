import { type Period, type Span, spanAround } from '../reports/calendar.ts';
import type { Counts } from '../reports/counts.ts';

/** What can be set, in the order of the screen. `minutes`: of talk, holds included. */
export const GOALS = ['calls', 'talks', 'answered', 'agreed', 'minutes'] as const;
export type Goal = (typeof GOALS)[number];
export type Goals = Readonly<Partial<Record<Goal, number>>>;

export interface Target {
  /** Absent: the whole firm's. */
  readonly agentId?: string | undefined;
  readonly span: Span;
  /** First day of the first period that it holds for. */
  readonly since: string;
  readonly goals: Goals;
}

/** The firm's weeks begin on Monday, as its working hours do; a reader's own do not move a target. */
const MONDAY = 0;
export const periodOf = (day: string, span: Span): Period => spanAround(day, span, MONDAY);

/** The goals of a period: of the newest target that had begun by its first day. */
export function goalsFor(
  targets: readonly Target[],
  { agentId, span, firstDay }: { agentId?: string | undefined; span: Span; firstDay: string },
): Goals {
  const [newest] = targets
    .filter((target) => target.agentId === agentId && target.span === span && target.since <= firstDay)
    .sort((a, b) => (a.since < b.since ? 1 : -1));
  return newest?.goals ?? {};
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What was done of a goal. */
export const factOf = (goal: Goal, counts: Counts): number =>
  goal === 'minutes' ? (counts.talkMs + counts.holdMs) / MINUTE_MS : counts[goal];

export interface GoalStanding {
  readonly goal: Goal;
  readonly target: number;
  readonly fact: number;
  /** 0…; 1 is the target. */
  readonly share: number;
  /** Calls until it is reached, at the present conversion; null: of so many calls none did anything for it. */
  readonly callsLeft: number | null;
}

export interface Standing {
  readonly goals: readonly GoalStanding[];
  /** Until all goals are reached: of the one that needs most. Null: at the present conversion one never is. */
  readonly callsLeft: number | null;
  /** In each working hour that is left; null: none is left, or `callsLeft` is null. */
  readonly perHour: number | null;
}

/**
 * How a period stands against its target.
 *
 * @param basis counts by which the present conversion is known: what a call brings on the average
 * @param workMsLeft working time until the end of the period
 */
export function standingOf(goals: Goals, done: Counts, basis: Counts, workMsLeft: number): Standing {
  const standing = GOALS.flatMap((goal): GoalStanding[] => {
    const target = goals[goal];
    if (target === undefined || target <= 0) return [];
    const fact = factOf(goal, done);
    return [{ goal, target, fact, share: fact / target, callsLeft: callsFor(goal, target - fact, basis) }];
  });
  const needed = standing.map(({ callsLeft }) => callsLeft);
  const callsLeft = needed.includes(null) ? null : Math.max(0, ...(needed as number[]));
  return {
    goals: standing,
    callsLeft,
    perHour:
      callsLeft === 0 ? 0 : callsLeft === null || workMsLeft <= 0 ? null : callsLeft / (workMsLeft / HOUR_MS),
  };
}

function callsFor(goal: Goal, left: number, basis: Counts): number | null {
  if (left <= 0) return 0;
  if (goal === 'calls') return Math.ceil(left);
  const brought = factOf(goal, basis);
  // left × calls first: 3 × 10 / 3 is 10, and 3 / 0.3 is a little more.
  return brought === 0 ? null : Math.ceil((left * basis.calls) / brought);
}

/** Fewer calls say nothing about how somebody converts: then the whole firm's conversion stands in. */
export const BASIS_CALLS = 30;
export const BASIS_DAYS = 30;
export const basisOf = (own: Counts, firm: Counts): Counts => (own.calls >= BASIS_CALLS ? own : firm);
