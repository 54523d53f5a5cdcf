import { isUtf8 } from 'node:buffer';
import { EncodingDetector } from '../imports/encoding.ts';

/**
 * Text of a property's bytes. A named character set is believed when there is such a one; otherwise UTF-8 is proven by its
 * form, and what is none (cards that were saved by old programs) is told by its letters.
 */
export function decodeText(bytes: Buffer, charset?: string): string {
  if (charset) {
    try {
      return new TextDecoder(charset.trim()).decode(bytes);
    } catch {
      // A set that nobody knows: as if none had been named.
    }
  }
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const detector = new EncodingDetector();
  detector.push(bytes);
  const encoding = detector.end() ?? 'windows-1252';
  return new TextDecoder(encoding === 'utf-8' ? 'windows-1251' : encoding).decode(bytes);
}

/** Bytes of a quoted-printable value; what is no pair of digits stands for itself. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const decoded = Buffer.alloc(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const code = byte === 0x3d ? Number.parseInt(pair(bytes, i + 1), 16) : Number.NaN;
    if (Number.isNaN(code)) decoded[length++] = byte;
    else {
      decoded[length++] = code;
      i += 2;
    }
  }
  return decoded.subarray(0, length);
}

function pair(bytes: Buffer, at: number): string {
  const digits = bytes.toString('latin1', at, at + 2);
  return /^[0-9a-f]{2}$/i.test(digits) ? digits : '';
}

/** `2.1` escapes the signs that part values and nothing else: a line break in it is quoted-printable. */
export const unescapeText = (text: string, old = false): string =>
  text.replace(/\\([\s\S])/g, (pairOf, sign: string) =>
    /[nN]/.test(sign) ? (old ? pairOf : '\n') : /[\\,;:]/.test(sign) ? sign : pairOf,
  );

export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\,;]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** Parts at each `sign` that is not escaped; the parts stay escaped. */
export function splitEscaped(text: string, sign: ',' | ';'): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === sign) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
