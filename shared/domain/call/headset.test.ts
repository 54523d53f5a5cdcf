import { describe, expect, it } from 'vitest';
import { type HeadsetCall, headsetAction } from './headset.ts';

const call = (id: string, state: HeadsetCall['state'], more: Partial<HeadsetCall> = {}): HeadsetCall => ({
  id,
  state,
  direction: state === 'dialing' ? 'outbound' : 'inbound',
  muted: false,
  ...more,
});
const off = { kind: 'hook', offHook: true } as const;
const on = { kind: 'hook', offHook: false } as const;
const mute = { kind: 'mute' } as const;
const reject = { kind: 'reject' } as const;

describe('a button of the headset', () => {
  it('off hook answers the call that has rung longest, also during a talk', () => {
    expect(headsetAction(off, [call('a', 'ringing'), call('b', 'ringing')])).toEqual({
      kind: 'answer',
      callId: 'a',
    });
    expect(headsetAction(off, [call('t', 'talking'), call('b', 'ringing')])).toEqual({
      kind: 'answer',
      callId: 'b',
    });
  });

  it.each([[[]], [[call('t', 'talking')]], [[call('d', 'dialing')]], [[call('h', 'held')]]])(
    'off hook never dials and never touches %j',
    (calls) => expect(headsetAction(off, calls)).toBeUndefined(),
  );

  it('on hook ends the talk, and leaves held and ringing calls alone', () => {
    const calls = [call('h', 'held'), call('t', 'talking'), call('r', 'ringing')];
    expect(headsetAction(on, calls)).toEqual({ kind: 'hangUp', callId: 't' });
    expect(headsetAction(on, [call('h', 'held'), call('r', 'ringing')])).toBeUndefined();
  });

  it('on hook gives up a call that is being dialled', () => {
    expect(headsetAction(on, [call('d', 'dialing')])).toEqual({ kind: 'hangUp', callId: 'd' });
  });

  it('mute turns the microphone of the talk off and on', () => {
    expect(headsetAction(mute, [call('t', 'talking')])).toEqual({ kind: 'mute', callId: 't', muted: true });
    expect(headsetAction(mute, [call('t', 'talking', { muted: true })])).toEqual({
      kind: 'mute',
      callId: 't',
      muted: false,
    });
    expect(headsetAction(mute, [call('h', 'held')])).toBeUndefined();
  });

  it('reject declines what rings, and nothing else', () => {
    expect(headsetAction(reject, [call('t', 'talking'), call('r', 'ringing')])).toEqual({
      kind: 'decline',
      callId: 'r',
    });
    expect(headsetAction(reject, [call('t', 'talking')])).toBeUndefined();
  });
});
