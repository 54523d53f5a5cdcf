import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatheringRule, gatheringWatch } from './ice-gathering.ts';
import { answeringConnection, offersHold } from './peer.ts';
import { grantedExpires } from './registration-answer.ts';

const HOST = 'candidate:1 1 udp 2122260223 192.168.1.5 50000 typ host generation 0';
const SRFLX = 'candidate:2 1 udp 1686052607 203.0.113.9 50000 typ srflx raddr 192.168.1.5 rport 50000';
const TCP = 'candidate:3 1 tcp 1518280447 192.168.1.5 9 typ host tcptype active';

describe('gathering candidates', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('takes what can be used', () => {
    expect([HOST, SRFLX, TCP].map(gatheringRule(0))).toEqual([true, true, false]);
    expect([HOST, SRFLX, TCP].map(gatheringRule(1))).toEqual([false, true, false]);
  });

  it('is done shortly after the first usable one, once', () => {
    const enough = vi.fn();
    const watch = gatheringWatch(0, 1_000, enough);
    watch.candidate(TCP);
    vi.advanceTimersByTime(500);
    watch.candidate(HOST);
    watch.candidate(HOST);
    vi.advanceTimersByTime(4);
    expect(enough).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    watch.done();
    vi.advanceTimersByTime(5_000);
    expect(enough).toHaveBeenCalledOnce();
  });

  it('does not wait for a dead STUN server for longer than a second', () => {
    const enough = vi.fn();
    const watch = gatheringWatch(1, 1_000, enough);
    watch.candidate(HOST);
    vi.advanceTimersByTime(999);
    expect(enough).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(enough).toHaveBeenCalledOnce();
  });

  it('is not over without a candidate, which would be the end of the sound at Asterisk', () => {
    const enough = vi.fn();
    const watch = gatheringWatch(1, 1_000, enough);
    watch.candidate(TCP);
    vi.advanceTimersByTime(2_000);
    expect(enough).not.toHaveBeenCalled();
    watch.candidate(HOST);
    vi.advanceTimersByTime(5);
    expect(enough).toHaveBeenCalledOnce();
  });

  it('is over in the end, also where no candidate ever comes', () => {
    const enough = vi.fn();
    gatheringWatch(0, 1_000, enough);
    vi.advanceTimersByTime(5_999);
    expect(enough).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(enough).toHaveBeenCalledOnce();
  });
});

describe('a description', () => {
  const sdp = (session: string, media: string) =>
    `v=0\r\ns=-\r\n${session}m=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n${media}`;

  it.each([
    ['', '', false],
    ['', 'a=sendrecv\r\n', false],
    ['', 'a=recvonly\r\n', false],
    ['', 'a=sendonly\r\n', true],
    ['', 'a=inactive\r\n', true],
    ['a=sendonly\r\n', '', true],
    ['a=sendonly\r\n', 'a=sendrecv\r\n', false],
  ])('with %j and %j offers hold: %s', (session, media, hold) => {
    expect(offersHold(sdp(session, media))).toBe(hold);
  });
});

describe('what a registrar grants', () => {
  it('is the expiry of our contact among others', () => {
    const contacts = [
      '<sip:other@1.2.3.4>;expires=900, <sip:mine@abc.invalid;transport=ws>;expires=45',
      '<sip:third@5.6.7.8>;expires=10',
    ];
    expect(grantedExpires(contacts, 'mine@abc.invalid', '300')).toBe(45);
  });

  it('is the Expires header, or unknown', () => {
    expect(grantedExpires(['<sip:mine@abc.invalid>'], 'mine', '300')).toBe(300);
    expect(grantedExpires([], 'mine', undefined)).toBeUndefined();
    expect(grantedExpires(['<sip:mine@x>;expires=junk'], 'mine', undefined)).toBeUndefined();
  });
});

describe('a connection for a call that rings', () => {
  const made: RTCConfiguration[] = [];
  const set = vi.fn(async () => {});

  beforeEach(() => {
    vi.useFakeTimers();
    made.length = 0;
    vi.stubGlobal(
      'RTCPeerConnection',
      class {
        setLocalDescription = set;
        constructor(configuration: RTCConfiguration) {
          made.push(configuration);
        }
        close() {}
      },
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    set.mockClear();
  });

  it('has no pool of candidates where no server has to be asked, and is answered at once', async () => {
    const connection = answeringConnection([]);
    await connection.setLocalDescription();
    expect(made).toEqual([{ iceServers: [] }]);
  });

  it('is not answered before the pool that asks its servers has seen the network', async () => {
    const connection = answeringConnection([{ urls: 'stun:127.0.0.1:3478' }]);
    expect(made).toMatchObject([{ iceCandidatePoolSize: 1 }]);
    const answered = connection.setLocalDescription({ type: 'answer', sdp: 'v=0' });
    await vi.advanceTimersByTimeAsync(200);
    expect(set).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(50);
    await answered;
    expect(set).toHaveBeenCalledExactlyOnceWith({ type: 'answer', sdp: 'v=0' });
  });

  it('waits for nothing when it has been ringing for a while', async () => {
    const connection = answeringConnection([{ urls: 'stun:127.0.0.1:3478' }]);
    await vi.advanceTimersByTimeAsync(1_000);
    const answered = connection.setLocalDescription();
    await vi.advanceTimersByTimeAsync(0);
    await answered;
    expect(set).toHaveBeenCalledOnce();
  });
});
