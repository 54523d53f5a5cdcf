import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import type { EventPayload } from '../../shared/contract/index.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;
const heard: Array<EventPayload<'calls.changed'>> = [];

beforeEach(async () => {
  heard.length = 0;
  started = await startCore();
  desk = started.connect('desk');
  desk.on('calls.changed', (event) => heard.push(event));
  await desk.request('settings.save', { country: 'GB' });
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
});
afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
});

const view = async (callId: string) => (await desk.request('calls.get', { callId })).call;

async function talk(number = '+442079460101'): Promise<string> {
  const callId = await phone.ring({ number });
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  return callId;
}

async function consult(talkId: string, number = '204'): Promise<string> {
  const { callId } = await desk.request('calls.dial', { number, consultFor: talkId });
  await phone.dialing(callId, number);
  await phone.say(callId, { kind: 'answered', by: 'customer' });
  return callId;
}

describe('a question to a colleague', () => {
  it('knows the talk that waits, is in the log, and has no wrap-up', async () => {
    const talkId = await talk();
    const callId = await consult(talkId);
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
    expect(await view(callId)).toMatchObject({ purpose: 'consult', consultFor: talkId, wrapUp: 'none' });
    expect((await desk.request('calls.list', {})).calls.map(({ purpose }) => purpose)).toEqual([
      'consult',
      'talk',
    ]);
    expect((await desk.request('calls.live', {})).map(({ call }) => call.id)).toEqual([talkId]);
  });

  it('needs a talk that lives', async () => {
    await expect(desk.request('calls.dial', { number: '204', consultFor: uuid() })).rejects.toMatchObject({
      code: 'callGone',
    });
  });

  it.each(['customer first', 'colleague first'])(
    'that takes the customer over: both records say to whom (%s)',
    async (order) => {
      const talkId = await talk();
      const callId = await consult(talkId);
      await desk.request('calls.transferTo', { callId: talkId, toCallId: callId });
      expect(phone.told('phone.transferTo')).toEqual({ callId: talkId, toCallId: callId });
      const ended = { kind: 'ended', cause: 'hangup', by: 'operator' } as const;
      if (order === 'colleague first') await phone.say(callId, ended);
      await phone.say(talkId, { kind: 'transferred', target: '204' });
      await phone.say(talkId, ended);
      if (order === 'customer first') await phone.say(callId, ended);
      expect(await view(talkId)).toMatchObject({ transferredTo: '204', wrapUp: 'open', result: 'answered' });
      expect(await view(callId)).toMatchObject({ transferredTo: '+442079460101', wrapUp: 'none' });
    },
  );

  it('that the PBX refuses to take over goes on, and a later one is not mistaken for it', async () => {
    const talkId = await talk();
    const callId = await consult(talkId);
    phone.onCommand = (name) => {
      if (name === 'phone.transferTo') throw new Failure('pbxRefused');
    };
    await expect(
      desk.request('calls.transferTo', { callId: talkId, toCallId: callId }),
    ).rejects.toMatchObject({ code: 'pbxRefused' });
    await phone.say(talkId, { kind: 'transferred', target: '300' });
    expect((await view(talkId)).transferredTo).toBe('300');
    expect((await view(callId)).transferredTo).toBeUndefined();
  });
});

describe('a conference', () => {
  it('is made and undone by the phone, and seen on its calls', async () => {
    const one = await talk();
    const other = await consult(one);
    await desk.request('calls.join', { callIds: [one, other] });
    expect(phone.told('phone.join')).toEqual({ callIds: [one, other] });
    for (const callId of [one, other]) await phone.say(callId, { kind: 'joined' });
    expect([(await view(one)).joined, (await view(other)).joined]).toEqual([true, true]);
    await desk.request('calls.part', { callId: one });
    expect(phone.told('phone.part')).toEqual({ callId: one });
    await phone.say(one, { kind: 'parted' });
    expect((await view(one)).joined).toBe(false);
    await expect(desk.request('calls.join', { callIds: [one, uuid()] })).rejects.toMatchObject({
      code: 'callGone',
    });
  });
});

describe('dialling once more', () => {
  it('takes the number and the customer of the last attempt', async () => {
    await expect(desk.request('calls.redial', {})).rejects.toMatchObject({ code: 'notFound' });
    const { id } = await desk.request('contacts.create', {
      draft: { kind: 'person', name: 'Emma Clarke', phones: [{ number: '020 7946 0101' }] },
    });
    const first = await desk.request('calls.dial', { number: '020 7946 0101', contactId: id });
    await phone.dialing(first.callId, '+442079460101');
    await phone.say(first.callId, { kind: 'ended', cause: 'busy', by: 'customer', sipCode: 486 });
    await phone.ring({ number: '+442079460177' });
    const { callId } = await desk.request('calls.redial', {});
    expect(phone.told('phone.dial')).toEqual({ callId, target: '+442079460101' });
    await phone.dialing(callId, '+442079460101');
    expect(await view(callId)).toMatchObject({ contactId: id, purpose: 'talk' });
  });
});

describe('a call that outlives its network', () => {
  it('shows since when, also after a restart of the core, and tells its story', async () => {
    const at = Date.now() - 60_000;
    const callId = await phone.ring({ number: '+442079460101' }, at);
    await phone.say(callId, { kind: 'answered', by: 'operator' }, at + 2000);
    await phone.say(callId, { kind: 'signalLost' }, at + 10_000);
    await phone.say(callId, { kind: 'soundLost' }, at + 10_100);
    expect(await view(callId)).toMatchObject({ signalLostAt: at + 10_000, soundLostAt: at + 10_100 });
    await started.core.close();
    desk.close();
    phone.leave();
    started = await startCore(started.dataDir);
    desk = started.connect('desk');
    phone = new ScriptedPhone(started.connect);
    await phone.attach([callId]);
    expect(await view(callId)).toMatchObject({ state: 'talking', signalLostAt: at + 10_000 });
    await phone.say(callId, { kind: 'signalBack' }, at + 11_800);
    await phone.say(callId, { kind: 'soundBack' }, at + 12_200);
    await phone.say(callId, { kind: 'toneSent', tone: '4' }, at + 20_000);
    await phone.say(callId, { kind: 'toneSent', tone: '2' }, at + 20_200);
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' }, at + 30_000);
    const { signalLostAt, soundLostAt } = await view(callId);
    expect([signalLostAt, soundLostAt]).toEqual([undefined, undefined]);
    const story = await desk.request('calls.timeline', { callId });
    expect(story.map(({ kind, params }) => [kind, params])).toEqual([
      ['rang', { number: '+442079460101' }],
      ['answeredByOperator', { seconds: 2 }],
      ['reconnectedSilent', { seconds: 1.8, silence: 2.1 }],
      ['tones', { count: 2 }],
      ['endedByCustomer', {}],
    ]);
    await expect(desk.request('calls.timeline', { callId: uuid() })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('a button of the headset', () => {
  const press = (button: { kind: 'hook'; offHook: boolean } | { kind: 'mute' } | { kind: 'reject' }) =>
    phone.core.request('phone.headset', button);

  it('answers, mutes and hangs up what it means now', async () => {
    const callId = await phone.ring({ number: '+442079460101' });
    await press({ kind: 'hook', offHook: true });
    await vi.waitFor(() => expect(phone.told('phone.answer')).toEqual({ callId }));
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    await press({ kind: 'mute' });
    await vi.waitFor(() => expect(phone.told('phone.mute')).toEqual({ callId, muted: true }));
    await phone.say(callId, { kind: 'muted' });
    await press({ kind: 'mute' });
    await vi.waitFor(() => expect(phone.told('phone.mute')).toEqual({ callId, muted: false }));
    await press({ kind: 'hook', offHook: false });
    await vi.waitFor(() => expect(phone.told('phone.hangUp')).toEqual({ callId }));
  });

  it('declines what rings, and does nothing when nothing does', async () => {
    await press({ kind: 'reject' });
    await press({ kind: 'hook', offHook: true });
    expect(phone.commands).toEqual([]);
    const callId = await phone.ring({ number: '+442079460101' });
    await press({ kind: 'reject' });
    await vi.waitFor(() => expect(phone.told('phone.decline')).toEqual({ callId }));
  });
});

describe('what the phone sees', () => {
  it('of a trouble in a talk reaches every desk, also one that comes later, until the call is over', async () => {
    const callId = await talk();
    const warned: unknown[] = [];
    desk.on('phone.warning', (warning) => warned.push(warning));
    const warning = { callId, kind: 'silentMicrophone' as const, active: true };
    await phone.core.request('phone.warning', warning);
    await vi.waitFor(() => expect(warned).toEqual([warning]));
    const late = started.connect('desk');
    const toldLate: unknown[] = [];
    late.on('phone.warning', (event) => toldLate.push(event));
    await late.request('system.info', {});
    await vi.waitFor(() => expect(toldLate).toEqual([warning]));
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
    await vi.waitFor(() => expect(warned.at(-1)).toEqual({ ...warning, active: false }));
    late.close();
  });

  it('in the check before the shift is passed on', async () => {
    const steps: unknown[] = [];
    desk.on('phone.checked', (step) => steps.push(step));
    await desk.request('phone.runCheck', { on: true });
    expect(phone.told('phone.check')).toEqual({ on: true });
    const step = { step: 'microphone', state: 'failed', advice: 'silent', figures: { level: 0 } } as const;
    await phone.core.request('phone.checkStep', step);
    await vi.waitFor(() => expect(steps).toEqual([step]));
  });
});

describe('the account', () => {
  it('is kept and given to the phone with all that the wire needs', async () => {
    const saved = await desk.request('accounts.save', {
      server: 'pbx.invalid:8089/ws',
      backupServer: 'backup.invalid',
      login: '100',
      password: 'secret',
      dtmf: 'info',
      iceTimeoutMs: 700,
    });
    expect(saved).toMatchObject({ backupServer: 'wss://backup.invalid/', dtmf: 'info', iceTimeoutMs: 700 });
    expect((await phone.attach()).account).toMatchObject({
      server: 'wss://pbx.invalid:8089/ws',
      backupServer: 'wss://backup.invalid/',
      dtmf: 'info',
      iceTimeoutMs: 700,
    });
  });

  it.each([[{ server: 'https://pbx.invalid' }], [{ server: 'pbx.invalid', backupServer: 'two words' }]])(
    'with an address that cannot be one is refused: %j',
    async (addresses) => {
      await expect(
        desk.request('accounts.save', { login: '100', password: 'x', ...addresses }),
      ).rejects.toMatchObject({ code: 'pbxAddressInvalid' });
      expect(await desk.request('accounts.list', {})).toEqual([]);
    },
  );
});
