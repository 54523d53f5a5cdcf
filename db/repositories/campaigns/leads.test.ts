import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { CampaignDraft } from '../../../shared/contract/campaigns.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { builtInOutcomes } from '../../../shared/domain/outcome/outcome.ts';
import { DEFAULT_RULES, type Verdict } from '../../../shared/domain/pacing/campaign.ts';
import { callRecord, draft, testBase } from '../../testing.ts';

const MINUTE = 60_000;
const YES: Verdict = { allowed: true };
const consequencesOf = (wanted: string) => {
  const found = builtInOutcomes().find(({ key }) => key === wanted);
  if (found === undefined) throw new Error(wanted);
  return found.consequences;
};

type Base = ReturnType<typeof testBase>;

function list(base: Base, names: string[], ownerIds: string[] = []) {
  const { repos } = base;
  const campaignId = repos.campaigns.create(
    CampaignDraft.parse({ name: 'Autumn', pace: 'preview', ownerIds, rules: DEFAULT_RULES }),
  ).id;
  repos.campaigns.setState(campaignId, 'running');
  const leads = names.map((name, at) => {
    const contactId = repos.contacts.create(
      draft({ name, phones: [{ number: `+7916000${String(1000 + at)}` }] }),
    ).id;
    return { name, contactId, leadId: repos.leads.addTo(campaignId, contactId)?.id ?? '' };
  });
  return { campaignId, leads };
}

const claim = (base: Base, campaignId: string, agentId = 'olena', judge = (): Verdict => YES, token = v7()) =>
  base.repos.leads.claim({
    campaignId,
    agentId,
    token,
    until: base.clock.now + 5 * MINUTE,
    budget: 50,
    judge,
  });

const nameOf = (base: Base, leadId: string | undefined) =>
  leadId === undefined ? undefined : base.repos.leads.row(leadId).contactName;
const code = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Failure).code;
  }
};

describe('a list', () => {
  it('has each customer once', () => {
    using base = testBase();
    const { campaignId, leads } = list(base, ['Anna']);
    expect(base.repos.leads.addTo(campaignId, leads[0]?.contactId ?? '')).toBeUndefined();
    expect(base.repos.campaigns.get(campaignId).counts.leads).toBe(1);
  });

  it('counts how far it is', () => {
    using base = testBase();
    const { repos } = base;
    const { campaignId, leads } = list(base, ['Anna', 'Boris', 'Clara', 'Dmitri']);
    repos.leads.setNextAt(leads[1]?.leadId ?? '', base.clock.now + MINUTE);
    const taken = claim(base, campaignId).lead;
    const callId = v7();
    repos.leads.apply(taken?.id ?? '', {
      kind: 'dialling',
      at: base.clock.now,
      token: taken?.lease?.token ?? '',
      callId,
    });
    repos.calls.save(callRecord({ id: callId, direction: 'outbound' }, { campaignId, leadId: taken?.id }));
    repos.leads.settle(taken?.id ?? '', {
      callId,
      outcome: 'agreed',
      consequences: consequencesOf('agreed'),
    });
    repos.leads.apply(taken?.id ?? '', {
      kind: 'released',
      at: base.clock.now,
      token: taken?.lease?.token ?? '',
    });
    claim(base, campaignId);
    expect(repos.campaigns.get(campaignId).counts).toEqual({
      leads: 4,
      waiting: 2,
      due: 1,
      claimed: 1,
      done: 1,
      calls: 1,
      reached: 1,
      agreed: 1,
    });
  });

  it('shows its prospects by state, end and name', () => {
    using base = testBase();
    const { repos } = base;
    const { campaignId, leads } = list(base, ['Anna', 'Boris', 'Clara']);
    repos.leads.change(leads[1]?.leadId ?? '', { removed: true });
    const names = (filter: object) =>
      repos.leads
        .list({ campaignId, offset: 0, limit: 10, ...filter })
        .leads.map(({ contactName }) => contactName);
    expect(names({})).toEqual(['Anna', 'Clara', 'Boris']);
    expect(names({ state: 'due' })).toEqual(['Anna', 'Clara']);
    expect(names({ end: 'removed' })).toEqual(['Boris']);
    expect(names({ search: 'clar' })).toEqual(['Clara']);
    expect(repos.leads.list({ campaignId, offset: 0, limit: 1 })).toMatchObject({
      total: 3,
      leads: [{ phone: '+79160001000', phoneDisplay: '8 (916) 000-10-00', state: 'waiting' }],
    });
  });
});

describe('the choice of the next one', () => {
  it('goes by owner, priority, due time and order', () => {
    using base = testBase();
    const { repos } = base;
    const names = ['pool', 'pool urgent', 'mine', 'mine due', 'mine due before', 'of another'];
    const { campaignId, leads } = list(base, names);
    const change = (at: number, fields: object) => repos.leads.change(leads[at]?.leadId ?? '', fields);
    change(1, { priority: 5 });
    change(2, { ownerId: 'olena' });
    change(3, { ownerId: 'olena', nextAt: base.clock.now - MINUTE });
    change(4, { ownerId: 'olena', nextAt: base.clock.now - 2 * MINUTE });
    change(5, { ownerId: 'ivan', priority: 9 });
    const order = names.map(() => nameOf(base, claim(base, campaignId).lead?.id));
    expect(order).toEqual(['mine due before', 'mine due', 'mine', 'pool urgent', 'pool', undefined]);
  });

  it('brings the same one again to who asks again, and never one to two', () => {
    using base = testBase();
    const { campaignId } = list(base, ['Anna', 'Boris']);
    const token = v7();
    const first = claim(base, campaignId, 'olena', () => YES, token).lead;
    expect(claim(base, campaignId, 'olena', () => YES, token).lead).toEqual(first);
    expect(claim(base, campaignId, 'ivan').lead?.id).not.toBe(first?.id);
    expect(claim(base, campaignId, 'third')).toEqual({ more: false });
  });

  it('puts off whom it may not call, and does not look at them again before', () => {
    using base = testBase();
    const { repos } = base;
    const { campaignId, leads } = list(base, ['asleep', 'forbidden', 'awake']);
    const until = base.clock.now + 60 * MINUTE;
    const looked: string[] = [];
    const verdicts: Record<string, Verdict> = {
      asleep: { allowed: false, because: 'outsideHours', until },
      forbidden: { allowed: false, because: 'doNotCallNumber' },
    };
    const judge = ({ id }: { id: string }): Verdict => {
      const name = nameOf(base, id) ?? '';
      looked.push(name);
      return verdicts[name] ?? YES;
    };
    const ask = () =>
      repos.leads.claim({ campaignId, agentId: 'olena', token: v7(), until: until * 2, budget: 50, judge });
    expect(nameOf(base, ask().lead?.id)).toBe('awake');
    expect(ask()).toEqual({ more: false });
    expect(looked).toEqual(['asleep', 'forbidden', 'awake']);
    expect(repos.leads.get(leads[0]?.leadId ?? '')?.nextAt).toBe(until);
    expect(repos.leads.get(leads[1]?.leadId ?? '')).toMatchObject({ state: 'done', end: 'doNotCall' });
    expect(repos.leads.nextAt(campaignId, 'olena', base.clock.now)).toBe(until);
    // Nobody can be called now; the list as a whole says from when.
    expect(repos.campaigns.get(campaignId).counts).toMatchObject({ waiting: 1, due: 0, nextAt: until });
    base.clock.now = until;
    expect(repos.campaigns.get(campaignId).counts).toMatchObject({ waiting: 1, due: 1 });
    expect(repos.campaigns.get(campaignId).counts).not.toHaveProperty('nextAt');
    verdicts.asleep = YES;
    expect(nameOf(base, ask().lead?.id)).toBe('asleep');
  });

  it('looks at no more than its budget at once', () => {
    using base = testBase();
    const { campaignId } = list(base, ['a', 'b', 'c']);
    const no: Verdict = { allowed: false, because: 'outsideHours', until: base.clock.now + MINUTE };
    const ask = () =>
      base.repos.leads.claim({
        campaignId,
        agentId: 'olena',
        token: v7(),
        until: base.clock.now + MINUTE,
        budget: 2,
        judge: () => no,
      });
    expect([ask(), ask()]).toEqual([{ more: true }, { more: false }]);
  });

  it('takes back what somebody held for too long', () => {
    using base = testBase();
    const { campaignId } = list(base, ['Anna']);
    const held = claim(base, campaignId, 'ivan').lead;
    expect(claim(base, campaignId).lead).toBeUndefined();
    base.clock.now += 5 * MINUTE;
    expect(claim(base, campaignId).lead).toMatchObject({ id: held?.id, lease: { agentId: 'olena' } });
  });

  it('of one by name is refused when another has it, or it is done', () => {
    using base = testBase();
    const { repos } = base;
    const { campaignId, leads } = list(base, ['Anna', 'Boris']);
    const [anna, boris] = leads.map(({ leadId }) => leadId) as [string, string];
    const lease = (agentId: string) => ({ agentId, token: v7(), until: base.clock.now + MINUTE });
    claim(base, campaignId, 'ivan');
    expect(code(() => repos.leads.take(anna, lease('olena')))).toBe('leadTaken');
    repos.leads.change(boris, { removed: true });
    expect(code(() => repos.leads.take(boris, lease('olena')))).toBe('leadGone');
    expect(code(() => repos.leads.take(v7(), lease('olena')))).toBe('notFound');
  });
});

describe('settling', () => {
  it('is told the number of the call, and leaves out those that were wrong before', () => {
    using base = testBase();
    const { repos } = base;
    const { campaignId } = list(base, []);
    const contactId = repos.contacts.create(
      draft({ name: 'Anna', phones: [{ number: '+79160001001' }, { number: '+79160001002' }] }),
    ).id;
    const leadId = repos.leads.addTo(campaignId, contactId)?.id ?? '';
    const attempt = (number: string) => {
      const token = v7();
      const callId = v7();
      repos.leads.take(leadId, { agentId: 'olena', token, until: base.clock.now + MINUTE });
      repos.leads.apply(leadId, { kind: 'dialling', at: base.clock.now, token, callId });
      repos.calls.save(
        callRecord(
          { id: callId, direction: 'outbound', remote: { number, displayName: '', anonymous: false } },
          { leadId, campaignId, outcome: 'wrongNumber' },
        ),
      );
      repos.leads.apply(leadId, { kind: 'talked', at: base.clock.now, callId });
      repos.leads.settle(leadId, {
        callId,
        outcome: 'wrongNumber',
        consequences: consequencesOf('wrongNumber'),
      });
      return repos.leads.apply(leadId, { kind: 'released', at: base.clock.now, token });
    };
    expect(attempt('+79160001001')).toMatchObject({ state: 'waiting', nextNumber: '+79160001002' });
    expect(attempt('+79160001002')).toMatchObject({ state: 'done', end: 'unreachable', attempts: 2 });
  });

  it('goes with the transaction of whoever calls it', () => {
    using base = testBase();
    const { repos } = base;
    const { campaignId } = list(base, ['Anna']);
    const lead = claim(base, campaignId).lead;
    const callId = v7();
    repos.leads.apply(lead?.id ?? '', {
      kind: 'dialling',
      at: base.clock.now,
      token: lead?.lease?.token ?? '',
      callId,
    });
    const before = repos.leads.get(lead?.id ?? '');
    expect(() =>
      base.db.transaction(() => {
        repos.leads.settle(lead?.id ?? '', {
          callId,
          outcome: 'refused',
          consequences: consequencesOf('refused'),
        });
        throw new Error('the rest of the wrap-up failed');
      }),
    ).toThrow();
    expect(repos.leads.get(lead?.id ?? '')).toEqual(before);
  });
});

describe('customers who change under a list', () => {
  it('leave it when they are deleted, and come back with the undo', () => {
    using base = testBase();
    const { repos } = base;
    const { leads } = list(base, ['Anna']);
    const { contactId = '', leadId = '' } = leads[0] ?? {};
    const gone = repos.contacts.remove(contactId);
    expect(repos.leads.get(leadId)).toMatchObject({ state: 'done', end: 'removed' });
    repos.changes.undo(gone.changeId);
    expect(repos.leads.get(leadId)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('keep one place when two become one', () => {
    using base = testBase();
    const { repos } = base;
    const { campaignId, leads } = list(base, ['Anna', 'Anna again']);
    const other = list(base, []).campaignId;
    const [first, second] = leads.map(({ contactId }) => contactId) as [string, string];
    const alone = repos.leads.addTo(other, second)?.id ?? '';
    repos.leads.contactMerged(second, first);
    expect(repos.leads.get(alone)).toMatchObject({ contactId: first, state: 'waiting' });
    expect(repos.campaigns.get(campaignId).counts).toMatchObject({ waiting: 1, done: 1 });
  });

  it('keep their reservation when they become one with somebody, and lose it with the second place', () => {
    using base = testBase();
    const { repos, clock } = base;
    const { campaignId, leads } = list(base, ['Anna again']);
    const [second] = leads.map(({ contactId }) => contactId) as [string];
    const first = repos.contacts.create(draft({ name: 'Anna', phones: [{ number: '+79160002000' }] })).id;
    const token = v7();
    const id = claim(base, campaignId, 'olena', () => YES, token).lead?.id ?? '';
    repos.leads.contactMerged(second, first);
    expect(repos.leads.get(id)).toMatchObject({ contactId: first, state: 'claimed', lease: { token } });
    const other = repos.leads.addTo(campaignId, second)?.id ?? '';
    repos.leads.contactMerged(first, second);
    expect(repos.leads.get(id)).toMatchObject({ state: 'done', end: 'removed' });
    const late = { kind: 'dialling', at: clock.now, token, callId: v7() } as const;
    expect(repos.leads.apply(id, late)).toMatchObject({ state: 'done', attempts: 0 });
    expect(claim(base, campaignId, 'petro').lead?.id).toBe(other);
  });

  it('may be called again when they are taken off the list of those who may not', () => {
    using base = testBase();
    const { campaignId, leads } = list(base, ['Anna']);
    claim(base, campaignId, 'olena', () => ({ allowed: false, because: 'doNotCallCustomer' }));
    base.repos.leads.callAgain([leads[0]?.contactId ?? '']);
    expect(claim(base, campaignId).lead?.id).toBe(leads[0]?.leadId);
  });
});

describe('what is known of a customer', () => {
  it('is read from cards, the list of those not to call, and calls', () => {
    using base = testBase();
    const { repos, clock } = base;
    const contactId = repos.contacts.create(
      draft({
        name: 'Anna',
        zone: 'Asia/Omsk',
        consent: 'given',
        phones: [
          { number: '+79160001001' },
          { number: '+79160001002', main: true },
          { number: '+79160001003', label: 'fax' },
          // Nobody can dial it: it is no number to a list.
          { number: 'через секретаря' },
        ],
      }),
    ).id;
    repos.doNotCall.add({ number: '+79160001001', reason: 'asked' });
    const call = (startedAt: number, more: object = {}) =>
      repos.calls.save(
        callRecord(
          {
            direction: 'outbound',
            startedAt,
            remote: { number: '+79160001002', displayName: '', anonymous: false },
          },
          { contactId, ...more },
        ),
      );
    call(clock.now - 60 * MINUTE, { outcome: 'voicemail' });
    call(clock.now - 120 * MINUTE, { outcome: 'question' });
    call(clock.now - 3 * 24 * 60 * MINUTE);
    const facts = repos.leads.facts(contactId, { now: clock.now, quietDays: 1 });
    expect(facts).toMatchObject({
      zone: 'Asia/Omsk',
      consent: 'given',
      doNotCall: false,
      lastTalkAt: clock.now - 120 * MINUTE + 4000,
      numbers: [
        {
          number: '+79160001002',
          doNotCall: false,
          attempts: [clock.now - 120 * MINUTE, clock.now - 60 * MINUTE],
        },
        { number: '+79160001001', doNotCall: true, attempts: [] },
      ],
    });
    expect(repos.leads.facts(v7(), { now: clock.now, quietDays: 0 })).toBeUndefined();
  });
});
