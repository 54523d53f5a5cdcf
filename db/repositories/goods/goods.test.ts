import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import {
  CardDocument,
  CustomerContract,
  CustomerContractFields,
  Encounter,
  Invoice,
  InvoiceFields,
  Purchase,
  PurchaseFields,
} from '../../../shared/contract/goods.ts';
import { draft, ME, type TestBase, testBase } from '../../testing.ts';

const EUR = (minor: number) => ({ minor, currency: 'EUR' });
const purchase = (fields: object = {}) => PurchaseFields.parse({ name: 'Pump', ...fields });
const contract = (fields: object = {}) => CustomerContractFields.parse({ number: '12/24', ...fields });
const invoice = (fields: object = {}) =>
  InvoiceFields.parse({ number: 'R-7', issuedOn: '2026-11-01', amount: EUR(12_000), ...fields });
const document = (fields: object = {}) => ({
  fileName: 'Offer.pdf',
  mediaType: 'application/pdf',
  size: 9,
  sha256: 'ab'.repeat(32),
  ...fields,
});
const visit = (fields: object = {}) =>
  ({ kind: 'visit', at: 5, text: 'Showed the pump', ...fields }) as const;

const page = { offset: 0, limit: 9 };
const customer = (base: TestBase, name = 'Anna') => base.repos.contacts.create(draft({ name })).id;
const notFound = expect.objectContaining({ code: 'notFound' });
const changedMeanwhile = expect.objectContaining({ code: 'changedMeanwhile' });

describe('goods of a customer', () => {
  it('are kept as they were written, newest first', () => {
    using base = testBase();
    const { goods } = base.repos;
    const id = customer(base);
    goods.purchases.create(id, purchase({ name: ' Old ', boughtOn: '2020-01-01' }));
    goods.purchases.create(
      id,
      purchase({ serial: ' SN-1 ', price: EUR(990), boughtOn: '2026-01-01', warrantyUntil: '2028-01-01' }),
    );
    const [newest, old] = goods.purchases.of(id, page).map((row) => Purchase.parse(row));
    expect(newest).toMatchObject({
      serial: 'SN-1',
      price: EUR(990),
      quantity: 1,
      warrantyUntil: '2028-01-01',
    });
    expect(old).toMatchObject({ name: 'Old', contactId: id, version: 1 });
    expect(old).not.toHaveProperty('price');

    const agreed = goods.contracts.create(id, contract({ subject: 'Service', endsOn: '2027-01-01' })).id;
    expect(CustomerContract.parse(goods.contracts.get(agreed))).toMatchObject({
      state: 'signed',
      number: '12/24',
    });
    const file = goods.documents.create(id, document()).id;
    expect(CardDocument.parse(goods.documents.get(file))).toMatchObject({
      authorName: 'Olena',
      at: base.clock.now,
    });
    const met = goods.encounters.create(id, visit()).id;
    expect(Encounter.parse(goods.encounters.get(met))).toMatchObject({
      authorName: 'Olena',
      kind: 'visit',
      at: 5,
    });
    expect(goods.purchases.count(id)).toBe(2);
  });

  it('change with row and outbox, and come back with undo', () => {
    using base = testBase();
    const { goods, changes } = base.repos;
    const id = customer(base);
    const stores = [
      [goods.purchases, purchase(), purchase({ name: 'Valve' })],
      [goods.contracts, contract(), contract({ number: '13' })],
      [goods.invoices, invoice(), invoice({ number: 'R-8' })],
      [goods.documents, document(), document({ fileName: 'Contract.pdf' })],
      [goods.encounters, visit(), visit({ text: 'Nobody there' })],
    ] as const;
    for (const [each, before, after] of stores) {
      const store = each as typeof goods.purchases;
      const made = store.create(id, before as never);
      const first = store.get(made.id);
      const changed = store.update(made.id, 1, after as never);
      expect(store.get(made.id)).not.toEqual(first);
      expect(() => store.update(made.id, 1, after as never)).toThrow(changedMeanwhile);
      changes.undo(changed.changeId);
      expect(store.get(made.id)).toEqual({ ...first, version: 3 });
      const removed = store.remove(made.id);
      expect(() => store.get(made.id)).toThrow(notFound);
      expect(store.of(id, page)).toEqual([]);
      changes.undo(removed.changeId);
      expect(store.get(made.id)).toEqual({ ...first, version: 5 });
      expect(store.contactOf(made.id)).toBe(id);
      const written = base.db.sqlite
        .prepare('select count(*) from outbox where row_id = ?')
        .pluck()
        .get(made.id);
      expect(written).toBe(5);
    }
  });

  it('refuse a customer or a row that is not there', () => {
    using base = testBase();
    const { goods, contacts } = base.repos;
    const gone = customer(base);
    contacts.remove(gone);
    expect(() => goods.purchases.create(gone, purchase())).toThrow(notFound);
    expect(() => goods.invoices.create(v7(), invoice())).toThrow(notFound);
    expect(() => goods.contracts.update(v7(), 1, contract())).toThrow(notFound);
    expect(() => goods.encounters.remove(v7())).toThrow(notFound);
    expect(() => goods.invoices.pay(v7(), '2026-11-02')).toThrow(notFound);
  });

  it('an invoice is paid in one step, and is not with the undo', () => {
    using base = testBase();
    const { goods, changes } = base.repos;
    const { id } = goods.invoices.create(customer(base), invoice({ paidMinor: 2_000, paidOn: '2026-11-02' }));
    const { changeId } = goods.invoices.pay(id, '2026-11-20');
    expect(Invoice.parse(goods.invoices.get(id))).toMatchObject({ paid: EUR(12_000), paidOn: '2026-11-20' });
    changes.undo(changeId);
    expect(goods.invoices.get(id)).toMatchObject({ paid: EUR(2_000), paidOn: '2026-11-02', number: 'R-7' });
  });

  it('an edit keeps who wrote it and when', () => {
    using base = testBase();
    const { goods } = base.repos;
    const { id } = goods.documents.create(customer(base), document());
    const at = base.clock.now;
    base.clock.now += 1000;
    goods.documents.update(id, 1, document({ fileName: 'Other.pdf' }));
    expect(goods.documents.get(id)).toMatchObject({ at, authorName: 'Olena' });
    expect(base.db.sqlite.prepare('select author_id from documents').pluck().get()).toBe(ME);
  });

  it('a visit makes its customer the most recent one; an invoice does not', () => {
    using base = testBase();
    const { goods, search } = base.repos;
    const [anna, boris] = [customer(base, 'Anna Orlova'), customer(base, 'Boris Orlov')];
    const order = () => search.contacts('orlo', {}, page).found.map(({ id }) => id);
    goods.invoices.create(anna, invoice());
    expect(order()).toEqual([boris, anna]);
    goods.encounters.create(anna, visit());
    expect(order()).toEqual([anna, boris]);
  });
});

describe('numbers and serials', () => {
  it('are found in any writing, exactly or by their beginning', () => {
    using base = testBase();
    const { goods } = base.repos;
    const [anna, boris] = [customer(base), customer(base, 'Boris')];
    const agreed = goods.contracts.create(anna, contract({ number: 'АВ-12/24' })).id;
    const bill = goods.invoices.create(boris, invoice({ number: 'AB 1299' })).id;
    const pump = goods.purchases.create(boris, purchase({ serial: 'ab13' })).id;
    goods.purchases.create(boris, purchase());
    expect(goods.byKey.exact('contract', 'ab1224')).toEqual([
      { kind: 'contract', id: agreed, contactId: anna, written: 'АВ-12/24' },
    ]);
    expect(goods.byKey.exact('invoice', 'ab1224')).toEqual([]);
    expect(goods.byKey.beginning('ab-1', 5).map((hit) => hit.id)).toEqual([agreed, bill, pump]);
    expect(goods.byKey.beginning('ab12', 5).map((hit) => hit.id)).toEqual([agreed, bill]);
    expect(goods.byKey.beginning(' - ', 5)).toEqual([]);
  });

  it('of what is gone, or of a customer who is, are not found', () => {
    using base = testBase();
    const { goods, contacts } = base.repos;
    const [anna, boris] = [customer(base), customer(base, 'Boris')];
    goods.contracts.remove(goods.contracts.create(anna, contract({ number: 'X1' })).id);
    goods.contracts.create(boris, contract({ number: 'X1' }));
    contacts.remove(boris);
    expect(goods.byKey.exact('contract', 'X1')).toEqual([]);
    expect(goods.byKey.beginning('x', 5)).toEqual([]);
  });

  it('are put by the thousand in a transaction of the caller', () => {
    using base = testBase();
    const { goods } = base.repos;
    const id = customer(base);
    const bill = v7();
    base.db.transaction(() => goods.invoices.put(bill, id, invoice(), undefined));
    base.db.transaction(() =>
      goods.invoices.put(bill, id, invoice({ paidMinor: 12_000 }), goods.invoices.read(bill)),
    );
    expect(goods.invoices.get(bill)).toMatchObject({ version: 2, paid: EUR(12_000) });
    expect(() => goods.invoices.put(v7(), id, invoice(), undefined)).toThrow('transaction');
  });
});

it('names the bytes that a document, or the undo of its removal, needs', () => {
  using base = testBase();
  const { documents } = base.repos.goods;
  const { sha256 } = document();
  const { id } = documents.create(customer(base), document());
  expect(documents.sha256Of(id)).toBe(sha256);
  documents.remove(id);
  expect(documents.isNamed(sha256, base.clock.now - 1)).toBe(true);
  expect(documents.isNamed(sha256, base.clock.now)).toBe(false);
  expect(documents.isNamed('00', 0)).toBe(false);
});

it('keeps the note of a number and the addresses of a customer', () => {
  using base = testBase();
  const { contacts } = base.repos;
  const { id } = contacts.create(
    draft({
      name: 'Anna',
      phones: [{ number: '+79161234567', note: ' until 15:00 ' }],
      addresses: [
        { label: 'office', text: ' Lenina 1 ' },
        { label: 'postal', text: ' ' },
      ],
    }),
  );
  expect(contacts.get(id)).toMatchObject({
    phones: [{ note: 'until 15:00' }],
    addresses: [{ label: 'office', text: 'Lenina 1' }],
  });
});
