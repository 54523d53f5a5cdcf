import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInOutcomes, type Consequences } from '../outcome/outcome.ts';
import { DEFAULT_RULES, type Lead, type PacingRules, RETRY_CAUSES } from './campaign.ts';
import { isUnderWay, type LeadEvent, leadAfter } from './lead.ts';
import { mayDial } from './may-dial.ts';
import { inOrder } from './next-number.ts';

const MINUTE = 60_000;
const LEASE = 5 * MINUTE;
const ALWAYS = { from: 0, to: 24 * 60 };
const RULES: PacingRules = {
  ...DEFAULT_RULES,
  hours: [ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, null],
  maxAttempts: 3,
  maxAttemptsADay: 2,
};
const OUTCOMES = builtInOutcomes();
const ZONE = 'Europe/Kyiv';
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });

interface Dialled {
  readonly leadId: string;
  readonly callId: string;
  readonly number: string;
  readonly at: number;
}

/** What an operator's program knows; a crash takes it. */
interface Agent {
  readonly name: string;
  held?: { leadId: string; token: string } | undefined;
  callId?: string | undefined;
  /** What the operator said of a talk before, to say it once more. */
  said?: { leadId: string; event: LeadEvent } | undefined;
}

/** The base, of which a crash takes nothing. The rules are the real ones; only the reading of rows is not SQL. */
class World {
  now = Date.UTC(2026, 9, 23, 8);
  readonly leads = new Map<string, Lead>();
  readonly dialled: Dialled[] = [];
  /** Calls that are on the line: who called whom. */
  readonly live = new Map<string, { leadId: string; agent: string }>();
  readonly agents: Agent[];
  private ids = 0;

  constructor(leads: number, agents: number) {
    this.agents = Array.from({ length: agents }, (_, n) => ({ name: `agent-${n}` }));
    for (let n = 0; n < leads; n += 1) {
      const id = `lead-${n}`;
      const lead: Lead = {
        ...{ id, campaignId: 'c', contactId: id, state: 'waiting', priority: 0, position: n, attempts: 0 },
        ...(n % 3 === 2 ? { ownerId: 'agent-0' } : {}),
      };
      this.leads.set(id, lead);
    }
  }

  newId = (): string => {
    this.ids += 1;
    return `id-${this.ids}`;
  };

  numbers = (leadId: string): string[] => [`${leadId}-a`, `${leadId}-b`];

  get(id: string): Lead {
    const lead = this.leads.get(id);
    if (lead === undefined) throw new Error(`lost: ${id}`);
    return lead;
  }

  apply(id: string, event: LeadEvent): Lead {
    const before = this.get(id);
    const next = leadAfter(before, event, { rules: RULES, numbers: this.numbers(id) });
    // A machine that slept wakes up with the key of a reservation that another has by now.
    if ('token' in event && event.token !== before.lease?.token && next !== before)
      throw new Error(`${event.kind} with a key that is not the reservation's changed ${id}`);
    this.leads.set(id, next);
    return next;
  }

  verdict(lead: Lead, number: string) {
    return mayDial({
      now: this.now,
      rules: RULES,
      state: 'running',
      hasNumber: true,
      doNotCall: { number: false, customer: false },
      zone: ZONE,
      holidays: new Map(),
      attempts: lead.attempts,
      attemptsOfNumber: this.dialled.filter((call) => call.number === number).map(({ at }) => at),
      nextAt: lead.nextAt,
    });
  }

  /** The numbers that may be dialled now, in order; and when the first one may, otherwise. */
  callable(lead: Lead): { number?: string | undefined; until?: number | undefined } {
    const verdicts = inOrder(this.numbers(lead.id), lead.nextNumber).map((number) => ({
      number,
      verdict: this.verdict(lead, number),
    }));
    const free = verdicts.find(({ verdict }) => verdict.allowed);
    if (free) return { number: free.number };
    const times = verdicts.flatMap(({ verdict }) =>
      verdict.allowed || verdict.until === undefined ? [] : [verdict.until],
    );
    return times.length === 0 ? {} : { until: Math.min(...times) };
  }

  sweep(): void {
    for (const id of this.leads.keys()) this.apply(id, { kind: 'leaseRanOut', at: this.now });
  }

  claim(agent: string, token: string): Lead | undefined {
    const again = [...this.leads.values()].find(({ lease }) => lease?.token === token);
    if (again) return again;
    this.sweep();
    for (;;) {
      const lead = [...this.leads.values()]
        .filter(
          ({ state, nextAt = 0, ownerId = agent }) =>
            state === 'waiting' && nextAt <= this.now && ownerId === agent,
        )
        .sort(
          (a, b) => Number(b.ownerId === agent) - Number(a.ownerId === agent) || a.position - b.position,
        )[0];
      if (lead === undefined) return undefined;
      const { number, until } = this.callable(lead);
      const lease = { token, agentId: agent, until: this.now + LEASE };
      if (number !== undefined) return this.apply(lead.id, { kind: 'claimed', at: this.now, lease });
      const because = until === undefined ? 'maxAttempts' : 'retryPause';
      this.apply(lead.id, { kind: 'forbidden', at: this.now, because, until });
    }
  }

  hangUp(agent: Agent): void {
    for (const [callId, { agent: who }] of this.live) if (who === agent.name) this.live.delete(callId);
  }
}

type Step = (world: World, agent: Agent, pick: number) => void;

/** Every one of them is a transaction of its own, and anything may happen between two. */
const STEPS: Record<string, Step> = {
  claim(world, agent) {
    if (agent.held) return;
    const token = world.newId();
    const lead = world.claim(agent.name, token);
    if (lead) agent.held = { leadId: lead.id, token };
  },
  claimWithLostReply(world, agent) {
    if (agent.held) return;
    const token = world.newId();
    const lost = world.claim(agent.name, token);
    const again = world.claim(agent.name, token);
    if (lost && world.get(lost.id).lease?.token === token) expect(again?.id).toBe(lost.id);
    if (again) agent.held = { leadId: again.id, token };
  },
  claimAndForget(world, agent) {
    if (!agent.held) world.claim(agent.name, world.newId());
  },
  dial(world, agent) {
    if (!agent.held || agent.callId !== undefined) return;
    const { leadId, token } = agent.held;
    const lead = world.get(leadId);
    const { number } = world.callable(lead);
    if (number === undefined) return;
    const callId = world.newId();
    const after = world.apply(leadId, { kind: 'dialling', at: world.now, token, callId });
    if (after.callId !== callId) return;
    expect(lead.nextAt ?? 0).toBeLessThanOrEqual(world.now);
    world.dialled.push({ leadId, callId, number, at: world.now });
    world.live.set(callId, { leadId, agent: agent.name });
    agent.callId = callId;
  },
  phoneRefuses(world, agent) {
    const { held, callId } = agent;
    if (!held || callId === undefined || !world.live.has(callId)) return;
    const before = world.get(held.leadId);
    // Nothing can be said of a call that there never was.
    if (before.callId === callId && !isUnderWay(before)) return;
    world.live.delete(callId);
    const { attempts } = before;
    const after = world.apply(held.leadId, { kind: 'notDialled', at: world.now, callId });
    agent.callId = undefined;
    // Who called in meanwhile, or was taken out, keeps the attempt: it counts nothing any more.
    if (before.callId !== callId && after.attempts === attempts) return;
    world.dialled.splice(
      world.dialled.findIndex((call) => call.callId === callId),
      1,
    );
  },
  fails(world, agent, pick) {
    const { held, callId } = agent;
    if (!held || callId === undefined || !world.live.delete(callId)) return;
    const cause = RETRY_CAUSES[pick % RETRY_CAUSES.length] ?? 'busy';
    const number = world.dialled.find((call) => call.callId === callId)?.number;
    world.apply(held.leadId, { kind: 'endedWithoutTalk', at: world.now, callId, cause, number });
    agent.callId = undefined;
  },
  talks(world, agent) {
    const { held, callId } = agent;
    if (!held || callId === undefined || !world.live.delete(callId)) return;
    world.apply(held.leadId, { kind: 'talked', at: world.now, callId });
  },
  settles(world, agent, pick) {
    const { held, callId } = agent;
    if (!held || callId === undefined) return;
    const { key, consequences } = OUTCOMES[pick % OUTCOMES.length] as {
      key: string;
      consequences: Consequences;
    };
    const number = world.dialled.find((call) => call.callId === callId)?.number;
    const promiseAt = world.now + (pick + 1) * 60 * MINUTE;
    const event: LeadEvent = {
      ...{ kind: 'settled', at: world.now, callId, outcome: key, consequences, number, promiseAt },
    };
    const attempts = world.get(held.leadId).attempts;
    const once = world.apply(held.leadId, event);
    expect(world.apply(held.leadId, event)).toEqual(once);
    expect(once.attempts).toBe(attempts);
    agent.said = { leadId: held.leadId, event };
    if (!world.live.has(callId)) agent.callId = undefined;
  },
  corrects(world, agent, pick) {
    if (agent.said?.event.kind !== 'settled') return;
    const { key, consequences } = OUTCOMES[pick % OUTCOMES.length] as {
      key: string;
      consequences: Consequences;
    };
    const { attempts } = world.get(agent.said.leadId);
    world.apply(agent.said.leadId, { ...agent.said.event, at: world.now, outcome: key, consequences });
    expect(world.get(agent.said.leadId).attempts).toBe(attempts);
  },
  givesBack(world, agent) {
    const { held, callId } = agent;
    if (!held || (callId !== undefined && world.live.has(callId))) return;
    world.apply(held.leadId, { kind: 'released', at: world.now, token: held.token });
    agent.held = undefined;
    agent.callId = undefined;
  },
  skips(world, agent, pick) {
    const { held, callId } = agent;
    if (!held || callId !== undefined) return;
    const until = world.now + (pick + 1) * MINUTE;
    world.apply(held.leadId, { kind: 'skipped', at: world.now, token: held.token, until });
    agent.held = undefined;
  },
  crashes(world, agent) {
    world.hangUp(agent);
    agent.held = undefined;
    agent.callId = undefined;
    agent.said = undefined;
  },
  /** As `crashes`, and the program is back at once and settles what it finds in the base. */
  restarts(world, agent) {
    STEPS.crashes?.(world, agent, 0);
    for (const { id, lease, callId } of [...world.leads.values()]) {
      if (lease?.agentId !== agent.name) continue;
      if (callId !== undefined && isUnderWay(world.get(id)))
        world.apply(id, { kind: 'endedWithoutTalk', at: world.now, callId, cause: 'failed' });
      world.apply(id, { kind: 'released', at: world.now, token: lease.token });
    }
  },
  customerCallsIn(world, _agent, pick) {
    const id = `lead-${pick % world.leads.size}`;
    world.apply(id, { kind: 'calledIn', at: world.now, callId: world.newId() });
  },
  isTakenOutAndBack(world, _agent, pick) {
    const id = `lead-${pick % world.leads.size}`;
    if ([...world.live.values()].some(({ leadId }) => leadId === id)) return;
    world.apply(
      id,
      world.get(id).end === 'removed'
        ? { kind: 'restored', at: world.now }
        : { kind: 'removed', at: world.now },
    );
  },
  timePasses(world, _agent, pick) {
    world.now += (pick % 5) * MINUTE;
    for (const { held } of world.agents) {
      if (!held) continue;
      const until = world.now + LEASE;
      world.apply(held.leadId, { kind: 'renewed', at: world.now, token: held.token, until });
    }
  },
  machinesSleep(world, _agent, pick) {
    world.now += (pick + 1) * 97 * MINUTE;
    for (const agent of world.agents) world.hangUp(agent);
    world.sweep();
  },
  clockIsPutBack(world, _agent, pick) {
    world.now -= (pick % 90) * MINUTE;
  },
};

/** After each step: nobody is on the line with two of us. */
function checkCalls(world: World): void {
  const called = [...world.live.values()].map(({ leadId }) => leadId);
  if (new Set(called).size !== called.length) throw new Error(`called twice at once: ${called.join()}`);
}

/** A working day is mostly these, and faults need somebody at work. */
const USUAL = ['claim', 'claim', 'dial', 'dial', 'fails', 'talks', 'settles', 'givesBack', 'timePasses'];

function check(world: World, leads: number): void {
  expect(world.leads.size).toBe(leads);
  const tokens = new Set<string>();
  for (const lead of world.leads.values()) {
    const dialled = world.dialled.filter(({ leadId }) => leadId === lead.id);
    expect(lead.attempts).toBe(dialled.length);
    expect(lead.attempts).toBeLessThanOrEqual(RULES.maxAttempts);
    expect(lead.lease !== undefined).toBe(lead.state === 'claimed');
    expect(lead.state === 'done' ? lead.end : 'open').toBeDefined();
    if (lead.state === 'waiting') expect(lead.end).toBeUndefined();
    if (lead.lease) {
      expect(tokens.has(lead.lease.token)).toBe(false);
      tokens.add(lead.lease.token);
    }
  }
  for (const { number, at } of world.dialled) {
    const sameDay = world.dialled.filter(
      (call) => call.number === number && DAY.format(call.at) === DAY.format(at),
    );
    expect(sameDay.length).toBeLessThanOrEqual(RULES.maxAttemptsADay);
  }
}

/** Everybody's machine is off; then one operator works through what is left. */
function workToTheEnd(world: World, leads: number): void {
  for (const agent of world.agents) STEPS.crashes?.(world, agent, 0);
  world.now += 1000 * 60 * MINUTE;
  world.sweep();
  for (let n = 0; n < leads * (RULES.maxAttempts + 1) * 40; n += 1) {
    for (const agent of world.agents) {
      for (const step of ['claim', 'dial', 'fails', 'givesBack']) STEPS[step]?.(world, agent, 1);
    }
    world.now += 180 * MINUTE;
    if ([...world.leads.values()].every(({ state }) => state === 'done')) return;
  }
  throw new Error('a list has no end');
}

describe('reservation and retry', () => {
  it('reach nobody twice at once, lose nobody, and keep the limits, whatever fails between any two steps', () => {
    const kind = fc.oneof(
      { arbitrary: fc.constantFrom(...USUAL), weight: 6 },
      { arbitrary: fc.constantFrom(...Object.keys(STEPS)), weight: 1 },
    );
    const steps = fc.array(fc.tuple(kind, fc.nat({ max: 2 }), fc.nat({ max: 119 })), {
      minLength: 1,
      maxLength: 80,
      size: 'max',
    });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), steps, (leads, script) => {
        const world = new World(leads, 3);
        for (const [name, who, pick] of script) {
          const agent = world.agents[who];
          if (agent) STEPS[name]?.(world, agent, pick);
          checkCalls(world);
        }
        check(world, leads);
        workToTheEnd(world, leads);
        check(world, leads);
      }),
      { numRuns: 10_000 },
    );
  }, 300_000);
});
