import { describe, expect, it, vi } from 'vitest';
import {
  answers,
  clock,
  coreDies,
  desk,
  ends,
  HOUR,
  leads,
  list,
  now,
  person,
  phone,
  plugIn,
  rings,
  shiftForEach,
  sitDown,
  stage,
  state,
} from './dialer-shift.ts';

shiftForEach();

describe('who may not be dialled', () => {
  it('a list of people who must not be called is worked off without a call, and says why', async () => {
    const { campaignId, ids } = await list('progressive', ['Anna', 'Boris', 'Clara']);
    for (const contactId of ids) await desk.request('doNotCall.add', { contactId });
    await desk.request('dialer.join', { campaignId });
    const empty = await vi.waitFor(async () => {
      const at = await state();
      expect(at.obstacles).not.toEqual([]);
      return at;
    });
    expect(empty).toMatchObject({
      stage: 'empty',
      obstacles: [{ because: 'doNotCallCustomer', leads: 3 }],
    });
    expect(empty).not.toHaveProperty('nextAt');
    expect(phone.told('phone.dial')).toBeUndefined();
    const { counts } = await desk.request('campaigns.get', { id: campaignId });
    expect(counts).toMatchObject({ leads: 3, waiting: 0, claimed: 0, done: 3, calls: 0 });
  });

  it('is refused with the reason, unless somebody answers for it', async () => {
    const { campaignId, ids } = await list('preview', ['Anna']);
    await desk.request('dialer.join', { campaignId });
    await desk.request('doNotCall.add', { contactId: ids[0] ?? '' });
    await expect(desk.request('dialer.dial', {})).rejects.toMatchObject({
      code: 'mayNotDial',
      params: { because: 'doNotCallCustomer' },
    });
    expect((await state()).numbers).toMatchObject([{ verdict: { because: 'doNotCallCustomer' } }]);
    await desk.request('dialer.dial', { override: { reason: 'asked us to, by mail' } });
    await rings('+442079460100');
  });

  it('is not dialled from anywhere else either, but emergency and internal numbers are', async () => {
    const anna = await person('Anna', '020 7946 0100');
    await desk.request('doNotCall.add', { contactId: anna });
    const dial = (number: string, more: object = {}) => desk.request('calls.dial', { number, ...more });
    await expect(dial('020 7946 0100')).rejects.toMatchObject({ code: 'mayNotDial' });
    await expect(dial('020 7946 0999', { contactId: anna })).rejects.toMatchObject({ code: 'mayNotDial' });
    await dial('999');
    await dial('101');
    await dial('020 7946 0100', { override: { reason: 'he has just written' } });
    expect(phone.told('phone.dial')).toMatchObject({ target: '+442079460100' });
  });

  it('makes a list empty, with why and until when, and it wakes then', async () => {
    const { campaignId, ids } = await list('preview', ['Anna', 'Boris', 'Clara']);
    await desk.request('doNotCall.add', { contactId: ids[2] ?? '' });
    clock.ahead = 10 * HOUR;
    await desk.request('dialer.join', { campaignId });
    const empty = await vi.waitFor(async () => {
      const at = await state();
      expect(at.obstacles).not.toEqual([]);
      return at;
    });
    expect(empty).toMatchObject({
      stage: 'empty',
      nextAt: Date.UTC(2026, 10, 27, 9),
      obstacles: [
        { because: 'outsideHours', leads: 2 },
        { because: 'doNotCallCustomer', leads: 1 },
      ],
    });
    clock.ahead = 22 * HOUR;
    await desk.request('campaigns.changeLead', {
      leadId: (await leads(campaignId))[0]?.id ?? '',
      priority: 1,
    });
    await stage('offering', 'Anna');
  });
});

describe('what happens meanwhile', () => {
  it('a prospect who is deleted, or calls in, makes room for the next one', async () => {
    const { campaignId, ids } = await list('preview', ['Anna', 'Boris', 'Clara']);
    await desk.request('dialer.join', { campaignId });
    await desk.request('contacts.remove', { id: ids[0] ?? '' });
    await stage('offering', 'Boris');
    const callId = await phone.ring({ number: '+442079460101' }, now());
    await phone.say(callId, { kind: 'answered', by: 'operator' }, now());
    await stage('offering', 'Clara');
    const boris = (await leads(campaignId)).find(({ contactName }) => contactName === 'Boris');
    expect(boris).toMatchObject({ state: 'done', end: 'reached', lastResult: 'calledIn' });
    expect((await desk.request('calls.get', { callId })).call.leadId).toBe(boris?.id);
  });

  it('a list that is paused or removed takes nobody on', async () => {
    const { campaignId } = await list('preview', ['Anna']);
    await desk.request('dialer.join', { campaignId });
    await desk.request('campaigns.setState', { id: campaignId, state: 'paused' });
    await vi.waitFor(async () =>
      expect(await state()).toMatchObject({
        stage: 'empty',
        obstacles: [{ because: 'campaignNotRunning', leads: 1 }],
      }),
    );
    await desk.request('campaigns.setState', { id: campaignId, state: 'running' });
    await stage('offering', 'Anna');
    await desk.request('campaigns.remove', { id: campaignId });
    await stage('off');
    await expect(desk.request('dialer.join', { campaignId })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('a script that is gone keeps nobody from calling', async () => {
    const { campaignId } = await list('preview', ['Anna']);
    const { version, counts: _counts, ...draft } = await desk.request('campaigns.get', { id: campaignId });
    await desk.request('campaigns.update', {
      id: campaignId,
      version,
      draft: { ...draft, scriptId: '01900000-0000-7000-8000-000000000009' },
    });
    await desk.request('dialer.join', { campaignId });
    await desk.request('dialer.dial', {});
    await rings('+442079460100');
  });

  it('a desk that is closed gives back what it had, and its call goes on', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    await desk.request('dialer.join', { campaignId });
    desk.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    sitDown();
    expect((await state()).stage).toBe('off');
    expect((await leads(campaignId)).map(({ state: is }) => is)).toEqual(['waiting', 'waiting']);
    await desk.request('dialer.join', { campaignId });
    await desk.request('dialer.dial', {});
    const callId = await rings();
    await answers(callId);
    await desk.request('dialer.leave', {});
    expect((await leads(campaignId))[0]).toMatchObject({ contactName: 'Anna', state: 'claimed' });
    await ends(callId, 'hangup', 'customer');
    await desk.request('calls.wrapUp', { callId, outcome: 'agreed', close: true });
    await vi.waitFor(async () =>
      expect((await leads(campaignId))[1]).toMatchObject({ contactName: 'Anna', state: 'done' }),
    );
  });

  it('a core that dies gives back what was reserved, and counts no attempt that nobody made', async () => {
    const { campaignId } = await list('preview', ['Anna']);
    await desk.request('dialer.join', { campaignId });
    // The order went out, and no phone has ever said that it began.
    await desk.request('dialer.dial', {});
    expect((await leads(campaignId))[0]).toMatchObject({ state: 'claimed', attempts: 1 });
    await coreDies();
    expect((await state()).stage).toBe('off');
    expect((await leads(campaignId))[0]).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('a phone that dies in the middle of an attempt leaves a failed one', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    await desk.request('dialer.join', { campaignId });
    await desk.request('dialer.dial', {});
    await rings();
    phone.leave();
    await plugIn();
    await stage('offering', 'Boris');
    expect((await leads(campaignId)).find(({ contactName }) => contactName === 'Anna')).toMatchObject({
      state: 'waiting',
      lastResult: 'failed',
      attempts: 1,
    });
  });
});
