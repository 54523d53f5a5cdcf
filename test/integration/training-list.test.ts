// The training list that every new profile has, worked to its end through the core, against a written expectation.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Dialer, LeadRow } from '../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { FactBody } from '../../shared/domain/call/fact.ts';
import { readQuickTime } from '../../shared/domain/schedule/quick-time.ts';
import type { DialledBehaviour } from '../../shared/domain/training/persona.ts';
import { behaviourAt, personaForNumber } from '../../shared/domain/training/personas.ts';
import { PROSPECTS, type Prospect } from '../../shared/domain/training/prospects.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { EXPECTED, PROMISED, STOPPED, THURSDAY } from '../support/training-list/expectation.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
let started: Started;
let desk: CoreClient;
let phone: ScriptedPhone;
let campaignId: string;
/** Stands still while a round is worked, so that every time in the base can be foretold to the millisecond. */
let now = THURSDAY;

beforeAll(async () => {
  started = await startCore(undefined, { empty: false, now: () => now });
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
  phone.onCommand = async (name, input: { callId: string; target?: string }) => {
    if (name === 'phone.dial') void rings(input.callId, input.target ?? '');
    if (name === 'phone.hangUp') void ends(input.callId, 'operator');
  };
  await phone.attach();
  await phone.register();
  const [list] = await desk.request('campaigns.list', {});
  campaignId = list?.id ?? '';
});
afterAll(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
  rmSync(started.dataDir, { recursive: true, force: true });
});

const ends = (callId: string, by: 'operator' | 'customer') =>
  phone.say(callId, { kind: 'ended', cause: 'hangup', by }, now);

/** How an attempt that nobody answers ends at our phone; undefined: somebody answers. */
const FAILS: Partial<Record<DialledBehaviour['kind'], FactBody>> = {
  busy: { kind: 'ended', cause: 'busy', by: 'customer', sipCode: 486 },
  neverAnswers: { kind: 'ended', cause: 'noAnswer', by: 'customer', sipCode: 480 },
  declines: { kind: 'ended', cause: 'declined', by: 'customer', sipCode: 603 },
  noSuchNumber: { kind: 'ended', cause: 'notFound', by: 'network', sipCode: 404 },
};

/** The world behind the phone: whoever has this number behaves as on the training line. */
async function rings(callId: string, target: string): Promise<void> {
  const persona = personaForNumber(target);
  if (!persona) throw new Error(`nobody has ${target}`);
  await phone.dialing(callId, target, now);
  const failure = FAILS[behaviourAt(persona, target).kind];
  await phone.say(callId, failure ?? { kind: 'answered', by: 'customer' }, now);
}

const prospectOf = (name: string | undefined): Prospect => {
  const found = PROSPECTS.find((prospect) => Object.values(prospect.name).includes(name ?? ''));
  if (!found) throw new Error(`${name} is no prospect`);
  return found;
};
const leads = async (): Promise<LeadRow[]> =>
  (await desk.request('campaigns.leads', { campaignId, limit: 100 })).leads;

const until = (what: string, holds: (state: Dialer) => boolean): Promise<Dialer> =>
  vi.waitFor(
    async () => {
      const state = await desk.request('dialer.state', {});
      if (!holds(state)) throw new Error(`${what}: ${state.stage} ${state.lead?.contactName}`);
      return state;
    },
    { timeout: 10_000, interval: 5 },
  );

/** What the operator says in the wrap-up of a talk with this prospect, at this attempt. */
async function wrapUp(state: Dialer, callId: string): Promise<void> {
  const { behaves } = prospectOf(state.lead?.contactName);
  const zone = state.zone ?? '';
  if (behaves === 'voicemail') {
    await desk.request('dialer.voicemail', { callId });
    return;
  }
  await ends(callId, behaves === 'hangsUp' ? 'customer' : 'operator');
  const again = (state.lead?.attempts ?? 0) > 1;
  if (behaves === 'tuesday' && !again) {
    const time = readQuickTime('tue 10', { now, zone });
    if (!('at' in time)) throw new Error(time.refused);
    const followUp = { dueAt: time.at, zone, title: 'Call back' };
    await desk.request('calls.wrapUp', { callId, outcome: 'callback', followUp, close: true });
    return;
  }
  const outcome = EXPECTED[behaves].attempts.at(-1)?.result ?? '';
  await desk.request('calls.wrapUp', { callId, outcome, close: true });
}

/** Everybody who is due now, one after the other. @returns whose turn it was */
async function round(): Promise<string[]> {
  const worked: string[] = [];
  for (;;) {
    const offered = await until(
      'an offer or nobody',
      ({ stage }) => stage === 'offering' || stage === 'empty',
    );
    if (offered.stage === 'empty') return worked;
    const { id: leadId } = offered.lead ?? { id: '' };
    worked.push(prospectOf(offered.lead?.contactName).id);
    await desk.request('dialer.dial', {});
    const after = await until(
      'a talk, or the next one',
      ({ stage, lead }) => stage === 'talking' || (lead?.id !== leadId && stage !== 'dialing'),
    );
    if (after.stage !== 'talking' || after.callId === undefined) continue;
    await wrapUp(after, after.callId);
    await until('the next one', ({ lead, stage }) => lead?.id !== leadId || stage === 'empty');
  }
}

it('works a list of thirty to its end: every outcome, promise and retry time as written down', async () => {
  expect((await desk.request('campaigns.get', { id: campaignId })).counts).toMatchObject({
    leads: 30,
    due: 30,
  });
  expect((await desk.request('campaigns.list', {}))[0]).toMatchObject({
    pace: 'preview',
    state: 'running',
    scriptId: expect.any(String),
  });
  await desk.request('dialer.join', { campaignId });

  // The first round, in the order of the list, at one moment.
  expect(await round()).toEqual(PROSPECTS.map(({ id }) => id));
  const first = new Map((await leads()).map((lead) => [prospectOf(lead.contactName).id, lead]));
  expect(first.size).toBe(30);
  for (const { id, behaves } of PROSPECTS) {
    const { attempts: written, end } = EXPECTED[behaves];
    const { result = '', waits } = written[0] ?? {};
    const nextAt = waits === 'promise' ? PROMISED[id] : waits && THURSDAY + waits;
    const lead: Partial<LeadRow> = first.get(id) ?? {};
    const { state, lastResult, attempts } = lead;
    expect({ id, state, lastResult, attempts, nextAt: lead.nextAt, end: lead.end }).toEqual({
      id,
      state: waits === undefined ? 'done' : 'waiting',
      lastResult: result,
      attempts: 1,
      nextAt,
      end: waits === undefined ? end : undefined,
    });
  }

  // Every promise is the customer's, on the customer's clock.
  const tasks = await desk.request('tasks.list', { state: 'open', limit: 200 });
  const promised = tasks.filter(({ contactName }) =>
    PROSPECTS.some(({ name }) => Object.values(name).includes(contactName ?? '')),
  );
  expect(Object.fromEntries(promised.map((task) => [prospectOf(task.contactName).id, task.dueAt]))).toEqual(
    PROMISED,
  );

  // The clock goes on to whoever is next, as often as somebody is.
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const times = (await leads()).flatMap(({ state, nextAt }) =>
      state === 'waiting' ? [nextAt ?? now] : [],
    );
    if (times.length === 0) break;
    now = Math.min(...times);
    // The dialler looks again by a timer of its own, which does not follow this clock.
    await desk.request('dialer.leave', {});
    await desk.request('dialer.join', { campaignId });
    expect((await round()).length).toBeGreaterThan(0);
  }

  for (const lead of await leads()) {
    const { id, behaves } = prospectOf(lead.contactName);
    const { end, attempts } = EXPECTED[behaves];
    expect({ id, state: lead.state, end: lead.end, attempts: lead.attempts }).toEqual({
      id,
      state: 'done',
      end,
      attempts: attempts.length,
    });
  }
  const { entries } = await desk.request('doNotCall.list', {});
  expect(entries.map(({ contactName }) => prospectOf(contactName).id).sort()).toEqual(STOPPED);
  const { counts } = await desk.request('campaigns.get', { id: campaignId });
  expect(counts).toMatchObject({ leads: 30, done: 30, waiting: 0, claimed: 0 });
}, 120_000);
