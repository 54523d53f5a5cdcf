import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgentState } from '../../shared/contract/agent.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import type { EventPayload } from '../../shared/contract/index.ts';
import type { PhoneConfig } from '../../shared/contract/phone.ts';
import type { AccountDraft } from '../../shared/contract/settings.ts';
import { type PbxPreset, presetProfile } from '../../shared/domain/pbx/presets.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

/** Short, so that a PBX that says nothing is found out within a test. */
const LIMITS = { featureLimits: { answerMs: 150, talkMs: 150 } };

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;
const calls: Array<EventPayload<'calls.changed'>> = [];
const told: AgentState[] = [];

async function begin(dataDir?: string): Promise<void> {
  started = await startCore(dataDir, LIMITS);
  desk = started.connect('desk');
  desk.on('calls.changed', (event) => calls.push(event));
  desk.on('agent.changed', (state) => told.push(state));
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
  phone.onCommand = pbx();
}

async function end(): Promise<void> {
  desk.close();
  phone.leave();
  await started.core.close();
}

const line = (preset: PbxPreset, more: Partial<AccountDraft> = {}) =>
  desk.request('accounts.save', {
    server: 'wss://pbx.invalid/ws',
    login: '100',
    password: 'x',
    profile: presetProfile(preset),
    ...more,
  });

/** A PBX that takes every code: answers, says a word, hangs up. */
function pbx(does: 'takes' | 'refuses' | 'rings on' | 'talks on' = 'takes') {
  return async (name: string, input: { callId: string; target: string }) => {
    const { callId } = input;
    if (name === 'phone.hangUp') return phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
    if (name !== 'phone.dial') return;
    await phone.dialing(callId, input.target);
    if (does === 'refuses')
      return phone.say(callId, { kind: 'ended', cause: 'notFound', by: 'network', sipCode: 404 });
    if (does === 'rings on') return;
    await phone.say(callId, { kind: 'answered', by: 'customer' });
    if (does === 'takes') await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
  };
}

const dialled = () =>
  phone.commands
    .filter(({ name }) => name === 'phone.dial')
    .map(({ input }) => (input as { target: string }).target);
const configured = () => phone.told<PhoneConfig>('phone.configure');

beforeEach(async () => {
  calls.length = 0;
  told.length = 0;
  await begin();
  await desk.request('settings.save', { country: 'GB' });
});
afterEach(end);

describe('do not disturb', () => {
  it('is told to the PBX and done by the phone, and nobody sees the call', async () => {
    await line('asterisk');
    const state = await desk.request('agent.doNotDisturb', { on: true });
    expect(state.doNotDisturb).toBe(true);
    expect(dialled()).toEqual(['*78']);
    await vi.waitFor(() => expect(configured()?.incoming).toEqual({ mode: 'busy' }));
    expect(told.at(-1)?.doNotDisturb).toBe(true);
    // What the phone measured of it comes after its end.
    const { callId } = phone.told<{ callId: string }>('phone.dial') ?? { callId: '' };
    const second = { at: Date.now(), lossPct: 0, jitterMs: 1, levelIn: 0.1, levelOut: 0.1, mos: 4.4 };
    await phone.core.request('phone.quality', { callId, samples: [second] });
    expect(calls).toEqual([]);
    expect(await desk.request('calls.live', {})).toEqual([]);
    expect((await desk.request('calls.list', {})).calls).toEqual([]);
    expect(phone.commands.map(({ name }) => name)).not.toContain('phone.record');
    await desk.request('agent.doNotDisturb', { on: false });
    expect(dialled()).toEqual(['*78', '*79']);
    await vi.waitFor(() => expect(configured()?.incoming).toEqual({ mode: 'ring' }));
  });

  it('is the phone’s own doing on a line without a code for it', async () => {
    await line('freeswitch');
    expect((await desk.request('agent.doNotDisturb', { on: true })).doNotDisturb).toBe(true);
    expect(dialled()).toEqual([]);
    await vi.waitFor(() => expect(configured()?.incoming).toEqual({ mode: 'busy' }));
  });

  it('still leaves a missed call in the log', async () => {
    await desk.request('agent.doNotDisturb', { on: true });
    const callId = await phone.ring({ number: '+442079460101' });
    await phone.say(callId, { kind: 'ended', cause: 'doNotDisturb', by: 'operator', sipCode: 486 });
    const { calls: missed } = await desk.request('calls.list', { results: ['missed'] });
    expect(missed).toMatchObject([{ id: callId, cause: 'doNotDisturb', wrapUp: 'none' }]);
  });

  it('survives a restart', async () => {
    await line('freeswitch');
    await desk.request('agent.doNotDisturb', { on: true });
    const { dataDir } = started;
    await end();
    await begin(dataDir);
    expect((await desk.request('agent.state', {})).doNotDisturb).toBe(true);
    expect((await phone.attach()).incoming).toEqual({ mode: 'busy' });
  });
});

describe('a code that fails', () => {
  it.each([
    ['refuses', 'featureRefused'],
    ['rings on', 'featureUnanswered'],
  ] as const)('because the PBX %s leaves everything as it was and says %s', async (does, code) => {
    await line('asterisk');
    phone.onCommand = pbx(does);
    await expect(desk.request('agent.doNotDisturb', { on: true })).rejects.toMatchObject({
      code,
      params: { code: '*78' },
    });
    expect((await desk.request('agent.state', {})).doNotDisturb).toBe(false);
    expect((await phone.attach()).incoming).toEqual({ mode: 'ring' });
    // The call that rang on was given up.
    await vi.waitFor(async () => expect(await desk.request('calls.live', {})).toEqual([]));
    if (does === 'rings on') expect(phone.told('phone.hangUp')).toBeDefined();
    phone.onCommand = pbx();
    expect((await desk.request('agent.doNotDisturb', { on: true })).doNotDisturb).toBe(true);
  });

  it('because the phone cannot dial says so', async () => {
    await line('asterisk');
    phone.onCommand = async (name) => {
      if (name === 'phone.dial') throw new Failure('microphoneRefused');
    };
    await expect(desk.request('agent.queues', { in: true })).rejects.toMatchObject({
      code: 'microphoneRefused',
    });
    await phone.core.request('phone.registration', { accountId: 'a', state: 'reconnecting' });
    await expect(desk.request('agent.queues', { in: true })).rejects.toMatchObject({
      code: 'notRegistered',
    });
    expect((await desk.request('agent.state', {})).inQueues).toBeUndefined();
  });

  it('is not even dialled in a talk, which it would put on hold', async () => {
    await line('asterisk');
    const callId = await phone.ring({ number: '+442079460101' });
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    await expect(desk.request('agent.queues', { in: true })).rejects.toMatchObject({
      code: 'alreadyTalking',
    });
    expect(dialled()).toEqual([]);
  });

  it('and another one at the same time wait for each other', async () => {
    await line('asterisk');
    phone.onCommand = pbx('rings on');
    const first = desk.request('agent.queues', { in: true });
    await vi.waitFor(() => expect(dialled()).toEqual(['*45']));
    await expect(desk.request('agent.doNotDisturb', { on: true })).rejects.toMatchObject({
      code: 'featureBusy',
    });
    await expect(first).rejects.toMatchObject({ code: 'featureUnanswered' });
  });
});

describe('a PBX that talks on after a code', () => {
  it('has taken it, and is hung up after a while', async () => {
    await line('asterisk');
    phone.onCommand = pbx('talks on');
    expect((await desk.request('agent.queues', { in: true })).inQueues).toBe(true);
    expect(phone.told('phone.hangUp')).toBeUndefined();
    await vi.waitFor(() => expect(phone.told('phone.hangUp')).toBeDefined());
  });
});

describe('forwarding', () => {
  it('goes to the PBX with its number, and to the phone', async () => {
    await line('asterisk');
    const state = await desk.request('agent.forward', { to: '020 7946 0101' });
    expect(state.forwardTo).toBe('+442079460101');
    expect(dialled()).toEqual(['*72+442079460101']);
    await vi.waitFor(() => expect(configured()?.incoming).toEqual({ mode: 'forward', to: '+442079460101' }));
    expect((await desk.request('agent.forward', { to: null })).forwardTo).toBeUndefined();
    expect(dialled().at(-1)).toBe('*73');
    await vi.waitFor(() => expect(configured()?.incoming).toEqual({ mode: 'ring' }));
  });

  it('takes no number that cannot be called', async () => {
    await line('asterisk');
    await expect(desk.request('agent.forward', { to: 'not a number' })).rejects.toMatchObject({
      code: 'invalidNumber',
    });
  });
});

describe('queues and pauses', () => {
  it('dial their codes, the reason in its place', async () => {
    const { codes } = presetProfile('none');
    await line('none', {
      profile: {
        preset: 'none',
        codes: { ...codes, queueLogIn: '*501', queueLogOut: '*500', pause: '*51{reason}', resume: '*52' },
        pauseReasons: [{ label: 'Lunch', code: '3' }],
      },
    });
    expect((await desk.request('agent.state', {})).can).toMatchObject({ queues: true, pause: true });
    await desk.request('agent.queues', { in: true });
    expect(await desk.request('agent.pause', { reason: 'Lunch' })).toMatchObject({ pausedFor: 'Lunch' });
    expect((await desk.request('agent.pause', { reason: null })).pausedFor).toBeUndefined();
    await desk.request('agent.queues', { in: false });
    expect(dialled()).toEqual(['*501', '*513', '*52', '*500']);
  });

  it('do not dial a switch twice: the second time would undo the first', async () => {
    await line('asterisk');
    await desk.request('agent.pause', { reason: 'Lunch' });
    expect((await desk.request('agent.pause', { reason: 'Meeting' })).pausedFor).toBe('Meeting');
    await desk.request('agent.queues', { in: true });
    await desk.request('agent.queues', { in: true });
    expect(dialled()).toEqual(['*46', '*45']);
  });

  it('say that the line has no code for them', async () => {
    await line('freeswitch');
    expect((await desk.request('agent.state', {})).can).toEqual({
      queues: false,
      pause: false,
      voicemail: true,
      pickUp: true,
      echoTest: true,
    });
    await expect(desk.request('agent.queues', { in: true })).rejects.toMatchObject({
      code: 'featureMissing',
    });
  });
});

describe('a code that a core was about to dial when it died', () => {
  it('is hung up by the next one, the mailbox is not', async () => {
    await line('asterisk');
    phone.onCommand = pbx('talks on');
    const { callId } = await desk.request('agent.voicemail', {});
    await desk.request('agent.queues', { in: true }).catch(() => {});
    await phone.say(callId, { kind: 'held', by: 'operator' });
    await desk.request('agent.queues', { in: true });
    const code = phone.told<{ callId: string }>('phone.dial')?.callId ?? '';
    const { dataDir } = started;
    await end();
    await begin(dataDir);
    await phone.attach([callId, code]);
    await vi.waitFor(async () =>
      expect((await desk.request('calls.live', {})).map(({ call }) => call.id)).toEqual([callId]),
    );
    expect(phone.commands.filter(({ name }) => name === 'phone.hangUp').map(({ input }) => input)).toEqual([
      { callId: code },
    ]);
  });
});

describe('the mailbox', () => {
  it('shows its messages, and its call stays with the operator without wrap-up or recording', async () => {
    await line('asterisk');
    phone.onCommand = pbx('talks on');
    await phone.core.request('phone.voicemail', { fresh: 2, old: 5 });
    await vi.waitFor(() => expect(told.at(-1)?.voicemail).toEqual({ fresh: 2, old: 5 }));
    const { callId } = await desk.request('agent.voicemail', {});
    expect(dialled()).toEqual(['*97']);
    await vi.waitFor(async () =>
      expect(await desk.request('calls.live', {})).toMatchObject([
        { call: { id: callId, purpose: 'service', state: 'talking' } },
      ]),
    );
    await desk.request('calls.hangUp', { callId });
    await vi.waitFor(async () => expect(await desk.request('calls.live', {})).toEqual([]));
    expect((await desk.request('calls.list', {})).calls).toEqual([]);
    expect(phone.commands.map(({ name }) => name)).not.toContain('phone.record');
  });
});

describe('colleagues', () => {
  const colleague = (name: string, number: string, relation: 'colleague' | 'customer' = 'colleague') =>
    desk.request('contacts.create', {
      draft: { kind: 'person', name, relation, phones: [{ number }] },
    });

  it('are the contacts with an extension; the phone watches them and says how they are', async () => {
    await line('asterisk');
    const { id } = await colleague('Mary', '204');
    await colleague('Ann', '203');
    await colleague('Myself', '100');
    await colleague('A customer', '205', 'customer');
    await colleague('Far away', '+442079460101');
    await vi.waitFor(() =>
      expect(configured()?.watch).toEqual({ mailbox: true, extensions: ['203', '204'] }),
    );
    await phone.core.request('phone.colleague', { extension: '204', state: 'ringing' });
    await vi.waitFor(() =>
      expect(told.at(-1)?.colleagues).toMatchObject([
        { name: 'Ann', extension: '203', state: 'unknown' },
        { name: 'Mary', extension: '204', state: 'ringing', contactId: id },
      ]),
    );
  });

  it('are unknown again when the phone is on another line', async () => {
    await line('asterisk');
    await colleague('Mary', '204');
    await phone.core.request('phone.colleague', { extension: '204', state: 'free' });
    await vi.waitFor(async () =>
      expect((await desk.request('agent.state', {})).colleagues[0]?.state).toBe('free'),
    );
    await line('freeswitch', { login: '101' });
    expect((await desk.request('agent.state', {})).colleagues[0]?.state).toBe('unknown');
  });

  it('whose telephone rings are helped by a pick-up, which is a talk as any other', async () => {
    await line('asterisk');
    phone.onCommand = pbx('talks on');
    const { callId } = await desk.request('agent.pickUp', { extension: '204' });
    expect(dialled()).toEqual(['**204']);
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
    const { calls: log } = await desk.request('calls.list', {});
    expect(log).toMatchObject([{ id: callId, purpose: 'talk', wrapUp: 'open' }]);
    await expect(desk.request('agent.pickUp', { extension: '204@evil' })).rejects.toMatchObject({
      code: 'invalidNumber',
    });
  });
});

describe('a profile', () => {
  it('is Asterisk’s for a new line, and kept when the line is saved without it', async () => {
    const fresh = await desk.request('accounts.save', { server: 'pbx.invalid', login: '1', password: 'x' });
    expect(fresh.profile).toEqual(presetProfile('asterisk'));
    const { id } = await line('threecx');
    const again = await desk.request('accounts.save', { id, server: 'pbx.invalid', login: '2' });
    expect(again.profile).toEqual(presetProfile('threecx'));
    expect(await desk.request('agent.preset', { preset: 'freeswitch' })).toEqual(presetProfile('freeswitch'));
  });
});
