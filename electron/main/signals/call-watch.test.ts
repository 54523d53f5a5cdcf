import { expect, it, vi } from 'vitest';
import { watchCalls } from './call-watch.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

function core(answers: Record<string, unknown>) {
  const listeners = new Map<string, (payload: never) => void>();
  let connection: (state: 'connected' | 'lost') => void = () => {};
  const wire = {
    request: async (name: string) => {
      if (answers[name] instanceof Error) throw answers[name];
      return answers[name];
    },
    on: (name: string, listener: (payload: never) => void) => {
      listeners.set(name, listener);
      return () => {};
    },
    onConnection: (listener: typeof connection) => {
      connection = listener;
      return () => {};
    },
  };
  return {
    wire: wire as never,
    tell: (name: string, payload: unknown) => listeners.get(name)?.(payload as never),
    connect: (state: 'connected' | 'lost') => connection(state),
  };
}

const call = { call: { id: 'a', state: 'ringing', direction: 'inbound' } };

it('reads all at each connection, follows the events, and forgets the calls when the core is away', async () => {
  const bench = core({
    'system.info': { settings: { language: 'uk' } },
    'session.state': { who: { id: 'p', name: 'P' }, locked: false },
    'calls.live': [call],
    'phone.state': { registration: { state: 'registered' } },
  });
  const seen = vi.fn();
  const due = vi.fn();
  const late = vi.fn();
  const watch = watchCalls(bench.wire, log, seen, due, late);
  bench.connect('connected');
  await vi.waitFor(() => expect(watch.now.calls.size).toBe(1));
  expect(watch.now).toMatchObject({ registered: true, settings: { language: 'uk' } });
  bench.tell('calls.changed', { call: { ...call.call, id: 'b' } });
  expect(watch.now.calls.size).toBe(2);
  bench.tell('phone.changed', {});
  expect(watch.now.registered).toBe(false);
  bench.tell('tasks.due', { title: 'x' });
  expect(due).toHaveBeenCalledOnce();
  bench.tell('missed.late', { count: 1 });
  expect(late).toHaveBeenCalledOnce();
  bench.connect('lost');
  expect(watch.now.calls.size).toBe(0);
  expect(watch.now.settings).toBeDefined();
  bench.connect('connected');
  await vi.waitFor(() => expect(watch.now.calls.size).toBe(1));
});

it('a core that refuses is a line in the log', async () => {
  const bench = core({ 'system.info': new Error('no') });
  watchCalls(bench.wire, log, vi.fn(), vi.fn(), vi.fn());
  bench.connect('connected');
  await vi.waitFor(() => expect(log.warn).toHaveBeenCalled());
});
