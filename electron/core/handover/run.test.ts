import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draft, ME, type TestBase, testBase } from '../../../db/testing.ts';
import { CampaignDraft } from '../../../shared/contract/campaigns.ts';
import type { HandOverOrder } from '../../../shared/contract/handovers.ts';
import { HANDOVER_KINDS } from '../../../shared/domain/handover/hand-over.ts';
import { DEFAULT_RULES } from '../../../shared/domain/pacing/campaign.ts';
import { handOver, preview, takeBack } from './run.ts';

const [ANNA, BORIS, CLARA] = [v7(), v7(), v7()];
const SETTING = { dueAt: (since: number) => since };
let base: TestBase;
let stopAfter: number;

beforeEach(() => {
  base = testBase();
  stopAfter = Number.POSITIVE_INFINITY;
  for (const [id, name] of [
    [ANNA, 'Anna'],
    [BORIS, 'Boris'],
    [CLARA, 'Clara'],
  ] as const)
    base.repos.users.save({ id, name });
});
afterEach(() => base[Symbol.dispose]());

const customer = (name: string, responsibleId = ANNA, stage: 'new' | 'customer' = 'new') =>
  base.repos.contacts.create(draft({ name, responsibleId, stage })).id;
const customers = (n: number) => Array.from({ length: n }, (_, i) => customer(`Customer ${i}`));
const task = (title: string, contactId?: string, assigneeId = ANNA) =>
  base.repos.tasks.create({ title, contactId, dueAt: 1, zone: 'UTC', assigneeId }).id;
const list = (name: string, ...ownerIds: string[]) =>
  base.repos.campaigns.create(CampaignDraft.parse({ name, pace: 'preview', ownerIds, rules: DEFAULT_RULES }))
    .id;
const responsible = (id: string) => base.repos.contacts.get(id)?.responsibleId;
const outbox = (id: string) =>
  base.db.sqlite.prepare('select count(*) from outbox where row_id = ?').pluck().get(id) as number;

function order(rule: Partial<HandOverOrder['rule']>, kinds: HandOverOrder['kinds'] = [...HANDOVER_KINDS]) {
  return { fromId: ANNA, kinds, rule: { parts: [], rest: [BORIS], ...rule } };
}
const run = () => ({
  repositories: base.repos,
  transaction: <T>(work: () => T) => base.db.transaction(work),
  cancelled: () => stopAfter-- <= 0,
  progress: () => {},
  transactionMs: () => 0,
  breathe: async () => {},
});
function begin(given: HandOverOrder): string {
  const id = v7();
  base.repos.handOvers.begin({ ...given, id });
  return id;
}
async function doIt(given: HandOverOrder): Promise<string> {
  const id = begin(given);
  await handOver(id, run());
  return id;
}

describe('handing over', () => {
  it('takes all that somebody has, and nothing of anybody else', async () => {
    const [mine, other] = [customer('Mine'), customer('Other', CLARA)];
    const [open, done, foreign] = [task('Call', mine), task('Done', mine), task('Foreign', mine, CLARA)];
    base.repos.tasks.complete(done);
    const campaign = list('Spring', ANNA, CLARA);
    const pool = list('Pool');
    base.repos.leads.addTo(campaign, mine, { ownerId: ANNA });
    base.repos.leads.addTo(pool, other, { ownerId: CLARA });
    const id = await doIt(order({}));
    expect([responsible(mine), responsible(other)]).toEqual([BORIS, CLARA]);
    expect([open, done, foreign].map((one) => base.repos.tasks.get(one).assigneeId)).toEqual([
      BORIS,
      ANNA,
      CLARA,
    ]);
    expect(base.repos.campaigns.get(campaign)?.ownerIds).toEqual([BORIS, CLARA]);
    expect(base.repos.leads.openOf(mine)[0]?.ownerId).toBe(BORIS);
    expect(base.repos.leads.openOf(other)[0]?.ownerId).toBe(CLARA);
    expect(base.repos.handOvers.get(id)).toMatchObject({
      total: 4,
      busy: 0,
      counts: {
        customers: { [BORIS]: 1 },
        lists: { [BORIS]: 1 },
        prospects: { [BORIS]: 1 },
        tasks: { [BORIS]: 1 },
      },
    });
    // Made, and handed over: each is an operation of the outbox.
    expect([mine, open, campaign].map(outbox)).toEqual([2, 2, 2]);
  });

  it('keeps what is about a customer with him, and shares the rest evenly', async () => {
    const all = customers(7);
    const promises = all.map((contactId) => task('Call', contactId));
    const free = ['a', 'b', 'c'].map((title) => task(title));
    await doIt(order({ rest: [BORIS, CLARA] }));
    const shares = [BORIS, CLARA].map((who) => all.filter((id) => responsible(id) === who).length);
    expect(shares.sort()).toEqual([3, 4]);
    for (const [i, contactId] of all.entries())
      expect(base.repos.tasks.get(promises[i] ?? '').assigneeId).toBe(responsible(contactId));
    expect(free.map((id) => base.repos.tasks.get(id).assigneeId).sort()).toEqual(
      [BORIS, BORIS, CLARA].sort(),
    );
  });

  it.each(['stage', 'segment', 'list'] as const)(
    'goes by %s, and the rest to whoever has the rest',
    async (by) => {
      const [old, fresh] = [customer('Old', ANNA, 'customer'), customer('Fresh')];
      const campaign = list('Old ones', ANNA);
      base.repos.leads.addTo(campaign, old, { ownerId: ANNA });
      const filter = { stages: ['customer' as const] };
      const segment = base.repos.segments.save({ name: 'Old', filter }).id;
      const key = { stage: 'customer', segment, list: campaign }[by];
      await doIt(order({ by, parts: [{ key, to: CLARA }] }));
      expect([responsible(old), responsible(fresh)]).toEqual([CLARA, BORIS]);
      expect(base.repos.leads.openOf(old)[0]?.ownerId).toBe(CLARA);
    },
  );

  it('gives a reservation to the next one, but not from under a call', async () => {
    const [waiting, calling] = [customer('Waiting', CLARA), customer('Calling', CLARA)];
    const campaign = list('Spring');
    const until = base.clock.now + 60_000;
    for (const id of [waiting, calling]) {
      base.repos.leads.addTo(campaign, id);
      base.repos.leads.take(base.repos.leads.openOf(id)[0]?.id ?? '', { agentId: ANNA, token: id, until });
    }
    const busy = base.repos.leads.openOf(calling)[0]?.id ?? '';
    base.repos.leads.apply(busy, { kind: 'dialling', at: base.clock.now, token: calling, callId: v7() });
    const id = await doIt(order({}));
    expect(base.repos.leads.openOf(waiting)[0]).toMatchObject({ state: 'waiting', ownerId: BORIS });
    expect(base.repos.leads.openOf(calling)[0]).toMatchObject({ state: 'claimed', lease: { agentId: ANNA } });
    expect(base.repos.handOvers.get(id)).toMatchObject({ busy: 1, counts: { prospects: { [BORIS]: 1 } } });
  });

  it('hands over missed calls that are taken, for as long as they are', async () => {
    const { missed } = base.repos;
    const at = base.clock.now - 60_000;
    const entry = (number: string) =>
      missed.report(
        { key: number, number },
        { ref: number, source: 'log', at, endedAt: at + 1, cause: 'noAnswer', line: '' } as never,
        SETTING,
      )?.id ?? '';
    const [taken, over] = [entry('+79161110001'), entry('+79161110002')];
    missed.take(taken, { by: ANNA, until: base.clock.now + 60_000, at }, SETTING);
    missed.take(over, { by: ANNA, until: base.clock.now - 1, at }, SETTING);
    await doIt(order({}));
    expect(missed.get(taken)?.lease).toEqual({ by: BORIS, until: base.clock.now + 60_000 });
    expect(missed.get(over)?.lease?.by).toBe(ANNA);
  });

  it('does what the look before said, and the look does nothing', async () => {
    const all = customers(30);
    for (const id of all.slice(0, 11)) task('Call', id);
    for (let n = 0; n < 6; n += 1) task(`Free ${n}`);
    list('Spring', ANNA);
    const given = order({ rest: [CLARA, BORIS] });
    const said = preview(given, base.repos);
    expect(said).toMatchObject({
      total: 48,
      examples: expect.arrayContaining([{ kind: 'lists', name: 'Spring', to: CLARA }]),
    });
    expect(all.every((id) => responsible(id) === ANNA)).toBe(true);
    const id = await doIt(given);
    expect(base.repos.handOvers.get(id).counts).toEqual({
      ...said.counts,
      prospects: undefined,
      missed: undefined,
    });
  });

  it('cut off anywhere it goes on where it was, and is as even as in one piece', async () => {
    const all = customers(90);
    const id = begin(order({ rest: [BORIS, CLARA, ME] }));
    for (let rounds = 0; rounds < 20; rounds += 1) {
      stopAfter = 1;
      if (!(await handOver(id, run())).cancelled) break;
    }
    const shares = [BORIS, CLARA, ME].map((who) => all.filter((one) => responsible(one) === who).length);
    expect(shares).toEqual([30, 30, 30]);
    expect(base.repos.handOvers.get(id)).toMatchObject({
      total: 90,
      counts: { customers: { [BORIS]: 30, [CLARA]: 30, [ME]: 30 } },
    });
    expect(all.map(outbox)).toEqual(all.map(() => 2));
  });
});

describe('taking it back', () => {
  it('gives everything back as it was, also from the middle', async () => {
    const all = customers(50);
    const free = task('Call');
    const campaign = list('Spring', CLARA, ANNA);
    const id = await doIt(order({}));
    base.repos.handOvers.setState(id, 'undoing');
    stopAfter = 1;
    await takeBack(id, run());
    stopAfter = Number.POSITIVE_INFINITY;
    await takeBack(id, run());
    expect(all.every((one) => responsible(one) === ANNA)).toBe(true);
    expect(base.repos.tasks.get(free).assigneeId).toBe(ANNA);
    expect(base.repos.campaigns.get(campaign)?.ownerIds).toEqual([CLARA, ANNA]);
    expect(base.repos.handOvers.get(id)).toMatchObject({ back: 52, kept: 0, keptNames: [] });
  });

  it('leaves alone what was changed since, and says what it is', async () => {
    const [given, kept, gone] = [customer('Given on'), customer('Kept'), customer('Gone')];
    const promise = task('Kept promise', kept);
    const campaign = list('Spring', ANNA);
    base.repos.leads.addTo(campaign, kept, { ownerId: ANNA });
    const id = await doIt(order({}));
    const { version = 0 } = base.repos.contacts.get(given) ?? {};
    base.repos.contacts.update(given, version, draft({ name: 'Given on', responsibleId: CLARA }));
    base.repos.contacts.remove(gone);
    base.repos.tasks.complete(promise);
    const lead = base.repos.leads.openOf(kept)[0]?.id ?? '';
    base.repos.leads.take(lead, { agentId: BORIS, token: 't', until: base.clock.now + 1_000 });
    // A word more about him is no reason to leave him where he is.
    base.repos.contacts.setStage(kept, 'customer');
    await takeBack(id, run());
    expect([responsible(given), responsible(kept)]).toEqual([CLARA, ANNA]);
    expect(base.repos.tasks.get(promise)).toMatchObject({ assigneeId: BORIS });
    expect(base.repos.leads.get(lead)).toMatchObject({ state: 'claimed', ownerId: BORIS });
    const { back, kept: left, keptNames } = base.repos.handOvers.get(id);
    expect({ back, left, keptNames: keptNames.sort() }).toEqual({
      back: 2,
      left: 4,
      keptNames: ['Given on', 'Gone', 'Kept', 'Kept promise'],
    });
  });
});
