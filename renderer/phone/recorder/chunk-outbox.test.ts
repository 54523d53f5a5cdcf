import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure, type FailureCode } from '../../../shared/contract/failure.ts';
import { Outbox } from './chunk-outbox.ts';

/** A core that dies and comes back, and keeps what it has acknowledged. */
function bench(maxBytes = 1_000) {
  const disk: number[] = [];
  const state: { failure: FailureCode | undefined; losesAnswer: boolean } = {
    failure: undefined,
    losesAnswer: false,
  };
  const onFull = vi.fn();
  const onRefused = vi.fn();
  const outbox = new Outbox({ maxBytes, onFull, onRefused });
  const parcel = (seq: number, size = 10) => ({
    size,
    send: async () => {
      if (state.failure) throw new Failure(state.failure);
      if (!disk.includes(seq)) disk.push(seq);
      if (state.losesAnswer) throw new Failure('coreUnreachable');
    },
  });
  return { outbox, disk, state, parcel, onFull, onRefused };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the outbox', () => {
  it('brings everything in order, and tells when', async () => {
    const { outbox, disk, parcel } = bench();
    for (const seq of [0, 1, 2]) outbox.put(parcel(seq));
    expect(disk).toEqual([]);
    outbox.resume();
    expect(await outbox.settled()).toBe(true);
    expect(disk).toEqual([0, 1, 2]);
    expect(outbox.pending).toBe(0);
  });

  it('loses and doubles nothing when the core dies in the middle, also after it has written', async () => {
    const { outbox, disk, state, parcel } = bench();
    outbox.resume();
    outbox.put(parcel(0));
    await outbox.settled();
    state.losesAnswer = true;
    for (const seq of [1, 2, 3]) outbox.put(parcel(seq));
    await vi.advanceTimersByTimeAsync(1);
    state.failure = 'coreUnreachable';
    outbox.pause();
    expect(await outbox.settled()).toBe(false);
    expect(outbox.pending).toBe(3);
    state.failure = undefined;
    state.losesAnswer = false;
    outbox.resume();
    expect(await outbox.settled()).toBe(true);
    expect(disk).toEqual([0, 1, 2, 3]);
  });

  it('asks again by itself, for a disk that was full', async () => {
    const { outbox, disk, state, parcel, onRefused } = bench();
    state.failure = 'diskFull';
    outbox.resume();
    outbox.put(parcel(0));
    await vi.advanceTimersByTimeAsync(10_000);
    state.failure = undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(disk).toEqual([0]);
    expect(onRefused).not.toHaveBeenCalled();
  });

  it('does not stand still at a parcel that the core will never take', async () => {
    const { outbox, disk, parcel, onRefused } = bench();
    outbox.resume();
    outbox.put({ size: 1, send: () => Promise.reject(new Failure('badRequest')) });
    outbox.put({ size: 1, send: () => Promise.reject(new Failure('internal')) });
    outbox.put(parcel(2));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(disk).toEqual([2]);
    expect(onRefused).toHaveBeenCalledTimes(2);
  });

  it('warns once when it is full, keeps what it has, and takes more when there is room', async () => {
    const { outbox, disk, parcel, onFull } = bench(25);
    expect([0, 1, 2, 3].map((seq) => outbox.put(parcel(seq)))).toEqual([true, true, false, false]);
    expect(onFull).toHaveBeenCalledOnce();
    outbox.resume();
    await outbox.settled();
    expect(outbox.put(parcel(4))).toBe(true);
    await outbox.settled();
    expect(disk).toEqual([0, 1, 4]);
  });
});
