import { describe, expect, it } from 'vitest';
import { encode, untidyCsv } from '../../../scripts/seed/untidy-csv.ts';
import { EncodingDetector } from './encoding.ts';

const text = untidyCsv({ rows: 30, seed: 4 });
const detect = (bytes: Buffer, step = bytes.length) => {
  const detector = new EncodingDetector();
  for (let at = 0; at < bytes.length; at += step) detector.push(bytes.subarray(at, at + step));
  return detector.end();
};
/** Text as bytes of any one-byte encoding that `TextDecoder` can read. */
const bytesOf = (content: string, encoding: string): Buffer => {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from(Array.from(content, (letter) => Math.max(letters.indexOf(letter), 0) || 63));
};

describe('the encoding of a file', () => {
  it.each(['windows-1251', 'koi8-u', 'ibm866'])('%s is told by its letters', (encoding) => {
    expect(detect(bytesOf(text, encoding))).toBe(encoding);
    expect(detect(bytesOf('Имя;Тел\nИванов Иван;89161234567\n', encoding))).toBe(encoding);
  });

  it('western text is not taken for Cyrillic', () => {
    expect(detect(bytesOf('Name;Ort\nMüller;Köln\nRené;Besançon\n', 'windows-1252'))).toBe('windows-1252');
  });

  it('UTF-8 is proven, in pieces of any size and with a damaged byte too', () => {
    for (const step of [1, 7, 4096]) expect(detect(encode(text, 'utf8'), step)).toBe('utf-8');
    expect(detect(Buffer.concat([encode(text, 'utf8'), Buffer.from([0xff])]))).toBe('utf-8');
    expect(detect(Buffer.from('plain;ascii\n1;2\n'))).toBe('utf-8');
    expect(detect(encode(text, 'utf8-bom'))).toBe('utf-8');
  });

  it('letters that come late count as well', () => {
    const late = Buffer.concat([
      Buffer.from('a;b\n'.repeat(100_000)),
      bytesOf('Иванов Иван;Тверь\n', 'windows-1251'),
    ]);
    expect(detect(late, 65_536)).toBe('windows-1251');
  });

  it('UTF-16 is known with its mark and without', () => {
    expect(detect(encode(text, 'utf16'))).toBe('utf-16le');
    expect(detect(Buffer.from(text, 'utf16le'))).toBe('utf-16le');
    expect(detect(Buffer.from(text, 'utf16le').swap16())).toBe('utf-16be');
  });

  it('bytes that are no text are said to be none', () => {
    expect(detect(Buffer.from(Uint8Array.from({ length: 4096 }, (_, i) => (i * 31) % 256)))).toBeUndefined();
    expect(detect(Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]))).toBeUndefined();
  });
});
