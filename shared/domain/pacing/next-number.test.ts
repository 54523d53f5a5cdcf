import { describe, expect, it } from 'vitest';
import { ownerInTurn } from './distribute.ts';
import { inOrder, numberAfter } from './next-number.ts';

describe('the numbers of a customer', () => {
  it('are tried from the one that comes first, in a circle, without useless ones', () => {
    expect(inOrder(['a', 'b', 'c'], undefined)).toEqual(['a', 'b', 'c']);
    expect(inOrder(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b']);
    expect(inOrder(['a', 'b', 'c'], 'gone')).toEqual(['a', 'b', 'c']);
    expect(inOrder(['a', 'b', 'c'], 'b', new Set(['c']))).toEqual(['b', 'a']);
  });

  it('follow each other', () => {
    expect(numberAfter(['a', 'b', 'c'], 'a')).toBe('b');
    expect(numberAfter(['a', 'b', 'c'], 'c')).toBe('a');
    expect(numberAfter(['a'], 'a')).toBe('a');
    expect(numberAfter(['a', 'b'], 'a', new Set(['a']))).toBe('b');
    expect(numberAfter(['a'], 'a', new Set(['a']))).toBeUndefined();
    expect(numberAfter([], undefined)).toBeUndefined();
    expect(numberAfter(['a', 'b'], undefined)).toBe('a');
  });
});

describe('owners', () => {
  it('take prospects in turns, or nobody does', () => {
    expect([0, 1, 2, 3].map((position) => ownerInTurn(['x', 'y'], position))).toEqual(['x', 'y', 'x', 'y']);
    expect(ownerInTurn([], 5)).toBeUndefined();
  });
});
