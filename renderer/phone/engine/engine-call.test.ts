import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PhoneFact } from '../../../shared/contract/phone.ts';
import { EngineCall } from './engine-call.ts';
import { LegRefused, type Reoffer } from './stack.ts';

class FakePeer extends EventTarget {
  iceConnectionState: RTCIceConnectionState = 'new';
  become(state: RTCIceConnectionState): Event {
    this.iceConnectionState = state;
    const event = new Event('iceconnectionstatechange', { cancelable: true });
    this.dispatchEvent(event);
    return event;
  }
  getTransceivers() {
    return [];
  }
}

function bench(direction: 'inbound' | 'outbound' = 'inbound') {
  const facts: PhoneFact[] = [];
  const reoffers: Reoffer[] = [];
  const answers: (number | undefined)[] = [];
  const track = { enabled: true };
  const local = { getAudioTracks: () => [track] } as unknown as MediaStream;
  const microphone = { acquire: vi.fn(async () => local), release: vi.fn() };
  const ended = vi.fn();
  let connected = true;
  const call = new EngineCall({
    id: 'c',
    direction,
    microphone,
    listener: { fact: (fact) => facts.push(fact), registration() {}, streams() {}, note() {} },
    isConnected: () => connected,
    ended,
  });
  const leg = {
    answer: vi.fn(),
    reject: vi.fn(),
    hangUp: vi.fn(),
    /** Refused with the next status of `answers`, or taken. */
    reoffer: vi.fn(async (offer: Reoffer) => {
      reoffers.push(offer);
      const status = answers.shift();
      if (status !== undefined) throw new LegRefused(status);
    }),
    refer: vi.fn(async () => {}),
  };
  call.leg = leg;
  const peer = new FakePeer();
  call.events.peer(peer as unknown as RTCPeerConnection);
  return {
    call,
    leg,
    peer,
    track,
    microphone,
    ended,
    reoffers,
    answers,
    kinds: () => facts.map(({ kind }) => kind),
    last: () => facts.at(-1),
    setConnected: (value: boolean) => {
      connected = value;
    },
  };
}

async function talking(direction: 'inbound' | 'outbound' = 'inbound') {
  const all = bench(direction);
  if (direction === 'inbound') await all.call.answer();
  else await all.call.openMicrophone();
  all.call.events.accepted();
  all.peer.become('connected');
  return all;
}

const soon = () => vi.advanceTimersByTimeAsync(0);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a call', () => {
  it('is answered once, however often that is wished', async () => {
    const { call, leg } = bench();
    expect(await Promise.all([call.answer(), call.answer()])).toEqual([true, false]);
    expect(leg.answer).toHaveBeenCalledOnce();
  });

  it('gives the microphone back when the caller gave up while it was being opened', async () => {
    const { call, microphone, kinds } = bench();
    const answering = call.answer();
    call.events.ended({ kind: 'cancelled' });
    await expect(answering).rejects.toMatchObject({ code: 'callGone' });
    expect(microphone.release).toHaveBeenCalled();
    expect(kinds()).toEqual(['ended']);
  });

  it('ends once, with the first reason', async () => {
    const { call, leg, last, kinds, ended } = await talking();
    call.hangUp();
    call.events.ended({ kind: 'bye' });
    call.events.remoteHold(true);
    expect(kinds()).toEqual(['answered', 'ended']);
    expect(last()).toMatchObject({ cause: 'hangup', by: 'operator' });
    expect(leg.hangUp).toHaveBeenCalledOnce();
    expect(ended).toHaveBeenCalledOnce();
  });

  it('does not let the operator be heard while muted or on hold, whatever the order', async () => {
    const { call, track } = await talking();
    call.mute(true);
    await call.hold(true);
    call.mute(false);
    expect(track.enabled).toBe(false);
    call.mute(true);
    await call.hold(false);
    expect(track.enabled).toBe(false);
    // A library may have switched it on because the customer resumed.
    track.enabled = true;
    call.events.remoteHold(false);
    expect(track.enabled).toBe(false);
    call.mute(false);
    expect(track.enabled).toBe(true);
  });

  it('goes on as before when the PBX refuses the hold', async () => {
    const { call, track, kinds, answers } = await talking();
    answers.push(488);
    await expect(call.hold(true)).rejects.toMatchObject({ code: 'pbxRefused', params: { sipCode: 488 } });
    expect(track.enabled).toBe(true);
    expect(kinds()).toEqual(['answered']);
  });

  it('waits a moment and offers again after a glare', async () => {
    const { call, reoffers, answers, kinds } = await talking();
    answers.push(491);
    const holding = call.hold(true);
    await vi.advanceTimersByTimeAsync(2_000);
    await holding;
    expect(reoffers).toEqual([
      { direction: 'sendonly', iceRestart: false },
      { direction: 'sendonly', iceRestart: false },
    ]);
    expect(kinds()).toEqual(['answered', 'held']);
  });

  it('tells who holds', async () => {
    const { call, kinds } = await talking();
    call.events.remoteHold(true);
    call.events.remoteHold(true);
    call.events.remoteHold(false);
    expect(kinds()).toEqual(['answered', 'held', 'resumed']);
  });

  it('is hung up on our side when the transfer was taken, and stays when it was not', async () => {
    const { call, leg, kinds } = await talking();
    leg.refer.mockRejectedValueOnce(new LegRefused(404));
    await expect(call.transfer('sip:102@x', '102')).rejects.toMatchObject({ code: 'pbxRefused' });
    expect(kinds()).toEqual(['answered']);
    await call.transfer('sip:102@x', '102');
    expect(kinds()).toEqual(['answered', 'transferred', 'ended']);
  });
});

describe('a call whose connection fell', () => {
  it('is offered again when it is back, without touching sound that flows', async () => {
    const { call, reoffers } = await talking();
    call.connectionLost();
    await vi.advanceTimersByTimeAsync(60_000);
    call.connectionBack();
    await soon();
    expect(reoffers).toEqual([{ direction: 'sendrecv', iceRestart: false }]);
  });

  it('is over when the PBX does not know it any more', async () => {
    const { call, answers, last } = await talking();
    answers.push(481);
    call.connectionBack();
    await soon();
    expect(last()).toMatchObject({ kind: 'ended', cause: 'networkLost', by: 'network', sipCode: 481 });
  });

  it('is over after a while when nobody had answered it: its end could not be heard', async () => {
    for (const direction of ['inbound', 'outbound'] as const) {
      const { call, last } = bench(direction);
      call.connectionLost();
      await vi.advanceTimersByTimeAsync(9_999);
      expect(last()).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(last()).toMatchObject({ kind: 'ended', cause: 'networkLost' });
    }
  });
});

describe('a call whose sound broke', () => {
  it('restarts ICE after a moment, and the library is not told that ICE failed', async () => {
    const { peer, reoffers } = await talking();
    const library = vi.fn();
    peer.addEventListener('iceconnectionstatechange', library);
    peer.become('disconnected');
    peer.become('failed');
    expect(library).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(reoffers).toEqual([{ direction: 'sendrecv', iceRestart: true }]);
  });

  it('does nothing when it mends itself', async () => {
    const { peer, reoffers, kinds } = await talking();
    peer.become('disconnected');
    await vi.advanceTimersByTimeAsync(1_000);
    peer.become('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reoffers).toEqual([]);
    expect(kinds()).toEqual(['answered']);
  });

  it('restarts ICE with the re-INVITE of the reconnection, when both were gone', async () => {
    const { call, peer, reoffers, setConnected } = await talking();
    setConnected(false);
    call.connectionLost();
    peer.become('failed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reoffers).toEqual([]);
    setConnected(true);
    call.connectionBack();
    await soon();
    expect(reoffers).toEqual([{ direction: 'sendrecv', iceRestart: true }]);
  });

  it('is given up after half a minute', async () => {
    const { peer, last, leg } = await talking();
    peer.become('failed');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(last()).toMatchObject({ kind: 'ended', cause: 'networkLost', by: 'network' });
    expect(leg.hangUp).toHaveBeenCalledOnce();
  });
});
