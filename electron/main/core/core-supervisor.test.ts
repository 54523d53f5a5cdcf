import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { channelPair } from '../../../shared/channel/channel.ts';
import type { CoreHost, CoreHostEvents } from './core-host.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import { crashCounter, HEALTHY_MS, restartDelay } from './restart-delay.ts';

const log = { info() {}, warn() {}, error() {} };
const port = () => ({ close: vi.fn() }) as never;

function bench() {
  const hosts: Array<
    CoreHost & { events: CoreHostEvents; sent: object[]; killed: string[]; given: string[] }
  > = [];
  const core = new CoreSupervisor({
    log,
    greeting: () => ({ type: 'start' }),
    start(events) {
      const sent: object[] = [];
      const killed: string[] = [];
      const given: string[] = [];
      const host = {
        pid: 1000 + hosts.length,
        send: (message: object) => void sent.push(message),
        connect: (id: string) => void given.push(id),
        open: () => channelPair()[0],
        kill: (signal: string) => void killed.push(signal),
      };
      hosts.push({ ...host, events, sent, killed, given });
      return host;
    },
  });
  const states: string[] = [];
  core.onState((state) => states.push(state.name));
  const last = () => hosts.at(-1) as (typeof hosts)[number];
  const die = () => last().events.onExit(null, '');
  const ready = () => last().events.onMessage({ type: 'ready' });
  return { core, hosts, states, last, die, ready };
}

describe('the keeper of the core', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('greets first, introduces when it is ready, each with its own id', async () => {
    const { core, last, ready } = bench();
    const waited = core.whenReady();
    core.start();
    expect(last().sent).toEqual([{ type: 'start' }]);
    const early = { close: vi.fn() };
    core.introduce('desk', early as never);
    expect(early.close).toHaveBeenCalled();
    expect(() => core.open('shell')).toThrow();
    ready();
    await waited;
    core.introduce('desk', port());
    core.introduce('desk', port());
    expect(new Set(last().given).size).toBe(2);
    core.open('shell').close();
  });

  it('starts it again, the first time within a second, then slower', () => {
    const { core, hosts, states, die, ready } = bench();
    core.start();
    for (const delay of [100, 250, 500, 1000, 2000, 5000, 5000]) {
      ready();
      const before = hosts.length;
      die();
      vi.advanceTimersByTime(delay - 1);
      expect(hosts.length).toBe(before);
      vi.advanceTimersByTime(1);
      expect(hosts.length).toBe(before + 1);
    }
    expect(states.slice(0, 4)).toEqual(['starting', 'ready', 'down', 'starting']);
  });

  it('after a minute of health the first crash is a first one again', () => {
    const { core, hosts, die, ready } = bench();
    core.start();
    for (let i = 0; i < 5; i++) {
      ready();
      die();
      vi.advanceTimersByTime(5000);
    }
    ready();
    vi.advanceTimersByTime(HEALTHY_MS);
    die();
    const before = hosts.length;
    vi.advanceTimersByTime(100);
    expect(hosts.length).toBe(before + 1);
  });

  it('one that says why it will not start is left alone until it is asked for', () => {
    const { core, hosts, last, die, ready } = bench();
    core.start();
    last().events.onMessage({ type: 'failed', code: 'databaseNewer', params: {} });
    die();
    vi.advanceTimersByTime(60_000);
    expect(hosts).toHaveLength(1);
    expect(core.state).toEqual({ name: 'failed', code: 'databaseNewer', params: {} });
    core.start();
    ready();
    expect(core.state.name).toBe('ready');
  });

  it('asked for again, a refused one that hangs is done away with first', () => {
    const { core, hosts, last } = bench();
    core.start();
    const first = last();
    first.events.onMessage({ type: 'failed', code: 'diskFull', params: {} });
    core.start();
    expect(first.killed).toContain('SIGKILL');
    expect(hosts).toHaveLength(2);
    // Its end, when it comes, is not the end of the new one.
    first.events.onExit(null, '');
    expect(core.state.name).toBe('starting');
  });

  it('gives up after six deaths before ready', () => {
    const { core, hosts, die } = bench();
    core.start();
    for (let i = 0; i < 6; i++) {
      die();
      vi.advanceTimersByTime(5000);
    }
    expect(hosts).toHaveLength(6);
    expect(core.state).toMatchObject({ name: 'failed', code: 'internal' });
  });

  it('stops: asks, waits for the end, and does not start it again', async () => {
    const { core, hosts, last, die, ready } = bench();
    core.start();
    ready();
    const stopped = core.stop();
    expect(last().sent.at(-1)).toEqual({ type: 'stop' });
    die();
    await stopped;
    vi.advanceTimersByTime(60_000);
    expect(hosts).toHaveLength(1);
  });

  it('one that does not stop is stopped', async () => {
    const { core, last, ready } = bench();
    core.start();
    ready();
    const stopped = core.stop();
    vi.advanceTimersByTime(10_000);
    await stopped;
    expect(last().killed).toEqual(['SIGKILL']);
  });

  it('takes no message that it does not know for an event', () => {
    const { core, last } = bench();
    core.start();
    for (const message of [null, 1, 'ready', {}, { type: 'constructor' }]) last().events.onMessage(message);
    expect(core.state.name).toBe('starting');
  });
});

it('delays are bounded whatever is asked', () => {
  expect([0, 1, 3, 99].map(restartDelay)).toEqual([100, 100, 500, 5000]);
  let now = 0;
  const counter = crashCounter(() => now);
  expect(counter.crashed().crashes).toBe(1);
  now = 10;
  expect(counter.crashed().crashes).toBe(2);
});
