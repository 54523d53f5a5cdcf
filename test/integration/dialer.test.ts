import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Dialer } from '../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { EndCause } from '../../shared/domain/call/fact.ts';
import { DEFAULT_RULES, type Pace, type PacingRules } from '../../shared/domain/pacing/campaign.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
let started: Started;
let desk: CoreClient;
let phone: ScriptedPhone;
let shown: Dialer | undefined;
/** Moved by hand beside the real one: a Thursday morning in London. */
let clock: { ahead: number };
const NOW = Date.UTC(2026, 10, 26, 11);
const HOUR = 60 * 60_000;

const begun = Date.now();
const now = () => NOW + (Date.now() - begun) + clock.ahead;
const options = { now, dialerLimits: { deskGraceMs: 50 } };

beforeEach(async () => {
  clock = { ahead: 0 };
  shown = undefined;
  started = await startCore(undefined, options);
  await connect();
  await desk.request('settings.save', { country: 'GB', zone: 'Europe/London' });
});
afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
});

async function connect(): Promise<void> {
  desk = started.connect('desk');
  desk.on('dialer.changed', (state) => {
    shown = state;
  });
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
}

const person = async (name: string, number: string, more: object = {}) =>
  (
    await desk.request('contacts.create', {
      draft: { kind: 'person', name, phones: [{ number }], ...more },
    })
  ).id;

async function list(pace: Pace, names: string[], rules: Partial<PacingRules> = {}) {
  const ids: string[] = [];
  for (const [at, name] of names.entries()) ids.push(await person(name, `020 7946 010${at}`));
  const { id } = await desk.request('campaigns.create', {
    draft: { name: 'Autumn', pace, rules: { ...DEFAULT_RULES, restOnHolidays: false, ...rules } },
    source: { kind: 'contacts', ids: ids.length > 0 ? ids : [await person('nobody', '020 7946 0199')] },
  });
  await desk.request('campaigns.setState', { id, state: 'running' });
  await vi.waitFor(async () => expect((await desk.request('campaigns.get', { id })).filling).toBe(false), {
    timeout: 30_000,
    interval: 50,
  });
  return { campaignId: id, ids };
}

const state = () => desk.request('dialer.state', {});
const stage = (wanted: Dialer['stage'], name?: string) =>
  vi.waitFor(
    async () => {
      const at = await state();
      expect([at.stage, name === undefined ? undefined : at.lead?.contactName]).toEqual([wanted, name]);
      return at;
    },
    { timeout: 10_000, interval: 20 },
  );

/** The newest order to dial, begun by the phone. */
async function rings(number?: string) {
  const order = await vi.waitFor(
    () => {
      const told = phone.told<{ callId: string; target: string }>('phone.dial');
      if (!told || told.callId === lastCall) throw new Error('nothing was dialled');
      return told;
    },
    { timeout: 10_000, interval: 20 },
  );
  lastCall = order.callId;
  if (number !== undefined) expect(order.target).toBe(number);
  await phone.dialing(order.callId, order.target, now());
  return order.callId;
}
let lastCall: string | undefined;

const ends = (callId: string, cause: EndCause, by: 'customer' | 'network' = 'network') =>
  phone.say(callId, { kind: 'ended', cause, by }, now());
const answers = (callId: string) => phone.say(callId, { kind: 'answered', by: 'customer' }, now());
const leads = async (campaignId: string) => (await desk.request('campaigns.leads', { campaignId })).leads;

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

describe('who may not be dialled', () => {
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
    desk = started.connect('desk');
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
    desk.close();
    phone.leave();
    await started.core.close();
    started = await startCore(started.dataDir, options);
    await connect();
    expect((await state()).stage).toBe('off');
    expect((await leads(campaignId))[0]).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('a phone that dies in the middle of an attempt leaves a failed one', async () => {
    const { campaignId } = await list('preview', ['Anna', 'Boris']);
    await desk.request('dialer.join', { campaignId });
    await desk.request('dialer.dial', {});
    await rings();
    phone.leave();
    phone = new ScriptedPhone(started.connect);
    await vi.waitFor(() => phone.attach());
    await phone.register();
    await stage('offering', 'Boris');
    expect((await leads(campaignId)).find(({ contactName }) => contactName === 'Anna')).toMatchObject({
      state: 'waiting',
      lastResult: 'failed',
      attempts: 1,
    });
  });
});
