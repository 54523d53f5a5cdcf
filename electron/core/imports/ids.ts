import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const POOL = 16 * 256;

/**
 * UUIDv7 for bulk work: rising within this thread, and with random bytes drawn 256 ids at a time. An import needs six ids
 * a row, and asking the system for each cost 5 % of it.
 */
export function createIds(now: () => number = Date.now): () => string {
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
    const at = now();
    if (at > msecs) {
      msecs = at;
      // A random start below half of the 32 bits leaves room to count.
      seq = new DataView(random.buffer).getUint32(0) >>> 1;
    } else seq++;
    return v7({ msecs, seq, random });
  };
}
