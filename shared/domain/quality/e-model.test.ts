import { describe, expect, it } from 'vitest';
import { codecQuality, mosOf, rating } from './e-model.ts';

describe('the E-model', () => {
  it.each([
    [93.2, 4.41],
    [80, 4.02],
    [70, 3.6],
    [60, 3.1],
    [0, 1],
    [-5, 1],
    [3, 1],
    [100, 4.5],
    [120, 4.5],
  ])('says of R = %f a score of %f', (r, mos) => {
    expect(mosOf(r)).toBeCloseTo(mos, 2);
  });

  it('is at its best without delay and loss', () => {
    expect(rating({ delayMs: 0, lossPct: 0, codec: codecQuality('PCMU') })).toBe(93.2);
  });

  it('falls gently with delay at first, and steeply after 177 ms', () => {
    const at = (delayMs: number) => rating({ delayMs, lossPct: 0, codec: codecQuality('PCMA') });
    expect(at(100)).toBeCloseTo(93.2 - 2.4, 5);
    expect(at(400)).toBeCloseTo(93.2 - 9.6 - 0.11 * 222.7, 5);
    expect(at(0) - at(150)).toBeLessThan(at(250) - at(400));
  });

  it('takes half of the codec’s reserve when the loss equals its robustness', () => {
    expect(rating({ delayMs: 0, lossPct: 25.1, codec: codecQuality('pcmu') })).toBeCloseTo(93.2 - 47.5, 5);
    expect(rating({ delayMs: 0, lossPct: 19, codec: codecQuality('G729') })).toBeCloseTo(93.2 - 11 - 42, 5);
  });

  it('stays on its scale whatever is measured', () => {
    expect(rating({ delayMs: 60_000, lossPct: 100, codec: codecQuality('opus') })).toBe(0);
    expect(codecQuality('a codec of tomorrow')).toEqual(codecQuality('pcmu'));
    expect(codecQuality(undefined)).toEqual(codecQuality('pcma'));
  });
});
