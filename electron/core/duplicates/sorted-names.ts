import type { Candidates } from '../../../db/repositories/duplicates/candidates.ts';
import { keyOfWords, type NameKey } from '../../../shared/domain/duplicates/name-key.ts';

/** Rows of a base of up to 268 million; the rest is for the hash: of 6.2 million names some hundred pairs meet by chance. */
export const ROW_BITS = 28n;
export const ROW_MASK = (1n << ROW_BITS) - 1n;

/** Undefined: one word is said of too many people. */
export const nameHash = ({ words, key }: NameKey, kind: 'person' | 'organisation'): bigint | undefined =>
  key === '' || (kind === 'person' && words.length < 2) ? undefined : hashOf(`${kind} ${key}`);

/** 36 bits of FNV-1a, twice with other beginnings. */
function hashOf(text: string): bigint {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000193);
  }
  return (BigInt(a >>> 0) << 4n) | BigInt((b >>> 0) & 15);
}

const PAGE = 2_000;

/**
 * All names as one array of numbers: the hash of a name above, the row of its card below; sorted, namesakes stand together. 8 bytes a
 * name, whatever its length.
 */
export function sortedNames(
  candidates: Pick<Candidates, 'names'>,
  expected: number,
  goOn: () => void,
): BigUint64Array {
  let keys = new BigUint64Array(Math.ceil(expected * 1.1) + PAGE);
  let count = 0;
  for (let after = 0; ; ) {
    const rows = candidates.names(after, PAGE);
    for (const { row, kind, nameKey } of rows) {
      const hash = nameHash(keyOfWords(nameKey.split(' '), kind), kind);
      if (hash === undefined) continue;
      if (count === keys.length) {
        const more = new BigUint64Array(count * 2);
        more.set(keys);
        keys = more;
      }
      keys[count] = (hash << ROW_BITS) | BigInt(row);
      count += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.row;
    goOn();
  }
  return keys.subarray(0, count).sort();
}
