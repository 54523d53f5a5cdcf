import type { CardGoods } from '../../../shared/contract/goods.ts';
import { owedOf } from '../../../shared/domain/goods/owed.ts';
import type { Sqlite } from '../../open.ts';
import { CONTRACT_COLUMNS, toContract } from './contracts.ts';
import { DOCUMENT_COLUMNS, toDocument } from './documents.ts';
import { INVOICE_COLUMNS, toInvoice } from './invoices.ts';
import { PURCHASE_COLUMNS, toPurchase } from './purchases.ts';

/** So many of each are on the card itself. */
export const NEWEST = 3;

const PARTS = {
  purchases: { order: 'bought_on', columns: PURCHASE_COLUMNS },
  contracts: { order: 'starts_on', columns: CONTRACT_COLUMNS },
  invoices: { order: 'issued_on', columns: INVOICE_COLUMNS },
  documents: { order: 'at', columns: DOCUMENT_COLUMNS },
} as const;
type Part = keyof typeof PARTS;
export type GoodsPart = Part;

/** Of the customer and of his company: who calls speaks for it. */
const ofBoth = (rows: (whose: string) => string): string =>
  `select * from (${rows('+@id')}) union all select * from (${rows('+@firm')})`;

/**
 * The rows in their order, each half from its own index. `firm` is null for who has none, and then finds nothing.
 *
 * @param count expression for how many of each half are read
 */
export const newestOf = (part: Part, count: string, where = ''): string => {
  const { order, columns } = PARTS[part];
  const half = (whose: string) =>
    `select * from ${part} where contact_id = ${whose} and deleted_at is null ${where}
     order by ${order} desc, id desc limit ${count}`;
  return `select ${columns} from (${ofBoth(half)}) g order by g.${order} desc, g.id desc`;
};

export const countOf = (part: Part): string =>
  `select count(*) from (${ofBoth((whose) => `select 1 from ${part} where contact_id = ${whose} and deleted_at is null`)})`;

const OWED = ofBoth(
  (whose) => `select amount, paid_amount as paid, currency, due_on as dueOn from invoices
    where contact_id = ${whose} and paid_amount < amount and deleted_at is null`,
);

interface RawOwed {
  readonly amount: number;
  readonly paid: number;
  readonly currency: string;
  readonly dueOn: string | null;
}

/** The goods of a customer as the card shows them, of the parts that he or his company has. */
export function createGoodsOnCard(
  sqlite: Sqlite,
): (id: string, firm: string | null, there: { has(part: Part): boolean }) => CardGoods {
  const newest = prepared((part) => sqlite.prepare(`${newestOf(part, String(NEWEST))} limit ${NEWEST + 1}`));
  const counts = prepared((part) => sqlite.prepare(countOf(part)).pluck());
  const owed = sqlite.prepare(OWED);

  const nothing = { newest: [], total: 0 };
  return (id, firm, there) => {
    const given = { id, firm };
    const part = <T>(name: Part, view: (raw: never) => T): { newest: T[]; total: number } => {
      if (!there.has(name)) return nothing;
      const rows = newest[name].all(given).slice(0, NEWEST) as never[];
      const total = rows.length < NEWEST ? rows.length : (counts[name].get(given) as number);
      return { newest: rows.map(view), total };
    };
    return {
      owed: there.has('invoices') ? owedOf((owed.all(given) as RawOwed[]).map(toBilled)) : [],
      purchases: part('purchases', toPurchase),
      contracts: part('contracts', toContract),
      invoices: part('invoices', toInvoice),
      documents: part('documents', toDocument),
    };
  };
}

function prepared<T>(make: (part: Part) => T): Record<Part, T> {
  return {
    purchases: make('purchases'),
    contracts: make('contracts'),
    invoices: make('invoices'),
    documents: make('documents'),
  };
}

const toBilled = ({ amount, paid, currency, dueOn }: RawOwed) => ({
  amount: { minor: amount, currency },
  paid: { minor: paid, currency },
  ...(dueOn === null ? {} : { dueOn }),
});
