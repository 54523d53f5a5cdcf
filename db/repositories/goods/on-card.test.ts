import { describe, expect, it } from 'vitest';
import { Card } from '../../../shared/contract/contacts.ts';
import { GoodsPage, InvoiceFields } from '../../../shared/contract/goods.ts';
import { draft, ME, testBase } from '../../testing.ts';
import { NEWEST } from './on-card.ts';

const EUR = (minor: number) => ({ minor, currency: 'EUR' });
const bill = (n: number, fields: object = {}) =>
  InvoiceFields.parse({
    ...{ number: `R-${n}`, issuedOn: `2026-01-${String(n + 1).padStart(2, '0')}`, amount: EUR(100) },
    ...fields,
  });

describe('goods on the card', () => {
  it('are the newest of the customer and of his company, counted, with what is owed by both', () => {
    using base = testBase();
    const { contacts, goods } = base.repos;
    const firm = contacts.create(draft({ name: 'Firm', kind: 'organisation' })).id;
    const anna = contacts.create(draft({ name: 'Anna', organisationId: firm })).id;
    const other = contacts.create(draft({ name: 'Boris' })).id;
    for (let n = 0; n < 6; n++)
      goods.invoices.create(n % 2 === 0 ? anna : firm, bill(n, { dueOn: `2026-02-0${n + 1}` }));
    goods.invoices.create(firm, bill(9, { paidMinor: 100 }));
    goods.invoices.create(anna, bill(10, { amount: { minor: 7, currency: 'JPY' }, paidMinor: 2 }));
    goods.documents.create(firm, { fileName: 'a.txt', mediaType: '', size: 1, sha256: 'a'.repeat(64) });
    goods.invoices.create(other, bill(11));

    const card = Card.parse(contacts.card(anna));
    expect(card.goods.invoices.newest.map(({ number }) => number)).toEqual(['R-10', 'R-9', 'R-5']);
    expect(card.goods.invoices.total).toBe(8);
    expect(card.goods.owed).toEqual([
      { amount: EUR(600), invoices: 6, dueOn: '2026-02-01' },
      { amount: { minor: 5, currency: 'JPY' }, invoices: 1 },
    ]);
    expect(card.goods.documents).toMatchObject({
      total: 1,
      newest: [{ fileName: 'a.txt', authorName: 'Olena' }],
    });
    expect(card.goods.purchases).toEqual({ newest: [], total: 0 });
    // A firm answers for itself.
    expect(contacts.card(firm).goods.invoices.total).toBe(4);

    const page = GoodsPage.parse(goods.page({ contactId: anna, of: 'invoice', offset: NEWEST, limit: 4 }));
    expect(page.rows.map((row) => 'number' in row && row.number)).toEqual(['R-4', 'R-3', 'R-2', 'R-1']);
    expect(page.total).toBe(8);
  });

  it('have the owners of their customer', () => {
    using base = testBase();
    const { contacts, goods, ownersOf } = base.repos;
    const mine = contacts.create(draft({ name: 'Anna', responsibleId: ME })).id;
    const nobodys = contacts.create(draft({ name: 'Boris' })).id;
    expect(ownersOf('goods', goods.invoices.create(mine, bill(1)).id)).toEqual([ME]);
    expect(
      ownersOf('goods', goods.encounters.create(nobodys, { kind: 'visit', at: 1, text: 'x' }).id),
    ).toEqual([]);
    expect(ownersOf('goods', mine)).toBeUndefined();
  });
});
