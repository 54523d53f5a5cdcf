import { z } from 'zod';
import { CONTRACT_STATES, ENCOUNTER_KINDS } from '../domain/goods/kinds.ts';
import { Changed, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { needOf } from './need.ts';

/** A day of the calendar, whatever the zone: `yyyy-mm-dd`. */
const Day = z.iso.date();
const Currency = z.string().regex(/^[A-Z]{3}$/);
/** Whole and exact far beyond any firm's turnover. */
const Minor = z.number().int().min(0).max(1_000_000_000_000_000);

/** In the smallest unit of the currency (ISO 4217). */
export const Money = z.object({ minor: Minor, currency: Currency });
export type Money = z.infer<typeof Money>;

const named = text(300).refine((name) => name.trim() !== '', 'empty');
const row = { id: Id, version: z.number().int(), contactId: Id };

const purchase = {
  name: named,
  serial: text(200).optional(),
  quantity: z.number().positive().max(1_000_000_000),
  price: Money.optional(),
  boughtOn: Day.optional(),
  warrantyUntil: Day.optional(),
  note: text(2000),
};
/** A product or service that was bought. The price is that of all of it. */
export const Purchase = z.object({ ...row, ...purchase });
export type Purchase = z.infer<typeof Purchase>;
export const PurchaseFields = z.object({
  ...purchase,
  quantity: purchase.quantity.default(1),
  note: purchase.note.default(''),
});
export type PurchaseFields = z.infer<typeof PurchaseFields>;

const customerContract = {
  number: text(200),
  subject: text(500),
  startsOn: Day.optional(),
  endsOn: Day.optional(),
  amount: Money.optional(),
  state: z.enum(CONTRACT_STATES),
};
/** What was agreed in writing. */
export const CustomerContract = z.object({ ...row, ...customerContract });
export type CustomerContract = z.infer<typeof CustomerContract>;
export const CustomerContractFields = z.object({
  ...customerContract,
  number: named,
  subject: customerContract.subject.default(''),
  state: customerContract.state.default('signed'),
});
export type CustomerContractFields = z.infer<typeof CustomerContractFields>;

const invoice = {
  number: text(200),
  subject: text(500),
  issuedOn: Day,
  dueOn: Day.optional(),
  amount: Money,
  /** Of the last payment. */
  paidOn: Day.optional(),
};
export const Invoice = z.object({ ...row, ...invoice, paid: Money });
export type Invoice = z.infer<typeof Invoice>;
export const InvoiceFields = z.object({
  ...invoice,
  number: named,
  subject: invoice.subject.default(''),
  paidMinor: Minor.default(0),
});
export type InvoiceFields = z.infer<typeof InvoiceFields>;

/** A file of a customer, without what it holds. */
export const CardDocument = z.object({
  ...row,
  fileName: text(255),
  mediaType: text(200),
  size: z.number().int(),
  at: Time,
  authorName: z.string().optional(),
});
export type CardDocument = z.infer<typeof CardDocument>;

const encounter = {
  kind: z.enum(ENCOUNTER_KINDS),
  at: Time,
  minutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24)
    .optional(),
  /** Of letters, messages and calls. */
  direction: z.enum(['inbound', 'outbound']).optional(),
  text: text(10_000),
};
/** What happened past this program's telephone. */
export const Encounter = z.object({ ...row, ...encounter, authorName: z.string().optional() });
export type Encounter = z.infer<typeof Encounter>;
export const EncounterFields = z.object(encounter);
export type EncounterFields = z.infer<typeof EncounterFields>;

/** The goods that one form fills in: what of, and what is in it. */
export const GoodsEntry = z.discriminatedUnion('of', [
  z.object({ of: z.literal('purchase'), fields: PurchaseFields }),
  z.object({ of: z.literal('contract'), fields: CustomerContractFields }),
  z.object({ of: z.literal('invoice'), fields: InvoiceFields }),
  z.object({ of: z.literal('encounter'), fields: EncounterFields }),
]);
export type GoodsEntry = z.infer<typeof GoodsEntry>;
export type GoodsEntryInput = z.input<typeof GoodsEntry>;

export const GoodsOf = z.enum(['purchase', 'contract', 'invoice', 'document', 'encounter']);
export type GoodsOf = z.infer<typeof GoodsOf>;

/** What is not paid, by currency. */
export const Owed = z.object({
  amount: Money,
  invoices: z.number().int(),
  /** The earliest day by which one of them should have been paid. */
  dueOn: Day.optional(),
});

const part = <T extends z.ZodType>(item: T) => z.object({ newest: z.array(item), total: z.number().int() });
/** What the card shows of the goods of a customer and of his company: the newest of each, and how many there are. */
export const CardGoods = z.object({
  owed: z.array(Owed),
  purchases: part(Purchase),
  contracts: part(CustomerContract),
  invoices: part(Invoice),
  documents: part(CardDocument),
});
export type CardGoods = z.infer<typeof CardGoods>;

export const GoodsPage = z.discriminatedUnion('of', [
  z.object({ of: z.literal('purchase'), rows: z.array(Purchase), total: z.number().int() }),
  z.object({ of: z.literal('contract'), rows: z.array(CustomerContract), total: z.number().int() }),
  z.object({ of: z.literal('invoice'), rows: z.array(Invoice), total: z.number().int() }),
  z.object({ of: z.literal('document'), rows: z.array(CardDocument), total: z.number().int() }),
]);
export type GoodsPage = z.infer<typeof GoodsPage>;

export const goodsRequests = {
  'goods.add': request(
    ['desk'],
    z.object({ contactId: Id, entry: GoodsEntry }),
    Changed,
    needOf('customers.edit', 'contact', 'contactId'),
  ),
  /** Fails with `changedMeanwhile` when `version` is not the present one. */
  'goods.change': request(
    ['desk'],
    z.object({ id: Id, version: z.number().int(), entry: GoodsEntry }),
    Changed,
    needOf('customers.edit', 'goods', 'id'),
  ),
  'goods.remove': request(
    ['desk'],
    z.object({ id: Id, of: GoodsOf }),
    Changed,
    needOf('customers.edit', 'goods', 'id'),
  ),
  /** All of the invoice was paid on this day. */
  'goods.pay': request(
    ['desk'],
    z.object({ id: Id, paidOn: Day }),
    Changed,
    needOf('customers.edit', 'goods', 'id'),
  ),
  /** All of one kind, newest first: of the customer and of his company, as on the card. `search`: in the names of files. */
  'goods.list': request(
    ['desk'],
    z.object({
      contactId: Id,
      of: z.enum(['purchase', 'contract', 'invoice', 'document']),
      search: text(200).optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    GoodsPage,
    needOf('customers.view', 'contact', 'contactId'),
  ),
} as const;
