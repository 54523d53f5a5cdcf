/** Load of one interval, and what is promised to those who call. */
export interface Load {
  /** Calls that begin in the interval. */
  readonly calls: number;
  readonly intervalMs: number;
  /** Mean time that a call takes its agent, wrap-up included. */
  readonly workMs: number;
}

export interface Staffing {
  /** Offered traffic in erlangs: agents that would be busy all the time. */
  readonly traffic: number;
  readonly agents: number;
  /** That a call has to wait, 0..1. */
  readonly waiting: number;
  /** Calls answered within the threshold, 0..1. */
  readonly serviceLevel: number;
  /** Mean wait of all calls, ms; infinite when there are too few agents for ever. */
  readonly asaMs: number;
  readonly occupancy: number;
}

export const trafficOf = ({ calls, intervalMs, workMs }: Load): number => (calls * workMs) / intervalMs;

/**
 * Erlang B: the share of calls that n agents would turn away. B(n) = A·B(n−1) / (n + A·B(n−1)), from B(0) = 1: every step is
 * between 0 and 1, where Aⁿ/n! has left the doubles long before 200 agents.
 */
function blocking(traffic: number, agents: number): number {
  let b = 1;
  for (let n = 1; n <= agents; n += 1) b = (traffic * b) / (n + traffic * b);
  return b;
}

/** Erlang C of B: Pw = B / (1 − ρ(1 − B)). */
const waitingOf = (b: number, traffic: number, agents: number): number =>
  agents <= traffic ? 1 : b / (1 - (traffic / agents) * (1 - b));

function staffingOf(b: number, load: Load, agents: number, thresholdMs: number): Staffing {
  const traffic = trafficOf(load);
  const waiting = traffic === 0 ? 0 : waitingOf(b, traffic, agents);
  const spare = agents - traffic;
  const steady = traffic === 0 || spare > 0;
  return {
    traffic,
    agents,
    waiting,
    serviceLevel:
      traffic === 0 ? 1 : steady ? 1 - waiting * Math.exp((-spare * thresholdMs) / load.workMs) : 0,
    asaMs: traffic === 0 ? 0 : steady ? (waiting * load.workMs) / spare : Number.POSITIVE_INFINITY,
    occupancy: agents === 0 ? 0 : Math.min(1, traffic / agents),
  };
}

/** Erlang C: callers wait as long as it takes, and arrive as chance will have it. */
export const staffing = (load: Load, agents: number, thresholdMs: number): Staffing =>
  staffingOf(blocking(trafficOf(load), agents), load, agents, thresholdMs);

/** The smallest crew that reaches the target (0..1, below 1). One pass: B of the next crew follows from this one's. */
export function agentsFor(load: Load, target: number, thresholdMs: number): Staffing {
  const traffic = trafficOf(load);
  if (!Number.isFinite(traffic) || traffic < 0 || !(target < 1))
    throw new RangeError('a load is finite, and a target below 1');
  let b = 1;
  let n = 0;
  for (;;) {
    const result = staffingOf(b, load, n, thresholdMs);
    if (traffic === 0 || (n > traffic && result.serviceLevel >= target)) return result;
    n += 1;
    b = (traffic * b) / (n + traffic * b);
  }
}
