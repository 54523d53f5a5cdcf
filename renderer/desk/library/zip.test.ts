import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { zip } from './zip.ts';

it('makes an archive whose sums, names and places are right', async () => {
  const parts = [Uint8Array.of(1, 2), Uint8Array.of(3)];
  const at = new Date(2026, 10, 27, 14, 30);
  const blob = zip([
    { name: 'а.webm', parts, at },
    { name: 'b.webm', parts: [], at },
  ]);
  const bytes = Buffer.from(await blob.arrayBuffer());
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x0605_4b50);
  expect(bytes.readUInt16LE(end + 10)).toBe(2);
  const central = bytes.readUInt32LE(end + 16);
  expect(central + bytes.readUInt32LE(end + 12)).toBe(end);
  expect(bytes.readUInt32LE(central)).toBe(0x0201_4b50);
  expect(bytes.readUInt32LE(central + 16)).toBe(crc32(Buffer.from([1, 2, 3])));
  expect(bytes.readUInt32LE(central + 24)).toBe(3);
  const length = bytes.readUInt16LE(central + 28);
  expect(bytes.subarray(central + 46, central + 46 + length).toString('utf8')).toBe('а.webm');
  const second = bytes.readUInt32LE(central + 46 + length + 42);
  expect(bytes.readUInt32LE(second)).toBe(0x0403_4b50);
  expect(bytes.subarray(30 + length, second)).toEqual(Buffer.from([1, 2, 3]));
});
