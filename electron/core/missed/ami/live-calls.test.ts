import { describe, expect, it } from 'vitest';
import { createLivePbxCalls } from './live-calls.ts';

let clock = 0;
const follow = (incoming: string[] = [], most?: number) =>
  createLivePbxCalls({ incoming, now: () => clock, ...(most ? { most } : {}) });

type Calls = ReturnType<typeof follow>;

/** An event of the caller's channel `7.1` at this second; `more` may make it another's. */
function tell(calls: Calls, at: number, event: string, more: Record<string, string> = {}) {
  clock = at * 1_000;
  const usual = { Linkedid: '7.1', Uniqueid: '7.1', Channel: 'PJSIP/trunk-1', CallerIDNum: '+79161112233' };
  return calls.take(new Map(Object.entries({ Event: event, ...usual, ...more })));
}
const comesIn = (calls: Calls, more: Record<string, string> = {}) =>
  tell(calls, 10, 'Newchannel', { Context: 'from-trunk', Exten: '5101', ...more });
const report = { ref: 'ami:7.1', source: 'ami', at: 10_000, line: '5101' };
const CALLER = { number: '+79161112233', anonymous: false };

describe('a call of the PBX reached nobody', () => {
  it('when its caller left the queue', () => {
    const calls = follow();
    comesIn(calls);
    tell(calls, 10, 'Newstate', { ChannelState: '6' });
    tell(calls, 11, 'QueueCallerJoin', { Queue: 'sales' });
    tell(calls, 30, 'QueueCallerAbandon', { Queue: 'sales', HoldTime: '19' });
    expect(tell(calls, 30, 'Hangup', { Cause: '0' })).toEqual({
      kind: 'missed',
      caller: CALLER,
      report: { ...report, line: 'sales', endedAt: 30_000, cause: 'leftQueue' },
    });
    expect(calls.size()).toBe(0);
  });

  it.each([
    ['0', 'unanswered'],
    ['16', 'unanswered'],
    ['17', 'busy'],
    ['21', 'turnedAway'],
    ['3', 'failed'],
  ])('when it only rang; cause %s: %s', (q850, cause) => {
    const calls = follow();
    comesIn(calls);
    tell(calls, 10, 'DialBegin', { DialString: '101' });
    expect(tell(calls, 25, 'Hangup', { Cause: q850 })).toMatchObject({ report: { ...report, cause } });
  });

  it('when a mailbox took it in the end, or no phone was there', () => {
    const rang = follow();
    comesIn(rang);
    tell(rang, 10, 'DialBegin', { DialString: '101' });
    tell(rang, 30, 'Newstate', { ChannelState: '6' });
    expect(tell(rang, 40, 'Hangup', { Cause: '16' })).toMatchObject({ kind: 'missed' });
    const gone = follow();
    comesIn(gone);
    tell(gone, 11, 'Newstate', { ChannelState: '6' });
    expect(tell(gone, 20, 'Hangup', { Cause: '3' })).toMatchObject({ report: { cause: 'failed' } });
  });

  it('when it left a queue in which it was before we listened', () => {
    const calls = follow();
    tell(calls, 60, 'QueueCallerAbandon', { Queue: 'sales', HoldTime: '45' });
    expect(tell(calls, 60, 'Hangup')).toMatchObject({
      report: { at: 15_000, endedAt: 60_000, line: 'sales' },
    });
  });

  it('also when the number was withheld', () => {
    const calls = follow();
    comesIn(calls, { CallerIDNum: '<unknown>' });
    expect(tell(calls, 20, 'Hangup', { Cause: '17', CallerIDNum: '<unknown>' })).toMatchObject({
      caller: { number: '', anonymous: true },
    });
  });
});

describe('nothing was missed', () => {
  it('when a machine of the exchange was enough, or a colleague called', () => {
    const machine = follow();
    comesIn(machine);
    tell(machine, 10, 'Newstate', { ChannelState: '6' });
    expect(tell(machine, 20, 'Hangup', { Cause: '16' })).toBeUndefined();
    const inside = follow();
    comesIn(inside, { CallerIDNum: '102' });
    tell(inside, 10, 'DialBegin', { DialString: '101' });
    expect(tell(inside, 20, 'Hangup', { Cause: '17' })).toBeUndefined();
  });

  it('when it began before we listened: nobody knows how it went', () => {
    expect(tell(follow(), 20, 'Hangup', { Cause: '16' })).toBeUndefined();
  });

  it('outside the contexts that are named', () => {
    const calls = follow(['from-trunk']);
    comesIn(calls, { Context: 'from-internal' });
    expect(tell(calls, 20, 'Hangup', { Cause: '17' })).toBeUndefined();
    comesIn(calls, { CallerIDNum: '101' });
    expect(tell(calls, 20, 'Hangup', { Cause: '17' })).toMatchObject({ kind: 'missed' });
  });
});

describe('a talk', () => {
  const joins = (calls: Calls, at: number, count: string, technology = 'simple_bridge') =>
    tell(calls, at, 'BridgeEnter', { BridgeNumChannels: count, BridgeTechnology: technology });

  it('begins when two are in a bridge, is told once, and is no missed call', () => {
    const calls = follow();
    comesIn(calls);
    tell(calls, 11, 'QueueCallerJoin', { Queue: 'sales' });
    expect(joins(calls, 15, '1')).toBeUndefined();
    expect(joins(calls, 16, '2')).toEqual({ kind: 'talk', caller: CALLER, at: 16_000 });
    expect(joins(calls, 17, '3')).toBeUndefined();
    expect(tell(calls, 20, 'Hangup', { Cause: '16' })).toBeUndefined();
  });

  it('is none with the music of a parking place', () => {
    const calls = follow();
    comesIn(calls);
    tell(calls, 11, 'DialBegin', { DialString: '101' });
    expect(joins(calls, 16, '2', 'holding_bridge')).toBeUndefined();
    expect(tell(calls, 20, 'Hangup', { Cause: '16' })).toMatchObject({ kind: 'missed' });
  });

  it.each(['+79161112233@trunk', 'trunk/+79161112233', '+79161112233'])(
    'with whom somebody inside has called: %s',
    (dialled) => {
      const calls = follow();
      comesIn(calls, { CallerIDNum: '101' });
      tell(calls, 11, 'DialBegin', { DialString: dialled });
      expect(joins(calls, 16, '2')).toEqual({ kind: 'talk', caller: CALLER, at: 16_000 });
    },
  );

  it('between colleagues is nobody’s', () => {
    const calls = follow();
    comesIn(calls, { CallerIDNum: '101' });
    tell(calls, 11, 'DialBegin', { DialString: '102' });
    expect(joins(calls, 16, '2')).toBeUndefined();
  });
});

it('calls that never end take no more room than so many', () => {
  const calls = follow([], 10);
  for (let n = 0; n < 1_000; n += 1) comesIn(calls, { Linkedid: `1.${n}`, Uniqueid: `1.${n}` });
  expect(calls.size()).toBe(10);
});
