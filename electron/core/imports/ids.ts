import { randomFillSync } from 'node:crypto';
import { MARK_DIGITS } from '../../../db/repositories/imports/mark.ts';

/** Random bytes that are drawn at once. */
const POOL = 16 * 256;

/**
 * UUIDv7 for bulk work: rising within this thread, and made from text and not from bytes: an import needs up to
 * six ids a row, and the package `uuid` with random bytes for each was a tenth of it.
 *
 * @param importId its end becomes the end of them all, by which the import's operations are known (`mark.ts`)
 */
export function createIds(now: () => number = Date.now, importId?: string): () => string {
  const mark = importId?.slice(-MARK_DIGITS);
  const pool = new Uint8Array(POOL);
  let used = POOL;
  let msecs = 0;
  let time = '';
  let seq = 0;
  const draw = (bytes: number): string => {
    if (used + bytes > POOL) {
      randomFillSync(pool);
      used = 0;
    }
    let hex = '';
    for (const end = used + bytes; used < end; used++) hex += HEX[pool[used] as number];
    return hex;
  };
  return () => {
    const at = now();
    if (at > msecs) {
      msecs = at;
      const hex = at.toString(16).padStart(12, '0');
      time = `${hex.slice(0, 8)}-${hex.slice(8)}`;
      // A random start below half of the 32 bits leaves room to count.
      seq = Number.parseInt(draw(4), 16) >>> 1;
    } else seq++;
    // RFC 9562: version and 12 bits of the count, variant and 14, then 6 with two random bits; as the package `uuid` does.
    const [a, b, c] = [0x7000 | (seq >>> 20), 0x8000 | ((seq >>> 6) & 0x3fff), (seq & 0x3f) << 2];
    // Time and count alone make them unique within this thread.
    return `${time}-${a.toString(16)}-${b.toString(16)}-${HEX[c]}${mark ?? draw(5)}`;
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
