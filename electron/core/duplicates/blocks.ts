import type { Candidates, SweptCard } from '../../../db/repositories/duplicates/candidates.ts';
import type { Pair } from '../../../db/repositories/duplicates/pair-store.ts';
import { likeness, SHOWN_FROM } from '../../../shared/domain/duplicates/likeness.ts';

/** A pair that is to be shown; undefined: they are two, or somebody said so. */
export function judge(
  candidates: Pick<Candidates, 'isDistinct'>,
  one: SweptCard | undefined,
  other: SweptCard | undefined,
  namesakes?: number,
): Pair | undefined {
  if (one === undefined || other === undefined || one.id === other.id || one.kind !== other.kind)
    return undefined;
  const { score, reasons, doubts, certain } = likeness(one, other, namesakes);
  if (score < SHOWN_FROM) return undefined;
  const [firstId, secondId] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
  if (candidates.isDistinct(firstId, secondId)) return undefined;
  return { firstId, secondId, score, certain, reasons, doubts };
}

/** So many cards are held. */
const MOST_CARDS = 2_000;

/** Cards of the blocks at hand: a card is in several pairs. */
export function createCards(candidates: Candidates) {
  const known = new Map<string, SweptCard | undefined>();
  return {
    of(id: string): SweptCard | undefined {
      if (!known.has(id)) known.set(id, candidates.card(id));
      return known.get(id);
    },
    forget(): void {
      if (known.size > MOST_CARDS) known.clear();
    },
  };
}

export function blocksOf(
  rows: readonly { readonly key: string | number; readonly id: string }[],
): string[][] {
  const blocks: string[][] = [];
  let key: string | number | undefined;
  for (const row of rows) {
    if (row.key === key) blocks.at(-1)?.push(row.id);
    else blocks.push([row.id]);
    key = row.key;
  }
  return blocks.flatMap((block) => {
    const ids = [...new Set(block)];
    return ids.length > 1 ? [ids] : [];
  });
}

/** Changes are read again from this long before the last sweep: a transaction may have been written later than it was begun. */
const OVERLAP_MS = 60_000;

/** The time in a UUIDv7 put back a little. */
export function earlier(operation: string): string {
  if (operation === '') return '';
  const at = Number.parseInt(operation.replaceAll('-', '').slice(0, 12), 16) - OVERLAP_MS;
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
