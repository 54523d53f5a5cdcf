import { describe, expect, it } from 'vitest';
import { nextDaily } from './daily.ts';

const KYIV = 'Europe/Kyiv';
const at = (iso: string) => Date.parse(iso);

describe('each day at a time', () => {
  it.each([
    ['2026-11-27T00:30Z', '2026-11-27T01:00Z'],
    ['2026-11-27T01:00Z', '2026-11-28T01:00Z'],
    ['2026-11-27T22:30Z', '2026-11-28T01:00Z'],
  ])('after %s it is %s', (after, next) => {
    expect(nextDaily(at(after), 180, KYIV)).toBe(at(next));
  });

  it('where the clocks leave the time out, an hour later, and once where they show it twice', () => {
    expect(nextDaily(at('2026-03-28T12:00Z'), 210, KYIV)).toBe(at('2026-03-29T01:30Z'));
    expect(nextDaily(at('2026-10-25T00:30Z'), 210, KYIV)).toBe(at('2026-10-26T01:30Z'));
  });
});
