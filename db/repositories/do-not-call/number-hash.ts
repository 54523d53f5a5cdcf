import { createHmac, randomBytes } from 'node:crypto';
import type { Sqlite } from '../../open.ts';

const KEY = 'doNotCall.key';

/**
 * Of whom nothing may be known but that he must not be called: HMAC-SHA-256 of the number under a key of this base. It keeps the
 * number from whoever looks, searches or takes the list out; who has the whole file can still try all numbers there are.
 */
export function createNumberHash(sqlite: Sqlite) {
  const read = sqlite.prepare('select value from settings where key = ?').pluck();
  const keep = sqlite.prepare('insert into settings (key, value, updated_at) values (?, ?, ?)');
  let key: Buffer | undefined;

  function known(): Buffer | undefined {
    if (key !== undefined) return key;
    const kept = read.get(KEY) as string | undefined;
    if (kept !== undefined) key = Buffer.from(JSON.parse(kept) as string, 'base64');
    return key;
  }
  const hash = (e164: number, by: Buffer) => createHmac('sha256', by).update(String(e164)).digest('hex');

  return {
    /** Undefined: nobody has ever been kept this way, so there is nothing to compare with. */
    of(e164: number): string | undefined {
      const by = known();
      return by && hash(e164, by);
    },
    /** In the caller's transaction; makes the key with the first one. */
    make(e164: number, now: number): string {
      const by = known();
      if (by !== undefined) return hash(e164, by);
      const made = randomBytes(32);
      keep.run(KEY, JSON.stringify(made.toString('base64')), now);
      // Remembered only when read again: the transaction that made it may be taken back.
      return hash(e164, made);
    },
  };
}
