import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageSummary } from './message-summary.ts';
import type { SubscribeRequest, SubscriptionEvents } from './stack.ts';
import { Watcher } from './watcher.ts';

function bench() {
  const asked: {
    request: SubscribeRequest;
    events: SubscriptionEvents;
    refresh: () => void;
    stop: () => void;
  }[] = [];
  const colleagues: string[] = [];
  const watcher = new Watcher({
    stack: {
      subscribe(request, events) {
        const one = { request, events, refresh: vi.fn(), stop: vi.fn() };
        asked.push(one);
        return one;
      },
    },
    uri: 'sip:101@pbx.test',
    extensionUri: (extension) => (extension === 'junk' ? undefined : `sip:${extension}@pbx.test`),
    voicemail() {},
    colleague: ({ extension, state }) => colleagues.push(`${extension} ${state}`),
    note() {},
  });
  return { watcher, asked, colleagues };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('watching', () => {
  it('begins when there is a connection, a few at a time', () => {
    const { watcher, asked } = bench();
    watcher.watch({
      mailbox: true,
      extensions: Array.from({ length: 40 }, (_, index) => String(200 + index)),
    });
    expect(asked).toHaveLength(0);
    watcher.connected();
    expect(asked).toHaveLength(10);
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(41);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks only for what is new, and lets go what is not wanted any more', () => {
    const { watcher, asked } = bench();
    watcher.connected();
    watcher.watch({ mailbox: false, extensions: ['102', '103', 'junk'] });
    watcher.watch({ mailbox: false, extensions: ['103', '104'] });
    expect(asked.map(({ request }) => request.uri)).toEqual([
      'sip:102@pbx.test',
      'sip:103@pbx.test',
      'sip:104@pbx.test',
    ]);
    expect(asked[0]?.stop).toHaveBeenCalledOnce();
    expect(asked[1]?.stop).not.toHaveBeenCalled();
  });

  it('renews in the same dialog after a reconnection', () => {
    const { watcher, asked } = bench();
    watcher.connected();
    watcher.watch({ mailbox: true, extensions: [] });
    watcher.lost();
    watcher.connected();
    expect(asked).toHaveLength(1);
    expect(asked[0]?.refresh).toHaveBeenCalledOnce();
  });

  it('asks a PBX that refuses ever more seldom', () => {
    const { watcher, asked } = bench();
    watcher.connected();
    watcher.watch({ mailbox: false, extensions: ['102'] });
    let refused = 0;
    for (let second = 0; second < 3_600; second += 1) {
      if (asked.length > refused) asked[refused++]?.events.ended();
      vi.advanceTimersByTime(1_000);
    }
    expect(asked.length).toBeLessThan(15);
    expect(asked.length).toBeGreaterThan(4);
  });

  it('leaves nothing behind', () => {
    const { watcher, asked, colleagues } = bench();
    watcher.connected();
    watcher.watch({ mailbox: true, extensions: ['102'] });
    asked.at(-1)?.events.ended();
    watcher.stop();
    vi.advanceTimersByTime(3_600_000);
    expect(asked).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
    expect(colleagues).toEqual(['102 unknown']);
  });
});

describe('the light of the mailbox', () => {
  it.each([
    [
      'Messages-Waiting: yes\r\nMessage-Account: sip:a@b\r\nVoice-Message: 2/8 (0/2)\r\n',
      { fresh: 2, old: 8 },
    ],
    ['messages-waiting: NO\r\nvoice-message:0/0', { fresh: 0, old: 0 }],
    ['Messages-Waiting: yes', { fresh: 1, old: 0 }],
    ['Messages-Waiting: no', { fresh: 0, old: 0 }],
    ['', undefined],
    ['Voice-Message: many/8', undefined],
    ['Voice-Message: 99999999999/1', undefined],
  ])('%j', (body, expected) => {
    expect(messageSummary(body)).toEqual(expected);
  });
});
