import { describe, expect, it } from 'vitest';
import { thin } from './thin.ts';

const samples = (count: number, bad: readonly number[] = []) =>
  Array.from({ length: count }, (_, at) => ({
    at,
    lossPct: 0,
    jitterMs: 0,
    levelIn: 0,
    levelOut: 0,
    mos: bad.includes(at) ? 1 : 4,
  }));

describe('a very long call', () => {
  it('is kept as it is up to the bound', () => expect(thin(samples(100), 100)).toEqual(samples(100)));

  it('keeps its newest half whole, its older one at half the detail, and every bad second', () => {
    const kept = thin(samples(101, [0, 7, 20]), 100);
    expect(kept.length).toBeLessThan(100);
    expect(kept.slice(-50).map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, i) => 51 + i));
    expect(kept.filter(({ mos }) => mos === 1).map(({ at }) => at)).toEqual([0, 7, 20]);
    const times = kept.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('never grows over the bound, however long it goes on', () => {
    let kept = samples(0);
    for (let at = 0; at < 1000; at += 1) {
      kept = thin([...kept, ...samples(at + 1).slice(-1)], 100);
      expect(kept.length).toBeLessThanOrEqual(100);
    }
    expect(kept.at(-1)?.at).toBe(999);
  });
});
