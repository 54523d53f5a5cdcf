import { expect, it, vi } from 'vitest';
import { Relay } from './relay.ts';

it('carries each channel under its id, and ends it once', () => {
  const sent: object[] = [];
  const relay = new Relay((message) => sent.push(message));
  const channel = relay.channel('a');
  const heard = vi.fn();
  const closed = vi.fn();
  channel.onMessage(heard);
  channel.onClose(closed);
  channel.send({ x: 1 });
  expect(sent).toEqual([{ type: 'data', id: 'a', data: { x: 1 } }]);
  expect(relay.take({ type: 'data', id: 'a', data: 2 })).toBe(true);
  expect(relay.take({ type: 'data', id: 'b', data: 3 })).toBe(true);
  expect(heard.mock.calls).toEqual([[2]]);
  relay.end();
  relay.end();
  expect(closed).toHaveBeenCalledTimes(1);
  channel.send(4);
  expect(relay.take({ type: 'data', id: 'a', data: 5 })).toBe(true);
  expect(heard).toHaveBeenCalledTimes(1);
});

it('a channel that the core closes is closed here; one that we close is told to the core, once', () => {
  const sent: object[] = [];
  const relay = new Relay((message) => sent.push(message));
  const [theirs, ours] = [relay.channel('t'), relay.channel('o')];
  const closed = vi.fn();
  theirs.onClose(closed);
  relay.take({ type: 'close', id: 't' });
  relay.take({ type: 'close', id: 't' });
  expect(closed).toHaveBeenCalledTimes(1);
  ours.close();
  ours.close();
  expect(sent.filter((message) => 'type' in message && message.type === 'close')).toEqual([
    { type: 'close', id: 'o' },
  ]);
});

it('leaves what is not its own', () => {
  const relay = new Relay(() => {});
  for (const message of [null, 1, 'x', {}, { type: 'ready' }, { type: 'data' }, { type: 'other', id: 'a' }]) {
    expect(relay.take(message)).toBe(false);
  }
});
