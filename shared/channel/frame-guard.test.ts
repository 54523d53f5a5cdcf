import { encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import { isDecodable } from './frame-guard.ts';

const deep = (depth: number): unknown => (depth === 0 ? 'x' : [{ a: deep(depth - 2) }]);

describe('isDecodable', () => {
  it.each([
    [null],
    [[]],
    [{}],
    [-1.5],
    [2 ** 40],
    ['x'.repeat(70_000)],
    [new Uint8Array(70_000)],
    [new Date(0)],
    [Array.from({ length: 70_000 }, (_, index) => index - 35_000)],
    [Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, { index }]))],
    [{ t: 'q', m: 'ask', a: ['contacts.list', { offset: 0, limit: 50 }], i: 'abc' }],
    [deep(30)],
  ])('takes what is whole: %#', (value) => expect(isDecodable(encode(value))).toBe(true));

  it('takes no more depth than a message can have', () => {
    expect(isDecodable(encode(deep(34)))).toBe(false);
    expect(isDecodable(new Uint8Array(4_000_000).fill(0x91))).toBe(false);
  });

  it('takes no claim that the bytes do not hold', () => {
    for (const bytes of [
      [],
      [0xdd, 0, 0x0f, 0x42, 0x40],
      [0xdf, 0xff, 0xff, 0xff, 0xff, 0xa1, 0x74],
      [0xdb, 0xff, 0xff, 0xff, 0xff, 0x41],
      [0x93, 1, 2],
      [0xcd, 1],
      [0xdc, 1],
      [0xc6, 0, 0],
    ])
      expect(isDecodable(Uint8Array.from(bytes)), String(bytes)).toBe(false);
  });
});
