import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { draft, testBase } from '../../../db/testing.ts';
import { CampaignDraft } from '../../../shared/contract/campaigns.ts';
import { DEFAULT_RULES } from '../../../shared/domain/pacing/campaign.ts';
import { leadFollows } from './lead-follows.ts';

const HOUR = 3_600_000;

function listOfOne() {
  const base = testBase();
  const { repos } = base;
  const { id: campaignId } = repos.campaigns.create(
    CampaignDraft.parse({ name: 'Autumn', pace: 'preview', rules: DEFAULT_RULES }),
  );
  repos.campaigns.setState(campaignId, 'running');
  const { id: contactId } = repos.contacts.create(
    draft({ name: 'Anna', phones: [{ number: '+79160001000' }] }),
  );
  const leadId = repos.leads.addTo(campaignId, contactId)?.id ?? '';
  const dueAt = base.clock.now + HOUR;
  const { id } = repos.tasks.create({ title: 'Call back', contactId, leadId, dueAt, zone: 'Europe/Kyiv' });
  return { base, campaignId, leadId, id, dueAt, [Symbol.dispose]: () => base[Symbol.dispose]() };
}

describe('the prospect of a promise', () => {
  it('comes up when the promise says, also after it was put off and after the undo', () => {
    using list = listOfOne();
    const { repos } = list.base;
    const nextAt = () => repos.leads.get(list.leadId)?.nextAt;
    leadFollows(repos, list.id);
    expect(nextAt()).toBe(list.dueAt);
    const { changeId } = repos.tasks.postpone(list.id, list.dueAt + HOUR);
    leadFollows(repos, list.id);
    expect(nextAt()).toBe(list.dueAt + HOUR);
    repos.changes.undo(changeId);
    leadFollows(repos, list.id);
    expect(nextAt()).toBe(list.dueAt);
  });

  it('is left alone while somebody calls it, and by a promise that is done', () => {
    using list = listOfOne();
    const { repos } = list.base;
    const claimed = repos.leads.claim({
      campaignId: list.campaignId,
      agentId: 'olena',
      token: v7(),
      until: list.base.clock.now + HOUR,
      budget: 10,
      judge: () => ({ allowed: true }),
    });
    expect(claimed.lead?.id).toBe(list.leadId);
    const before = repos.leads.get(list.leadId);
    leadFollows(repos, list.id);
    expect(repos.leads.get(list.leadId)).toEqual(before);
    repos.tasks.complete(list.id);
    leadFollows(repos, list.id);
    expect(repos.leads.get(list.leadId)).toEqual(before);
  });
});
