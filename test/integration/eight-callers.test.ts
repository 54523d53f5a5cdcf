import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { afterEach, expect, it, vi } from 'vitest';
import { type Db, openDatabase } from '../../db/open.ts';
import { createRepositories, type Repositories } from '../../db/repositories/index.ts';
import { callRecord } from '../../db/testing.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { builtInOutcomes } from '../../shared/domain/outcome/outcome.ts';
import { DEFAULT_RULES, RETRY_CAUSES } from '../../shared/domain/pacing/campaign.ts';
import { isUnderWay } from '../../shared/domain/pacing/lead.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

const PROSPECTS = 60;
const CALLERS = 8;
const EVERY_DAY = { from: 0, to: 24 * 60 };
const HOME = { country: 'GB', areaCode: '' };
const OUTCOMES = builtInOutcomes();

/** A clock that all share; the callers push it on, so that retries come due. */
let now = Date.UTC(2026, 10, 26, 9);
const open: Db[] = [];
const agents: string[] = [];
/** Reservations of callers who are at work; a crashed one's has to run out. */
const alive = new Set<string>();
/** Who is on the line with whom, and every attempt. */
const line = new Map<string, string>();
const attempts = new Map<string, number>();
const twice: string[] = [];

afterEach(() => {
  for (const db of open) db.close();
});

/**
 * Time passes for everybody; whoever is at work gives a sign of life, as the core does each minute. Without it the last
 * prospects would run out between the reservation and the call, again and again: each who finds nobody moves the clock.
 */
function passes(ms: number, { leads }: Repositories): void {
  now += ms;
  for (const lead of agents.flatMap((agentId) => leads.heldBy(agentId))) {
    const token = lead.lease?.token;
    if (token !== undefined && (alive.has(token) || isUnderWay(lead)))
      leads.apply(lead.id, { kind: 'renewed', at: now, token, until: now + 5 * 60_000 });
  }
}

function begins(leadId: string, caller: string): void {
  if (line.has(leadId)) twice.push(leadId);
  line.set(leadId, caller);
  attempts.set(leadId, (attempts.get(leadId) ?? 0) + 1);
}

/** An operator at another machine of the same base. */
function workstation(file: string): { agentId: string; repositories: Repositories; db: Db } {
  const agentId = uuid();
  const db = openDatabase({ file });
  open.push(db);
  agents.push(agentId);
  const repositories = createRepositories(db, {
    now: () => now,
    newId: uuid,
    actorId: () => agentId,
    home: () => HOME,
  });
  return { agentId, repositories, db };
}

/** Claims, dials, ends and gives back, with everybody else between any two of these. */
async function work(file: string, campaignId: string, isDone: () => boolean): Promise<void> {
  const { agentId, repositories } = workstation(file);
  const { leads, calls } = repositories;
  for (let round = 0; !isDone(); round += 1) {
    const token = uuid();
    const ask = () =>
      leads.claim({
        ...{ campaignId, agentId, token, until: now + 5 * 60_000, budget: 50 },
        judge: (lead) =>
          lead.attempts >= DEFAULT_RULES.maxAttempts
            ? { allowed: false, because: 'maxAttempts' }
            : { allowed: true },
      });
    const { lead } = ask();
    alive.add(token);
    await breathe();
    if (lead === undefined) {
      passes(60 * 60_000, repositories);
      continue;
    }
    // Its reply was lost, so it asks again, unless it has slept for too long.
    if (round % 3 === 0 && leads.get(lead.id)?.lease?.token === token) expect(ask().lead?.id).toBe(lead.id);
    if (round % 7 === 6) {
      // Crashed: the lease has to run out.
      alive.delete(token);
      await breathe();
      continue;
    }
    const callId = uuid();
    leads.apply(lead.id, { kind: 'dialling', at: now, token, callId });
    if (leads.get(lead.id)?.callId !== callId) continue;
    begins(lead.id, agentId);
    await breathe();
    const contact = repositories.contacts.get(lead.contactId);
    const number = contact?.phones[0]?.e164 ?? '';
    const remote = { number, displayName: '', anonymous: false };
    calls.save(
      callRecord(
        { id: callId, direction: 'outbound', remote, startedAt: now },
        { campaignId, leadId: lead.id },
      ),
    );
    await breathe();
    line.delete(lead.id);
    if (round % 2 === 0) {
      const cause = RETRY_CAUSES[round % RETRY_CAUSES.length] ?? 'busy';
      leads.apply(lead.id, { kind: 'endedWithoutTalk', at: now, callId, cause, number });
    } else {
      leads.apply(lead.id, { kind: 'talked', at: now, callId });
      await breathe();
      const { key: outcome, consequences } = OUTCOMES[round % OUTCOMES.length] ?? OUTCOMES[0] ?? never();
      for (const _twice of [1, 2])
        leads.settle(lead.id, { callId, outcome, consequences, promiseAt: now + 60_000 });
    }
    await breathe();
    leads.apply(lead.id, { kind: 'released', at: now, token });
  }
}

const never = (): never => {
  throw new Error('no outcomes');
};

it('eight callers on one base work a list to its end, and nobody is called by two at once', async () => {
  const { core, dataDir, connect } = await startCore(undefined, { now: () => now });
  const desk: CoreClient = connect('desk');
  const phone = new ScriptedPhone(connect);
  await phone.attach();
  await phone.register();
  await desk.request('settings.save', { ...HOME, zone: 'Europe/London' });
  const ids: string[] = [];
  for (let n = 0; n < PROSPECTS; n += 1) {
    const phones = [{ number: `+4420794601${String(n).padStart(2, '0')}` }];
    ids.push(
      (await desk.request('contacts.create', { draft: { kind: 'person', name: `Nr ${n}`, phones } })).id,
    );
  }
  const hours = [...Array(7)].map(() => EVERY_DAY) as unknown as (typeof DEFAULT_RULES)['hours'];
  const rules = { ...DEFAULT_RULES, hours, restOnHolidays: false, maxAttemptsADay: 20 };
  const { id: campaignId } = await desk.request('campaigns.create', {
    draft: { name: 'Eight', pace: 'preview', rules },
    source: { kind: 'contacts', ids },
  });
  await desk.request('campaigns.setState', { id: campaignId, state: 'running' });
  await vi.waitFor(
    async () =>
      expect((await desk.request('campaigns.get', { id: campaignId })).counts.leads).toBe(PROSPECTS),
    { timeout: 30_000 },
  );

  // The eighth is the core's own operator, who works by the dialler.
  const file = join(dataDir, 'ringdesk.db');
  const { repositories } = workstation(file);
  agents.push((await desk.request('system.info', {})).me.id);
  const isDone = () => repositories.campaigns.get(campaignId).counts.done === PROSPECTS;
  phone.onCommand = async (name, { callId, target }: { callId: string; target: string }) => {
    if (name !== 'phone.dial') return;
    await phone.dialing(callId, target, now);
    const { leadId = '' } = (await desk.request('calls.get', { callId })).call;
    begins(leadId, 'core');
    await breathe();
    line.delete(leadId);
    await phone.say(callId, { kind: 'ended', cause: 'busy', by: 'network' }, now);
  };
  const operator = async () => {
    while (!isDone()) {
      const { stage } = await desk.request('dialer.join', { campaignId });
      if (stage === 'offering') await desk.request('dialer.dial', {}).catch(() => {});
      await breathe();
    }
  };
  const others = Array.from({ length: CALLERS - 1 }, () => work(file, campaignId, isDone));
  await Promise.all([operator(), ...others]);

  expect(twice).toEqual([]);
  const { counts } = await desk.request('campaigns.get', { id: campaignId });
  expect(counts).toMatchObject({ leads: PROSPECTS, waiting: 0, claimed: 0, done: PROSPECTS });
  for (const { id, attempts: counted } of repositories.leads.list({ campaignId, offset: 0, limit: 500 })
    .leads) {
    expect(counted).toBe(attempts.get(id) ?? 0);
    expect(counted).toBeLessThanOrEqual(DEFAULT_RULES.maxAttempts);
  }
  await desk.request('dialer.leave', {});
  desk.close();
  phone.leave();
  await core.close();
});
