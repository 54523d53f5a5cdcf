import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../shared/contract/failure.ts';
import type { MachineMessageState } from '../../shared/contract/machine-message.ts';
import { encodeWav, MESSAGE_RATE } from '../../shared/domain/machine-message/wav.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

const MESSAGE = encodeWav(Float32Array.from({ length: 2 * MESSAGE_RATE }, (_, index) => Math.sin(index / 3)));

let started: Awaited<ReturnType<typeof startCore>>;
let desk: ReturnType<(typeof started)['connect']>;
let phone: ScriptedPhone;
let states: MachineMessageState[];

beforeEach(async () => {
  started = await startCore();
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
  desk = started.connect('desk');
  states = [];
  desk.on('machineMessage.changed', (state) => states.push(state));
});
afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
  rmSync(started.dataDir, { recursive: true, force: true });
});

/** A talk that we have dialled. */
async function talk(): Promise<string> {
  const { callId } = await desk.request('calls.dial', { number: '+442079460101' });
  await phone.dialing(callId, '+442079460101');
  await phone.say(callId, { kind: 'answered', by: 'customer' });
  return callId;
}
const ends = (callId: string) => phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
const call = async (callId: string) => (await desk.request('calls.get', { callId })).call;

describe('the message', () => {
  it('is kept in the profile over a restart, and told to every desk', async () => {
    const kept = await desk.request('machineMessage.save', { bytes: MESSAGE });
    expect(kept.message).toMatchObject({ durationMs: 2_000, bytes: MESSAGE.length });
    await vi.waitFor(() => expect(states).toEqual([kept]));
    expect((await phone.core.request('machineMessage.read', {})).bytes).toEqual(MESSAGE);
    await started.core.close();
    started = await startCore(started.dataDir);
    const again = started.connect('desk');
    expect(await again.request('machineMessage.get', {})).toEqual(kept);
    expect(await again.request('machineMessage.remove', {})).toEqual({});
    expect(existsSync(join(started.dataDir, 'machine-message.wav'))).toBe(false);
    await expect(again.request('machineMessage.read', {})).rejects.toMatchObject({ code: 'notFound' });
    again.close();
  });

  it('must be one: nothing else is kept, and a file that somebody put there is none', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(500), MESSAGE.slice(0, -2)]) {
      await expect(desk.request('machineMessage.save', { bytes })).rejects.toMatchObject({
        code: 'badRequest',
      });
    }
    writeFileSync(join(started.dataDir, 'machine-message.wav'), 'no sound at all');
    expect(await desk.request('machineMessage.get', {})).toEqual({});
  });

  it('is recorded by the phone and handed to the desk, once', async () => {
    phone.onCommand = async (name, { on }: { on: boolean }) => {
      if (name === 'phone.recordMessage' && !on)
        await phone.core.request('machineMessage.recorded', { bytes: Uint8Array.of(1, 2, 3) });
    };
    expect(await desk.request('machineMessage.record', { on: true })).toEqual({});
    expect(await desk.request('machineMessage.record', { on: false })).toEqual({
      bytes: Uint8Array.of(1, 2, 3),
    });
    phone.onCommand = () => {};
    expect(await desk.request('machineMessage.record', { on: false })).toEqual({});
  });
});

describe('the key for an answering machine', () => {
  it('says the message, and the end of the call is the end of the work on it', async () => {
    await desk.request('machineMessage.save', { bytes: MESSAGE });
    const callId = await talk();
    await desk.request('dialer.voicemail', { callId });
    expect(phone.told('phone.leaveMessage')).toEqual({ callId });
    await vi.waitFor(() => expect(states.at(-1)?.saidIn).toBe(callId));
    expect(await call(callId)).toMatchObject({ state: 'talking', wrapUp: 'none' });
    await desk.request('dialer.voicemail', { callId });
    expect(phone.commands.filter(({ name }) => name === 'phone.leaveMessage')).toHaveLength(1);
    await ends(callId);
    expect(await call(callId)).toMatchObject({ state: 'ended', wrapUp: 'done', outcome: 'voicemail' });
    await vi.waitFor(() => expect(states.at(-1)?.saidIn).toBeUndefined());
    expect(await desk.request('calls.live', {})).toEqual([]);
  });

  it('only hangs up when there is no message', async () => {
    const callId = await talk();
    await desk.request('dialer.voicemail', { callId });
    expect(phone.told('phone.hangUp')).toEqual({ callId });
    expect(phone.told('phone.leaveMessage')).toBeUndefined();
    await ends(callId);
    expect(await call(callId)).toMatchObject({ wrapUp: 'done', outcome: 'voicemail' });
  });

  it('is taken back when a person answers after all', async () => {
    await desk.request('machineMessage.save', { bytes: MESSAGE });
    const callId = await talk();
    await desk.request('dialer.voicemail', { callId });
    await desk.request('dialer.stopMessage', { callId });
    expect(phone.told('phone.stopMessage')).toEqual({ callId });
    await ends(callId);
    const after = await call(callId);
    expect(after.wrapUp).toBe('open');
    expect(after.outcome).toBeUndefined();
  });

  it('leaves the call as any other when the phone cannot say it', async () => {
    await desk.request('machineMessage.save', { bytes: MESSAGE });
    const callId = await talk();
    phone.onCommand = (name) => {
      if (name === 'phone.leaveMessage') throw new Failure('callGone');
    };
    await expect(desk.request('dialer.voicemail', { callId })).rejects.toMatchObject({ code: 'callGone' });
    await ends(callId);
    expect(await call(callId)).toMatchObject({ wrapUp: 'open' });
  });

  it('is for talks that we dialled', async () => {
    const inbound = await phone.ring({ number: '+442079460101' });
    await phone.say(inbound, { kind: 'answered', by: 'operator' });
    const { callId } = await desk.request('calls.dial', { number: '+442079460100' });
    await phone.dialing(callId, '+442079460100');
    for (const id of [inbound, callId]) {
      await expect(desk.request('dialer.voicemail', { callId: id })).rejects.toMatchObject({
        code: 'callGone',
      });
    }
  });
});
