import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createGate } from './gate.ts';

const state = () => new Int32Array(new SharedArrayBuffer(8));

it('tells the one who holds the base that somebody wants in, until he has left', () => {
  const gate = createGate(state());
  expect(gate.wanted).toBe(false);
  gate.enter();
  expect(gate.wanted).toBe(true);
  gate.settle(1);
  gate.leave();
  expect(gate.wanted).toBe(false);
  gate.settle(60_000);
});

it('lets a writer wait for the other thread to let go, and no longer', async () => {
  const shared = state();
  const gate = createGate(shared);
  const holder = new Worker(
    `const { parentPort, workerData: state } = require('node:worker_threads');
     Atomics.store(state, 1, 1);
     parentPort.postMessage('held');
     while (Atomics.load(state, 0) === 0);
     Atomics.store(state, 1, 0);
     Atomics.notify(state, 1);`,
    { eval: true, workerData: shared },
  );
  await once(holder, 'message');
  gate.enter();
  expect(Atomics.load(shared, 1)).toBe(0);
  gate.leave();
  await once(holder, 'exit');
});

it('does not wait for ever for one who does not let go', () => {
  const gate = createGate(state());
  gate.hold();
  gate.enter();
  gate.leave();
  expect(gate.wanted).toBe(false);
});
