import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boardAfter, EMPTY_BOARD, type KnownBoard } from '../../../shared/domain/board/board.ts';
import { boardQueues, boardRows } from '../../../shared/domain/board/rows.ts';
import { amiEvent } from '../missed/ami/fake-asterisk.ts';
import { createAmiReader } from '../missed/ami/lines.ts';
import { QUEUE_EVENTS } from '../missed/ami/queue-events.ts';
import { createQueueSource, extensionOf } from './queue-source.ts';

const NOW = 1_795_780_368_000;
const NO_LIMITS = { talkSeconds: 0, holdSeconds: 0, wrapUpSeconds: 0, breakSeconds: 0 };
let known: KnownBoard;
let asked: string[];
let source: ReturnType<typeof createQueueSource>;
let hear: (text: string) => void;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  known = EMPTY_BOARD;
  asked = [];
  source = createQueueSource({
    tell: (news) => {
      known = boardAfter(known, news);
    },
    now: Date.now,
  });
  // As it comes over the wire, and only what the connection lets through.
  const reader = createAmiReader({
    events: QUEUE_EVENTS,
    onBanner: () => {},
    onMessage: (event) => source.watcher.event(event),
  });
  reader.take('Asterisk Call Manager/11.0.0\r\n');
  hear = (text) => reader.take(text);
  source.watcher.opened({ ask: (action) => asked.push(action) });
});
afterEach(() => {
  source.stop();
  vi.useRealTimers();
});

const people = () => boardRows(known, NO_LIMITS);
const queues = () => boardQueues(known, people());
const IRINA = { Queue: 'sales', MemberName: 'Irina', Interface: 'PJSIP/101', StateInterface: 'PJSIP/101' };
const status = (some: Record<string, string> = {}) =>
  amiEvent('QueueMemberStatus', {
    ...IRINA,
    Status: '1',
    Paused: '0',
    InCall: '0',
    LastCall: '0',
    Wrapuptime: '0',
    ...some,
  });
/** What Asterisk answers to `QueueStatus`. */
const listed = (some: Record<string, string> = {}) => {
  const { MemberName: Name, Interface: Location, ...rest } = IRINA;
  const member = {
    ...rest,
    Name,
    Location,
    Status: '1',
    Paused: '0',
    InCall: '0',
    LastCall: '0',
    Wrapuptime: '0',
    ...some,
  };
  return amiEvent('QueueParams', { Queue: 'sales', Calls: '0' }) + amiEvent('QueueMember', member);
};
const DONE = amiEvent('QueueStatusComplete', {});

describe('the queues of an Asterisk', () => {
  it('are asked once, and again now and then', () => {
    expect(asked).toEqual(['QueueStatus']);
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual(['QueueStatus', 'QueueStatus']);
  });

  it('say who is there, and since when as far as they know', () => {
    hear(listed({ LastCall: String(NOW / 1000 - 90) }) + DONE);
    expect(people()).toEqual([
      {
        id: 'ext:101',
        extension: '101',
        name: 'Irina',
        state: 'free',
        since: NOW - 90_000,
        queues: ['sales'],
      },
    ]);
    hear(
      amiEvent('QueueMember', {
        Queue: 'new',
        Location: 'PJSIP/102',
        Name: 'PJSIP/102',
        Status: '2',
        InCall: '1',
      }),
    );
    expect(people()[1]).toMatchObject({ id: 'ext:102', state: 'talking' });
    // It talks since before we looked.
    expect(people()[1]?.since).toBeUndefined();
  });

  it('follow a call from its wait to its wrap-up, which ends without a word', () => {
    hear(listed() + DONE);
    hear(amiEvent('QueueCallerJoin', { Queue: 'sales', Uniqueid: '7.1', CallerIDNum: '+79161112233' }));
    expect(queues()).toEqual([{ name: 'sales', waiting: 1, since: NOW, free: 1, members: 1 }]);
    vi.advanceTimersByTime(5_000);
    hear(amiEvent('AgentCalled', { ...IRINA, CallerIDNum: '+79161112233' }) + status({ Status: '6' }));
    expect(people()).toMatchObject([{ state: 'ringing', since: NOW + 5_000, with: '+79161112233' }]);
    vi.advanceTimersByTime(3_000);
    hear(
      amiEvent('QueueCallerLeave', { Queue: 'sales', Uniqueid: '7.1' }) +
        amiEvent('AgentConnect', { ...IRINA, CallerIDNum: '+79161112233' }) +
        status({ Status: '2', InCall: '1' }),
    );
    expect(people()).toMatchObject([{ state: 'talking', since: NOW + 8_000, with: '+79161112233' }]);
    expect(queues()).toEqual([{ name: 'sales', waiting: 0, free: 0, members: 1 }]);
    vi.advanceTimersByTime(60_000);
    const over = { LastCall: String(NOW / 1000 + 68), Wrapuptime: '30' };
    hear(amiEvent('AgentComplete', IRINA) + status(over));
    expect(people()).toMatchObject([{ state: 'wrapUp', since: NOW + 68_000 }]);
    expect(people()[0]?.with).toBeUndefined();
    vi.advanceTimersByTime(30_001);
    expect(people()).toMatchObject([{ state: 'free' }]);
  });

  it('say why somebody is paused, and not while the talk of before goes on', () => {
    hear(status({ Status: '2', InCall: '1' }));
    hear(
      amiEvent('QueueMemberPause', {
        ...IRINA,
        Status: '2',
        InCall: '1',
        Paused: '1',
        PausedReason: 'Lunch',
      }),
    );
    expect(people()).toMatchObject([{ state: 'talking' }]);
    const paused = { Paused: '1', PausedReason: 'Lunch', LastPause: String(NOW / 1000 - 5) };
    hear(status(paused));
    expect(people()).toMatchObject([{ state: 'break', reason: 'Lunch', since: NOW - 5_000 }]);
    // Paused in one queue of two: the other sends calls.
    hear(status({ Queue: 'support' }));
    expect(people()).toMatchObject([{ state: 'free', queues: ['sales', 'support'] }]);
  });

  it('are right again after the next answer, whatever was not heard', () => {
    hear(listed() + amiEvent('QueueEntry', { Queue: 'sales', Uniqueid: '7.1', Wait: '40' }) + DONE);
    expect(queues()).toMatchObject([{ waiting: 1, since: NOW - 40_000 }]);
    hear(status({ Queue: 'support' }));
    vi.advanceTimersByTime(60_000);
    hear(listed() + DONE);
    expect(queues()).toEqual([{ name: 'sales', waiting: 0, free: 1, members: 1 }]);
    vi.advanceTimersByTime(60_000);
    hear(DONE);
    expect([people(), queues()]).toEqual([[], []]);
  });

  it('forget everything with the connection, and say how it stands', () => {
    hear(listed() + DONE);
    expect(source.state()).toBe('heard');
    source.watcher.gone(false);
    expect([people(), queues(), source.state()]).toEqual([[], [], 'lost']);
    source.watcher.gone(true);
    expect(source.state()).toBe('off');
    vi.advanceTimersByTime(120_000);
    expect(asked).toHaveLength(1);
  });

  it('keep a bound in a storm of strange members', () => {
    for (let n = 0; n < 5_100; n += 1)
      hear(amiEvent('QueueMemberStatus', { Queue: 'q', Interface: `Local/${n}@x`, Status: '1' }));
    expect(known.told.queues.people.size).toBe(5_000);
  });
});

it.each([
  ['PJSIP/101', '101'],
  ['SIP/1004', '1004'],
  ['Local/205@from-queue/n', '205'],
  ['PJSIP/trunk-7', undefined],
  ['Local/s@mobile-of-irina', undefined],
  ['PJSIP/79161112233', undefined],
  ['', undefined],
])('the extension of %s is %s', (channel, extension) => {
  expect(extensionOf(channel)).toBe(extension);
});
