import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Beside the base, and not in it: a base that comes back from a backup must be made to forget again. */
export const KEPT_FILE = 'erasures.jsonl';

const KeptErasure = z.object({ id: z.string(), contactId: z.string(), keepFromCalls: z.boolean() });
export type KeptErasure = z.infer<typeof KeptErasure>;

/** Who was erased, by ids that mean nothing outside of a backup. A line that a crash cut off is passed over. */
export function readKept(dir: string): KeptErasure[] {
  const file = join(dir, KEPT_FILE);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return KeptErasure.parse(JSON.parse(line));
      } catch {
        return [];
      }
    });
}

/** @throws Error when the folder cannot be written to */
export function addKept(dir: string, more: readonly KeptErasure[]): void {
  const known = new Set(readKept(dir).map(({ id }) => id));
  const fresh = more.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return;
  // A line of its own, also behind one that was cut off.
  const text = fresh.map((one) => `\n${JSON.stringify(one)}`).join('');
  appendFileSync(join(dir, KEPT_FILE), `${text}\n`, { mode: 0o600 });
}
