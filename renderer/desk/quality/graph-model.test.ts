import { describe, expect, it } from 'vitest';
import type { QualitySample } from '../../../shared/contract/quality.ts';
import { linePath, loudness, pointsOf, rowsOf } from './graph-model.ts';

const FROM = 1_000_000;
const second = (n: number, change: Partial<QualitySample> = {}): QualitySample => ({
  at: FROM + n * 1000,
  lossPct: 0,
  jitterMs: 3,
  levelIn: 0.1,
  levelOut: 0.1,
  mos: 4.4,
  ...change,
});
const talk = (count: number) => Array.from({ length: count }, (_, n) => second(n + 1));

describe('the graph of a talk', () => {
  it('has a point for each second of a short talk', () => {
    expect(pointsOf(talk(60), FROM).map(({ offset }) => offset)).toEqual(
      Array.from({ length: 60 }, (_, n) => (n + 1) * 1000),
    );
  });

  it('keeps the worst second of a long talk', () => {
    const hour = talk(3600);
    hour[1800] = second(1801, { mos: 1.4, lossPct: 60, lossOutPct: 12 });
    const points = pointsOf(hour, FROM);
    expect(points.length).toBeLessThanOrEqual(301);
    expect(Math.min(...points.map(({ mos }) => mos))).toBe(1.4);
    expect(points.find(({ lossPct }) => lossPct === 60)?.lossOutPct).toBe(12);
  });

  it('shows a hold as a gap and not as a slope', () => {
    const points = pointsOf([...talk(5), second(60), second(61)], FROM);
    expect(points.map(({ gap }) => gap)).toEqual([false, false, false, false, false, true, false]);
    expect(
      linePath(
        points.slice(4),
        ({ offset }) => offset / 1000,
        () => 1,
      ),
    ).toBe('M5 1M60 1L61 1');
  });

  it('has rows of ten seconds, and never more than can be read', () => {
    expect(rowsOf(talk(65), FROM).map(({ offset }) => offset / 1000)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(rowsOf(talk(7200), FROM).length).toBeLessThanOrEqual(61);
    expect(rowsOf([], FROM)).toEqual([]);
  });

  it('draws levels as ears hear them', () => {
    expect(loudness(0)).toBe(0);
    expect(loudness(0.3)).toBe(1);
    expect(loudness(1)).toBe(1);
    expect(loudness(0.03)).toBeCloseTo(0.6, 5);
  });
});
