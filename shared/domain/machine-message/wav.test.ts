import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeWav, MAX_MESSAGE_BYTES, MAX_MESSAGE_MS, MESSAGE_RATE, wavDuration } from './wav.ts';

it('writes what it can read, as long as the sound was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), (length) => {
      const bytes = encodeWav(Float32Array.from({ length }, (_, index) => Math.sin(index)));
      expect(wavDuration(bytes)).toBe(Math.round((length / MESSAGE_RATE) * 1000));
    }),
  );
});

it('cuts what is too loud instead of turning it over', () => {
  const bytes = encodeWav(Float32Array.of(2, -2, 0));
  const view = new DataView(bytes.buffer);
  expect([44, 46, 48].map((at) => view.getInt16(at, true))).toEqual([32767, -32767, 0]);
});

it('takes nothing that is not whole, whatever byte was lost', () => {
  const bytes = encodeWav(new Float32Array(800));
  for (let length = 0; length < bytes.length; length += 37)
    expect(wavDuration(bytes.subarray(0, length)), `${length} bytes`).toBeUndefined();
  for (const at of [0, 9, 20, 22, 25, 34, 37, 41]) {
    const other = bytes.slice();
    other[at] = 99;
    expect(wavDuration(other), `byte ${at}`).toBeUndefined();
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (junk) => wavDuration(junk) === undefined));
});

it('is limited to what any machine would hear', () => {
  const longest = encodeWav(new Float32Array((MAX_MESSAGE_MS / 1000) * MESSAGE_RATE));
  expect(longest).toHaveLength(MAX_MESSAGE_BYTES);
  expect(wavDuration(longest)).toBe(MAX_MESSAGE_MS);
  expect(wavDuration(encodeWav(new Float32Array(longest.length)))).toBeUndefined();
});
