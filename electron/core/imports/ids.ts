import { randomFillSync } from 'node:crypto';
import { parse, v7 } from 'uuid';
import { MARK_BYTES } from '../../../db/repositories/imports/mark.ts';

const POOL = 16 * 256;

/**
 * UUIDv7 for bulk work: rising within this thread, and with random bytes drawn 256 ids at a time. An import needs six ids
 * a row, and asking the system for each cost 5 % of it.
 *
 * @param importId its end becomes the end of them all, by which the import's operations are known (`mark.ts`)
 */
export function createIds(now: () => number = Date.now, importId?: string): () => string {
  const mark = importId === undefined ? undefined : parse(importId).slice(-MARK_BYTES);
  const pool = new Uint8Array(POOL);
  let used = POOL;
  let msecs = 0;
  let seq = 0;
  return () => {
    if (used === POOL) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool.slice(used, used + 16);
    used += 16;
    // Time and count alone make them unique within this thread.
    if (mark) random.set(mark, 16 - MARK_BYTES);
    const at = now();
    if (at > msecs) {
      msecs = at;
      // A random start below half of the 32 bits leaves room to count.
      seq = new DataView(random.buffer).getUint32(0) >>> 1;
    } else seq++;
    return v7({ msecs, seq, random });
  };
}
