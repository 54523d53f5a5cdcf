import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '../../db/open.ts';
import { type Bench, percentile } from '../../scripts/bench/report.ts';
import { crowdNumber } from '../../scripts/seed/crowd.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { DEFAULT_RULES, type PacingRules } from '../../shared/domain/pacing/campaign.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { putCrowd } from './crowd-base.ts';
import { keyToInvite as invitesOf } from './wire.ts';

const WARM_UP = 10;
const ALWAYS = { from: 0, to: 24 * 60 };
/** A Thursday at noon, so that the hours of the bench's machine do not matter. */
const NOON = Date.UTC(2026, 10, 26, 12);

/**
 * From the key that asks for another prospect to the order to dial at the phone page, with the choice between them, in a
 * list of `--prospects` (100,000) on a base of `--contacts` (6,200,000); and how long such a list takes to be made from a
 * segment, and what lookups feel of it. That with a scripted phone; then the same once more with everything real, up to
 * the INVITE on the wire (`wire.ts`).
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: 'string', default: '6200000' },
      prospects: { type: 'string', default: '100000' },
      calls: { type: 'string', default: '200' },
      invites: { type: 'string', default: '100' },
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const file = join(dataDir, 'ringdesk.db');
  const prospects = Number(values.prospects);
  const begun = performance.now();
  const now = () => Math.floor(NOON + performance.now() - begun);
  try {
    const contacts = await putCrowd(file, { contacts: Number(values.contacts), prospects }, log);
    const { core, connect } = await startCore(dataDir, { now });
    const desk = connect('desk');
    const phone = new ScriptedPhone(connect);
    await phone.attach();
    await phone.register();
    await desk.request('settings.save', { country: 'GB', zone: 'Europe/London' });
    log('  making the list …');
    const list = await makeList(desk, contacts);
    const counts = await timed(() => desk.request('campaigns.get', { id: list.campaignId }));
    log('  calling …');
    const calls = await callThrough(desk, phone, list.campaignId, Number(values.calls), now);
    desk.close();
    phone.leave();
    await core.close();
    log('  calling with a desk and a phone page in Chromium …');
    const keyToInvite = await invitesOf(dataDir, list.campaignId, Number(values.invites));
    const floors = floorsOf(file, list.campaignId);
    return report({ ...list, ...calls, ...floors, keyToInvite, countsMs: counts.ms, contacts });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}

async function makeList(desk: CoreClient, contacts: number) {
  const hours = Array.from({ length: 7 }, () => ALWAYS) as unknown as PacingRules['hours'];
  const rules = { ...DEFAULT_RULES, hours };
  const lookups: number[] = [];
  const begun = performance.now();
  const { id: campaignId } = await desk.request('campaigns.create', {
    draft: { name: 'Bench', pace: 'preview', rules },
    source: { kind: 'filter', filter: { stages: ['interested'] } },
  });
  for (let n = 0; ; n += 1) {
    const number = crowdNumber((n * 7919) % contacts);
    lookups.push((await timed(() => desk.request('contacts.byNumber', { number }))).ms);
    if (n % 20 === 0 && !(await desk.request('campaigns.get', { id: campaignId })).filling) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const listSeconds = (performance.now() - begun) / 1000;
  const { counts } = await desk.request('campaigns.get', { id: campaignId });
  await desk.request('campaigns.setState', { id: campaignId, state: 'running' });
  return { campaignId, listSeconds, lookups, prospects: counts.leads };
}

async function callThrough(
  desk: CoreClient,
  phone: ScriptedPhone,
  campaignId: string,
  calls: number,
  now: () => number,
) {
  let arrived: (order: { callId: string; target: string; at: number }) => void = () => {};
  phone.onCommand = (name, input: { callId: string; target: string }) => {
    if (name === 'phone.dial') arrived({ ...input, at: performance.now() });
  };
  const keyToOrder: number[] = [];
  const choice: number[] = [];
  await desk.request('dialer.join', { campaignId });
  for (let n = 0; n < calls + WARM_UP; n += 1) {
    const order = new Promise<{ callId: string; target: string; at: number }>((resolve) => {
      arrived = resolve;
    });
    const begun = performance.now();
    await desk.request('dialer.skip', {});
    const chosen = performance.now();
    await desk.request('dialer.dial', {});
    const { callId, target, at } = await order;
    if (n >= WARM_UP) {
      keyToOrder.push(at - begun);
      choice.push(chosen - begun);
    }
    await phone.dialing(callId, target, now());
    await phone.say(callId, { kind: 'ended', cause: 'busy', by: 'network' }, now());
    await onOffer(desk);
  }
  return { keyToOrder, choice };
}

async function onOffer(desk: CoreClient): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await desk.request('dialer.state', {})).stage === 'offering') return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the dialler brought nobody');
}

/** What the same takes with bare statements: rows alone, and one seek. */
function floorsOf(file: string, campaignId: string) {
  const { sqlite, close } = openDatabase({ file });
  sqlite.pragma('synchronous = NORMAL');
  const ids = sqlite.prepare('select contact_id from leads where campaign_id = ?').pluck().all(campaignId);
  const other = uuid();
  sqlite
    .prepare(
      'insert into campaigns select ?, created_at, updated_at, deleted_at, version, name, state, pace, script_id, owner_ids, goal, rules, started_at, ended_at from campaigns where id = ?',
    )
    .run(other, campaignId);
  const insert = sqlite.prepare(
    `insert into leads (id, created_at, updated_at, version, campaign_id, contact_id, state, priority, position, attempts)
     values (?, 1, 1, 1, ?, ?, 'waiting', 0, ?, 0)`,
  );
  const begun = performance.now();
  sqlite.transaction(() => {
    for (const [position, id] of ids.entries()) insert.run(uuid(), other, id, position);
  })();
  const listFloorSeconds = (performance.now() - begun) / 1000;
  const seek = sqlite
    .prepare(
      `select id from leads where campaign_id = +? and owner_id is null and priority = 0 and state = 'waiting'
       and deleted_at is null and next_at is null order by position limit 1`,
    )
    .pluck();
  const seeks = Array.from({ length: 1000 }, () => {
    const at = performance.now();
    seek.get(other);
    return performance.now() - at;
  });
  close();
  return { listFloorSeconds, seekFloorMs: percentile(seeks, 95) };
}

function report(measured: {
  readonly contacts: number;
  readonly prospects: number;
  readonly listSeconds: number;
  readonly listFloorSeconds: number;
  readonly lookups: readonly number[];
  readonly keyToInvite: readonly number[];
  readonly keyToOrder: readonly number[];
  readonly choice: readonly number[];
  readonly seekFloorMs: number;
  readonly countsMs: number;
}) {
  const { contacts, prospects, listSeconds, listFloorSeconds, lookups, keyToOrder, keyToInvite, choice } =
    measured;
  const figure = (name: string, value: number, goal: number | null, limit: number | null, unit = 'ms') => ({
    name,
    value,
    unit,
    goal,
    limit,
  });
  return {
    figures: [
      figure('next_prospect_to_invite_p50_ms', percentile(keyToInvite, 50), null, null),
      figure('next_prospect_to_invite_p95_ms', percentile(keyToInvite, 95), 100, 100),
      figure('next_prospect_to_order_p50_ms', percentile(keyToOrder, 50), null, null),
      {
        ...figure('next_prospect_to_order_p95_ms', percentile(keyToOrder, 95), null, null),
        ratio_to_floor: percentile(keyToOrder, 95) / measured.seekFloorMs,
      },
      figure('choice_of_next_p95_ms', percentile(choice, 95), null, null),
      {
        ...figure('list_from_segment_s', listSeconds, 10, 10, 's'),
        ratio_to_floor: listSeconds / listFloorSeconds,
      },
      figure('lookup_during_fill_p99_ms', percentile(lookups, 99), 10, 10),
      figure('counts_of_list_ms', measured.countsMs, null, null),
    ],
    notes: [
      `load of this machine ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
      `${prospects} prospects of ${contacts} customers`,
      `to the order at the phone page: ${keyToOrder.length} calls, two keys, scripted phone; to the INVITE: ${keyToInvite.length} calls, one key, all real`,
      `floors: one seek in the index ${(measured.seekFloorMs * 1000).toFixed(1)} µs (p95); ${prospects} bare rows ${listFloorSeconds.toFixed(1)} s`,
    ],
  };
}
