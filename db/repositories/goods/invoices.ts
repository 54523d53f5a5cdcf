import type { Invoice, InvoiceFields } from '../../../shared/contract/goods.ts';
import { findKey } from '../../../shared/domain/goods/find-key.ts';
import type { Money } from '../../../shared/domain/goods/money.ts';
import { invoices } from '../../schema/goods.ts';
import type { RowOf } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { createGoodsStore, type GoodsStore } from './store.ts';

export interface Invoices extends GoodsStore<InvoiceFields, Invoice, RowOf<typeof invoices>> {
  /** All of it was paid on this day. */
  pay(id: string, paidOn: string): Changed;
}

export const INVOICE_COLUMNS = `g.id, g.version, g.contact_id as contactId, g.number, g.subject, g.issued_on as issuedOn,
  g.due_on as dueOn, g.amount as minor, g.paid_amount as paidMinor, g.currency, g.paid_on as paidOn`;

type Raw = Omit<Invoice, 'amount' | 'paid'> & {
  readonly minor: number;
  readonly paidMinor: number;
  readonly currency: string;
};

export const toInvoice = ({ minor, paidMinor, currency, ...raw }: Raw): Invoice => ({
  ...(present(raw) as Omit<Invoice, 'amount' | 'paid'>),
  amount: { minor, currency } satisfies Money,
  paid: { minor: paidMinor, currency } satisfies Money,
});

export function createInvoices(deps: Deps, changes: Changes): Invoices {
  const store = createGoodsStore(deps, changes, {
    table: invoices,
    columns: INVOICE_COLUMNS,
    order: 'g.issued_on desc, g.id desc',
    view: toInvoice,
    state: (contactId, fields: InvoiceFields) => ({
      contactId,
      number: fields.number.trim(),
      findKey: findKey(fields.number),
      subject: fields.subject.trim(),
      issuedOn: fields.issuedOn,
      dueOn: fields.dueOn ?? null,
      amount: fields.amount.minor,
      currency: fields.amount.currency,
      paidAmount: fields.paidMinor,
      paidOn: fields.paidMinor === 0 ? null : (fields.paidOn ?? null),
    }),
  });
  return {
    ...store,
    pay: (id, paidOn) =>
      deps.db.transaction(() => {
        const { amount, paid: _paid, version, contactId: _contactId, id: _id, ...rest } = store.get(id);
        return store.update(id, version, { ...rest, amount, paidMinor: amount.minor, paidOn });
      }),
  };
}
