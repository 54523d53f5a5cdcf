import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PhoneFact } from '../../../shared/contract/phone.ts';
import { EngineCall } from './engine-call.ts';
import { LegRefused, NO_ANSWER, type Reoffer } from './stack.ts';

/** Among the answers: none comes. */
const SILENCE = -1;

class FakePeer extends EventTarget {
  iceConnectionState: RTCIceConnectionState = 'new';
  /** Packets that came so far, and answers to consent checks. */
  packets = 0;
  consents = 0;
  become(state: RTCIceConnectionState): Event {
    this.iceConnectionState = state;
    const event = new Event('iceconnectionstatechange', { cancelable: true });
    this.dispatchEvent(event);
    return event;
  }
  getTransceivers() {
    return [];
  }
  getStats() {
    return Promise.resolve(
      new Map<string, unknown>([
        ['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: this.packets }],
        ['pair', { type: 'candidate-pair', responsesReceived: this.consents }],
      ]),
    );
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
  const doubt = vi.fn();
  let connected = true;
  let atHome = true;
  const call = new EngineCall({
    id: 'c',
    direction,
    microphone,
    dtmf: 'rfc4733',
    listener: { fact: (fact) => facts.push(fact), streams() {}, note() {} },
    isConnected: () => connected,
    doubt,
    isAtHome: () => atHome,
    changed() {},
    ended,
  });
  let dropped: (() => void) | undefined;
  const leg = {
    sipCallId: 'sip',
    prepare: vi.fn(),
    answer: vi.fn(),
    reject: vi.fn(),
    hangUp: vi.fn(),
    /** Refused with the next status of `answers`, or taken. */
    reoffer: vi.fn(async (offer: Reoffer) => {
      reoffers.push(offer);
      const status = answers.shift();
      if (status === SILENCE) {
        await new Promise<void>((_, reject) => {
          dropped = () => reject(new LegRefused(NO_ANSWER));
        });
      } else if (status !== undefined) throw new LegRefused(status);
    }),
    dropOffer: vi.fn(() => dropped?.()),
    refer: vi.fn(async (_to: unknown, _taken: () => void) => {}),
    info: vi.fn(async () => {}),
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
    facts,
    doubt,
    setAtHome: (value: boolean) => {
      atHome = value;
    },
    setConnected: (value: boolean) => {
      connected = value;
    },
  };
}

async function talking(direction: 'inbound' | 'outbound' = 'inbound') {
  const all = bench(direction);
  if (direction === 'inbound') await all.call.answer();
  else await all.call.voice.open();
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

  it('prepares its answer a moment after it began to ring, or when somebody answers sooner', async () => {
    const { call, leg } = bench();
    call.rings();
    expect(leg.prepare).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(leg.prepare).toHaveBeenCalledOnce();
    const quick = bench();
    quick.call.rings();
    const answering = quick.call.answer();
    expect(quick.leg.prepare).toHaveBeenCalledOnce();
    await answering;
    await vi.advanceTimersByTimeAsync(200);
    expect(quick.leg.prepare).toHaveBeenCalledOnce();
  });

  it('prepares no answer for a caller who has given up', async () => {
    const { call, leg } = bench();
    call.rings();
    call.events.ended({ kind: 'cancelled' });
    await vi.advanceTimersByTimeAsync(200);
    expect(leg.prepare).not.toHaveBeenCalled();
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
    expect(vi.getTimerCount()).toBe(0);
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

describe('a transfer of whose end nobody tells', () => {
  /** The PBX agrees, and then says no more. */
  async function transferring() {
    const all = await talking();
    all.peer.packets = 100;
    all.leg.refer.mockImplementationOnce(async (_to, taken) => {
      taken();
      await new Promise(() => {});
    });
    const done = vi.fn();
    void all.call.transfer('sip:102@x', '102').then(done, done);
    return { ...all, done };
  }

  it('is over when the customer was taken from us', async () => {
    const { kinds, leg } = await transferring();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(kinds()).toEqual(['answered']);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(kinds()).toEqual(['answered', 'transferred', 'ended']);
    expect(leg.hangUp).toHaveBeenCalledOnce();
  });

  it('goes on as long as something is heard, or nothing could be', async () => {
    const { kinds, peer, setConnected } = await transferring();
    for (let second = 0; second < 10; second += 1) {
      peer.packets += 50;
      await vi.advanceTimersByTimeAsync(1_000);
    }
    setConnected(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(kinds()).toEqual(['answered']);
  });

  it('ends the call when it was refused because the customer has left', async () => {
    const { call, kinds, last, leg, peer } = await talking();
    peer.packets = 100;
    const fails = async (_to: unknown, taken: () => void) => {
      taken();
      throw new LegRefused(503);
    };
    leg.refer.mockImplementationOnce(fails);
    await expect(call.transfer('sip:102@x', '102')).rejects.toMatchObject({ code: 'pbxRefused' });
    for (let second = 0; second < 10; second += 1) {
      peer.packets += 50;
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(kinds()).toEqual(['answered']);
    leg.refer.mockImplementationOnce(fails);
    await expect(call.transfer('sip:102@x', '102')).rejects.toMatchObject({ code: 'pbxRefused' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(last()).toMatchObject({ kind: 'ended', cause: 'hangup', by: 'customer' });
  });

  it('and that of a call on hold cannot be known by its silence', async () => {
    const { call, kinds, leg, peer } = await talking();
    peer.packets = 100;
    await call.hold(true);
    leg.refer.mockImplementationOnce(async (_to, taken) => {
      taken();
      await new Promise(() => {});
    });
    void call.transfer('sip:102@x', '102').catch(() => {});
    await vi.advanceTimersByTimeAsync(20_000);
    expect(kinds()).toEqual(['answered', 'held']);
  });
});

describe('a call whose connection fell', () => {
  it('is offered again when it is back, without touching sound that flows', async () => {
    const { call, reoffers, kinds } = await talking();
    call.connectionLost();
    await vi.advanceTimersByTimeAsync(60_000);
    call.connectionBack();
    await soon();
    expect(reoffers).toEqual([{ direction: 'sendrecv', iceRestart: false }]);
    expect(kinds()).toEqual(['answered', 'signalLost', 'signalBack']);
  });

  it('is over when the PBX does not know it any more', async () => {
    const { call, answers, last } = await talking();
    answers.push(481);
    call.connectionLost();
    call.connectionBack();
    await soon();
    expect(last()).toMatchObject({ kind: 'ended', cause: 'hangup', by: 'customer', sipCode: 481 });
  });

  it('goes on by its sound when only another server is there', async () => {
    const { call, answers, last, setAtHome } = await talking();
    setAtHome(false);
    answers.push(481);
    call.connectionLost();
    call.connectionBack();
    await soon();
    expect(last()).toMatchObject({ kind: 'signalLost' });
  });

  it('asks again at the next reconnection when it was cut off while asking', async () => {
    const { call, answers, reoffers, kinds } = await talking();
    answers.push(SILENCE);
    call.connectionLost();
    call.connectionBack();
    await soon();
    call.connectionLost();
    await soon();
    call.connectionBack();
    await soon();
    expect(reoffers).toHaveLength(2);
    expect(kinds()).toEqual(['answered', 'signalLost', 'signalBack']);
  });

  it('brings a hold over that was cut off before the PBX could answer', async () => {
    const { call, answers, reoffers, kinds, track, setConnected } = await talking();
    answers.push(SILENCE);
    const holding = call.hold(true);
    await soon();
    setConnected(false);
    call.connectionLost();
    await holding;
    expect(track.enabled).toBe(false);
    setConnected(true);
    call.connectionBack();
    await soon();
    expect(reoffers.at(-1)).toEqual({ direction: 'sendonly', iceRestart: false });
    expect(kinds()).toEqual(['answered', 'signalLost', 'held', 'signalBack']);
  });

  it('asks three times when the PBX is busy with itself', async () => {
    const { call, answers, reoffers, kinds } = await talking();
    answers.push(500, 500, 500);
    call.connectionLost();
    call.connectionBack();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(reoffers).toHaveLength(3);
    expect(kinds()).toEqual(['answered', 'signalLost', 'signalBack']);
  });

  it('is over after a while when nobody had answered it: its end could not be heard', async () => {
    for (const direction of ['inbound', 'outbound'] as const) {
      const { call, last } = bench(direction);
      call.connectionLost();
      await vi.advanceTimersByTimeAsync(9_999);
      expect(last()).toMatchObject({ kind: 'signalLost' });
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
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reoffers).toEqual([{ direction: 'sendrecv', iceRestart: true }]);
  });

  it('does nothing when it mends itself', async () => {
    const { peer, reoffers, kinds } = await talking();
    peer.become('disconnected');
    await vi.advanceTimersByTimeAsync(900);
    peer.become('connected');
    peer.packets += 1;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reoffers).toEqual([]);
    expect(kinds()).toEqual(['answered', 'soundLost', 'soundBack']);
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

describe('the sound of a call', () => {
  /** Packets arrive evenly for so long. */
  async function flows(peer: FakePeer, ms: number, packetsPerSecond = 50): Promise<void> {
    for (let passed = 0; passed < ms; passed += 100) {
      peer.packets += packetsPerSecond / 10;
      peer.consents += passed % 2_500 === 0 ? 1 : 0;
      await vi.advanceTimersByTimeAsync(100);
    }
  }

  it('that a server which stands in does not know is over when nothing is heard either', async () => {
    const { call, peer, answers, last, setAtHome } = await talking();
    await flows(peer, 3_000);
    setAtHome(false);
    answers.push(481);
    call.connectionLost();
    call.connectionBack();
    await flows(peer, 2_000);
    expect(last()).toMatchObject({ kind: 'signalLost' });
    answers.push(481);
    call.connectionLost();
    call.connectionBack();
    await vi.advanceTimersByTimeAsync(1_300);
    expect(last()).toMatchObject({ kind: 'ended', by: 'customer', sipCode: 481 });
  });

  it('is lost when a steady stream and the consent checks stop, and back with the next packets', async () => {
    const { peer, facts, kinds, doubt } = await talking();
    await flows(peer, 5_000);
    const stopped = Date.now();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(kinds()).toEqual(['answered', 'soundLost']);
    expect(Math.abs((facts.at(-1)?.at ?? 0) - stopped)).toBeLessThanOrEqual(1_000);
    expect(doubt).toHaveBeenCalled();
    await flows(peer, 1_000);
    expect(kinds()).toEqual(['answered', 'soundLost', 'soundBack']);
  });

  it('is not lost in the pauses of Opus', async () => {
    const { peer, kinds } = await talking();
    await flows(peer, 2_000);
    // DTX: a packet every 400 ms.
    for (let pause = 0; pause < 20; pause += 1) {
      peer.packets += 1;
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(kinds()).toEqual(['answered']);
  });

  it('gets five seconds where the path provably lives', async () => {
    const { peer, kinds } = await talking();
    await flows(peer, 3_000);
    for (let second = 0; second < 4; second += 1) {
      peer.consents += 1;
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(kinds()).toEqual(['answered']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kinds()).toEqual(['answered', 'soundLost']);
  });

  it('is not missed while somebody holds', async () => {
    const { call, peer, kinds } = await talking();
    await flows(peer, 3_000);
    await call.hold(true);
    await vi.advanceTimersByTimeAsync(60_000);
    await call.hold(false);
    await flows(peer, 2_000);
    call.events.remoteHold(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kinds()).toEqual(['answered', 'held', 'resumed', 'held']);
  });

  it('is looked at again after a reconnection that seemed to have left it whole', async () => {
    const { call, peer, reoffers } = await talking();
    await flows(peer, 3_000);
    call.connectionLost();
    call.connectionBack();
    await vi.advanceTimersByTimeAsync(900);
    expect(reoffers.map(({ iceRestart }) => iceRestart)).toEqual([false, true]);
  });
});
