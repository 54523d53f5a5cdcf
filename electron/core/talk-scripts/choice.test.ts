import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { callRecord, draft, type TestBase, testBase } from '../../../db/testing.ts';
import { DEFAULT_RULES } from '../../../shared/domain/pacing/campaign.ts';
import { blankScript } from '../../../shared/domain/talk-script/blank.ts';
import { offeredScript } from './choice.ts';
import { createTalkWorld } from './world.ts';

const LINE = v7();

function firm({ repos }: TestBase) {
  const script = (name: string, use = {}) => {
    const { id } = repos.talkScripts.create({
      name,
      script: blankScript('en'),
      use: { inboundAccountIds: [], ...use },
    });
    repos.talkScripts.publish(id, 1, '');
    return id;
  };
  const segmentId = repos.segments.save({ name: 'Buyers', filter: { stages: ['customer'] } }).id;
  const ofList = script('of the list');
  const list = (scriptId: string) =>
    repos.campaigns.create({
      ...{ name: 'Autumn', pace: 'manual', rules: DEFAULT_RULES, ownerIds: [], goal: {} },
      scriptId,
    }).id;
  return {
    ofList,
    ofLine: script('of the line', { inboundAccountIds: [LINE] }),
    ofSegment: script('of the segment', { segmentId }),
    campaignId: list(ofList),
    list,
    buyer: repos.contacts.create(draft({ name: 'Anna', stage: 'customer' })).id,
    other: repos.contacts.create(draft({ name: 'Viktor' })).id,
    offered: (call: object, rest: object) =>
      offeredScript(callRecord(call, rest), repos, createTalkWorld(repos)),
  };
}

describe('the script that is offered by itself', () => {
  it('is that of the list before that of the line before that of a segment', () => {
    using base = testBase();
    const { offered, ofList, ofLine, ofSegment, campaignId, buyer } = firm(base);
    const inbound = { direction: 'inbound', accountId: LINE };
    expect(offered(inbound, { campaignId, contactId: buyer })).toBe(ofList);
    expect(offered(inbound, { contactId: buyer })).toBe(ofLine);
    expect(offered({ ...inbound, accountId: v7() }, { contactId: buyer })).toBe(ofSegment);
    expect(offered({ ...inbound, direction: 'outbound' }, { contactId: buyer })).toBe(ofSegment);
  });

  it('is none for who is in no segment, for a stranger, and for a question to a colleague', () => {
    using base = testBase();
    const { offered, other, buyer } = firm(base);
    expect(offered({ direction: 'outbound' }, { contactId: other })).toBeUndefined();
    expect(offered({ direction: 'inbound' }, {})).toBeUndefined();
    expect(offered({ direction: 'outbound' }, { contactId: buyer, purpose: 'consult' })).toBeUndefined();
  });

  it('is the next that fits when the list is gone, has none, or one that was archived', () => {
    using base = testBase();
    const { offered, ofList, ofSegment, campaignId, buyer } = firm(base);
    expect(offered({}, { campaignId: v7(), contactId: buyer })).toBe(ofSegment);
    base.repos.talkScripts.archive(ofList, true);
    expect(offered({}, { campaignId, contactId: buyer })).toBe(ofSegment);
  });
});
