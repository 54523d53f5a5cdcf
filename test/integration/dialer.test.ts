import { describe, expect, it, vi } from 'vitest';
import {
  answers,
  desk,
  ends,
  leads,
  list,
  now,
  person,
  phone,
  rings,
  shiftForEach,
  shown,
  stage,
  started,
  state,
} from './dialer-shift.ts';

shiftForEach();

describe('preview', () => {
  it('brings the card first, dials by a key, and after a failed attempt goes on without one', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    const offered = await desk.request('dialer.join', { campaignId });
    expect(offered).toMatchObject({
      stage: 'offering',
      lead: { contactName: 'Anna', state: 'claimed' },
      card: { contact: { name: 'Anna' } },
      numbers: [{ number: '+442079460100', verdict: { allowed: true } }],
      zone: 'Europe/London',
    });
    expect(phone.told('phone.dial')).toBeUndefined();
    await desk.request('dialer.dial', {});
    const callId = await rings('+442079460100');
    await stage('dialing', 'Anna');
    expect((await desk.request('calls.get', { callId })).call).toMatchObject({
      campaignId,
      leadId: offered.lead?.id,
      contactName: 'Anna',
    });
    await ends(callId, 'busy');
    await stage('offering', 'Boris');
    expect(await leads(campaignId)).toMatchObject([
      { contactName: 'Boris', state: 'claimed' },
      { contactName: 'Anna', state: 'waiting', lastResult: 'busy', attempts: 1 },
    ]);
    expect((await desk.request('calls.get', { callId })).call.wrapUp).toBe('open');
    await desk.request('dialer.dial', {});
    await rings('+442079460101');
    expect((await desk.request('calls.get', { callId })).call.wrapUp).toBe('done');
  });

  it('offers nobody who could not be dialled yet: an attempt may be over before the phone has answered for it', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    await desk.request('dialer.join', { campaignId });
    const answer = Promise.withResolvers<void>();
    phone.onCommand = async (name, { callId, target }: { callId: string; target: string }) => {
      if (name !== 'phone.dial') return;
      phone.onCommand = () => {};
      await phone.dialing(callId, target, now());
      await ends(callId, 'notFound');
      await answer.promise;
    };
    const ordered = desk.request('dialer.dial', {});
    await vi.waitFor(async () =>
      expect(await leads(campaignId)).toContainEqual(
        expect.objectContaining({ contactName: 'Anna', lastResult: 'failed' }),
      ),
    );
    expect((await state()).lead?.contactName).toBe('Anna');
    answer.resolve();
    await ordered;
    await stage('offering', 'Boris');
    await desk.request('dialer.dial', {});
    await rings('+442079460101');
  });

  it('tells where the customer’s clock is, so that a promise is made by it', async () => {
    const contactId = await person('Ethan', '+1 312 555 0127');
    await desk.request('calls.dial', { number: '+13125550127', contactId });
    const callId = await rings();
    await answers(callId);
    const [live] = await desk.request('calls.live', {});
    expect(live).toMatchObject({ call: { id: callId }, zone: 'America/Chicago' });
    await ends(callId, 'hangup', 'customer');
    expect((await desk.request('calls.live', {}))[0]?.zone).toBe('America/Chicago');
  });

  it('waits for the wrap-up of a talk', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    await desk.request('dialer.join', { campaignId });
    await desk.request('dialer.dial', {});
    const callId = await rings();
    await answers(callId);
    await stage('talking', 'Anna');
    await ends(callId, 'hangup', 'customer');
    await stage('wrapUp', 'Anna');
    await desk.request('calls.wrapUp', { callId, outcome: 'agreed', close: true });
    await stage('offering', 'Boris');
    expect((await leads(campaignId))[1]).toMatchObject({
      contactName: 'Anna',
      state: 'done',
      end: 'agreed',
      lastResult: 'agreed',
      attempts: 1,
    });
  });

  it('puts one off, and leaves the list', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    await desk.request('dialer.join', { campaignId });
    const next = await desk.request('dialer.skip', {});
    expect(next.lead?.contactName).toBe('Boris');
    await desk.request('dialer.leave', {});
    expect((await state()).stage).toBe('off');
    expect((await leads(campaignId)).map(({ state: is }) => is)).toEqual(['waiting', 'waiting']);
    await expect(desk.request('dialer.dial', {})).rejects.toMatchObject({ code: 'notInList' });
  });

  it('is the same at every desk, and two keys at once dial once', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    const desks = [desk, ...Array.from({ length: 7 }, () => started.connect('desk'))];
    await Promise.all(desks.map((one) => one.request('dialer.join', { campaignId })));
    const states = await Promise.all(desks.map((one) => one.request('dialer.state', {})));
    expect(new Set(states.map(({ lead }) => lead?.id)).size).toBe(1);
    await Promise.all(desks.map((one) => one.request('dialer.dial', {})));
    expect(phone.commands.filter(({ name }) => name === 'phone.dial')).toHaveLength(1);
    await rings();
    await vi.waitFor(() => expect(shown?.stage).toBe('dialing'));
    for (const one of desks.slice(1)) one.close();
  });
});

describe('progressive', () => {
  it('dials after a countdown, that can be stopped and goes on', async () => {
    const { campaignId } = await list('progressive', ['Anna', 'Boris'], { countdownSeconds: 1 });
    const first = await desk.request('dialer.join', { campaignId });
    expect(first.stage).toBe('countdown');
    expect((first.dialsAt ?? 0) - now()).toBeGreaterThan(0);
    const paused = await desk.request('dialer.pause', { paused: true });
    expect(paused).toMatchObject({ stage: 'offering', paused: true });
    expect(paused.dialsAt).toBeUndefined();
    await desk.request('dialer.pause', { paused: false });
    const callId = await rings('+442079460100');
    await ends(callId, 'noAnswer');
    await rings('+442079460101');
  });

  it('takes a break after this call when it is asked to', async () => {
    const { campaignId } = await list('progressive', ['Anna', 'Boris'], { countdownSeconds: 0 });
    await desk.request('dialer.join', { campaignId });
    const callId = await rings();
    expect(await desk.request('dialer.pause', { paused: true })).toMatchObject({
      pausesNext: true,
      paused: false,
    });
    await ends(callId, 'busy');
    await vi.waitFor(async () =>
      expect(await state()).toMatchObject({ stage: 'offering', paused: true, pausesNext: false }),
    );
    expect((await state()).lead).toBeUndefined();
    await desk.request('dialer.pause', { paused: false });
    await rings('+442079460101');
  });

  it('gives up who does not answer in time, and closes its wrap-up by itself', async () => {
    const { campaignId } = await list('progressive', ['Anna', 'Boris'], {
      countdownSeconds: 0,
      ringSeconds: 5,
      wrapUpSeconds: 1,
    });
    phone.onCommand = async (name, input: { callId: string }) => {
      if (name === 'phone.hangUp')
        await phone.say(input.callId, { kind: 'ended', cause: 'cancelled', by: 'operator' }, now());
    };
    await desk.request('dialer.join', { campaignId });
    const anna = await rings();
    await phone.say(anna, { kind: 'progress', sipCode: 180, earlyMedia: false }, now());
    await vi.waitFor(() => expect(phone.told('phone.hangUp')).toEqual({ callId: anna }), { timeout: 10_000 });
    expect((await leads(campaignId)).find(({ contactName }) => contactName === 'Anna')).toMatchObject({
      lastResult: 'noAnswer',
    });
    const boris = await rings();
    await answers(boris);
    await ends(boris, 'hangup', 'customer');
    expect((await stage('wrapUp')).wrapUpEndsAt).toBeDefined();
    await stage('empty');
    expect((await desk.request('calls.get', { callId: boris })).call.wrapUp).toBe('done');
  });

  it('dials nobody while somebody else is on the line', async () => {
    const { campaignId } = await list('progressive', ['Anna'], { countdownSeconds: 0 });
    await person('Caller', '020 7946 0177');
    const caller = await phone.ring({ number: '+442079460177' }, now());
    await desk.request('dialer.join', { campaignId });
    expect((await state()).stage).toBe('offering');
    await phone.say(caller, { kind: 'ended', cause: 'hangup', by: 'customer' }, now());
    await rings('+442079460100');
  });

  it('pauses itself when there is no line, and hangs nowhere', async () => {
    const { campaignId } = await list('progressive', ['Anna'], { countdownSeconds: 0 });
    phone.onCommand = (name) => {
      if (name === 'phone.dial') throw new Error('no microphone');
    };
    await desk.request('dialer.join', { campaignId });
    await vi.waitFor(async () => expect(await state()).toMatchObject({ stage: 'offering', paused: true }));
    expect((await state()).lead).toMatchObject({ contactName: 'Anna', attempts: 0 });
  });
});

describe('manual', () => {
  it('works on whom the operator picks', async () => {
    const { campaignId } = await list('manual', ['Anna', 'Boris']);
    const joined = await desk.request('dialer.join', { campaignId });
    expect(joined).toMatchObject({ stage: 'offering', numbers: [] });
    const boris = (await leads(campaignId))[1]?.id ?? '';
    expect((await desk.request('dialer.take', { leadId: boris })).lead?.contactName).toBe('Boris');
    await desk.request('dialer.dial', {});
    const callId = await rings('+442079460101');
    await expect(desk.request('dialer.take', { leadId: boris })).rejects.toMatchObject({
      code: 'alreadyTalking',
    });
    await ends(callId, 'busy');
    await vi.waitFor(async () => expect((await state()).lead).toBeUndefined());
  });
});
