import type { Sqlite } from '../../open.ts';
import type { GoodsPart } from '../goods/on-card.ts';

/** What most customers have none of. */
export type CardPart = GoodsPart | 'notes' | 'encounters' | 'tasks';

/** Of the customer and of his company; of the customer alone. Conditions as literals: they are those of partial indexes. */
const PARTS: readonly { part: CardPart; firm: boolean; where: string }[] = [
  ...(['purchases', 'contracts', 'invoices', 'documents'] as const).map((part) => ({
    part,
    firm: true,
    where: 'deleted_at is null',
  })),
  { part: 'notes', firm: false, where: 'deleted_at is null' },
  { part: 'encounters', firm: false, where: 'deleted_at is null' },
  { part: 'tasks', firm: false, where: 'done = 0 and deleted_at is null' },
];

/**
 * Which of its parts a card has at all, in one statement: to ask for each of them, and find nothing, is a third of a card.
 * `firm` is null for who has none.
 */
export function createCardParts(sqlite: Sqlite): (id: string, firm: string | null) => ReadonlySet<CardPart> {
  const exists = (part: CardPart, whose: string, where: string) =>
    `exists (select 1 from ${part} where contact_id = +${whose} and ${where})`;
  const bits = PARTS.map(({ part, firm, where }, at) => {
    const own = exists(part, '@id', where);
    return `${1 << at} * ${firm ? `(${own} or ${exists(part, '@firm', where)})` : own}`;
  });
  const mask = sqlite.prepare(`select ${bits.join(' + ')}`).pluck();
  const none: ReadonlySet<CardPart> = new Set();
  return (id, firm) => {
    const found = mask.get({ id, firm }) as number;
    if (found === 0) return none;
    return new Set(PARTS.flatMap(({ part }, at) => ((found >> at) % 2 === 1 ? [part] : [])));
  };
}
