import { DONE } from '../../../shared/contract/common.ts';
import type { CardGoods } from '../../../shared/contract/goods.ts';
import type { FakeHandlers } from './fake-handlers.ts';

const DAY = 86_400_000;
const id = (n: number) => `01900000-0000-7000-8000-${String(700_000 + n).padStart(12, '0')}`;
const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const eur = (minor: number) => ({ minor, currency: 'EUR' });

export const NO_GOODS: CardGoods = {
  owed: [],
  purchases: { newest: [], total: 0 },
  contracts: { newest: [], total: 0 },
  invoices: { newest: [], total: 0 },
  documents: { newest: [], total: 0 },
};

/** A customer in the middle of business: owes, has a contract that ends, a thing in warranty and one that is not. */
export const goodsOf = (contactId: string): CardGoods => ({
  owed: [{ amount: eur(123_450), invoices: 2, dueOn: day(-9) }],
  purchases: {
    newest: [
      {
        ...{ id: id(1), version: 1, contactId, name: 'Bearing press BP-200', serial: 'BP200-7781' },
        ...{ quantity: 1, price: eur(480_000), boughtOn: day(-200), warrantyUntil: day(400), note: '' },
      },
      {
        ...{ id: id(2), version: 1, contactId, name: 'Induction heater for bearings of up to 120 mm' },
        ...{ serial: 'IH-0417-2019-EXTENDED', quantity: 2, boughtOn: day(-1500), note: '' },
        warrantyUntil: day(-700),
      },
    ],
    total: 2,
  },
  contracts: {
    newest: [
      {
        ...{ id: id(3), version: 2, contactId, number: '12/2026', subject: 'Supply of bearings' },
        ...{ startsOn: day(-340), endsOn: day(25), amount: eur(9_600_000), state: 'signed' },
      },
    ],
    total: 1,
  },
  invoices: {
    newest: [
      {
        ...{ id: id(4), version: 1, contactId, number: '2026-118', subject: 'Bearings 6205' },
        ...{ issuedOn: day(-30), dueOn: day(-9), amount: eur(98_450), paid: eur(0) },
      },
      {
        ...{ id: id(5), version: 1, contactId, number: '2026-121', subject: '', issuedOn: day(-5) },
        ...{ dueOn: day(9), amount: eur(50_000), paid: eur(25_000), paidOn: day(-2) },
      },
      {
        ...{ id: id(6), version: 1, contactId, number: '2026-077', subject: 'Bearings 6204' },
        ...{
          issuedOn: day(-120),
          dueOn: day(-100),
          amount: eur(75_000),
          paid: eur(75_000),
          paidOn: day(-104),
        },
      },
    ],
    total: 14,
  },
  documents: {
    newest: [
      {
        ...{ id: id(7), version: 1, contactId, fileName: 'Offer for 1,000 pieces.pdf', size: 1_240_000 },
        ...{ mediaType: 'application/pdf', at: Date.now() - 6 * DAY, authorName: 'Pavel Bondar' },
      },
    ],
    total: 1,
  },
});

/** Answers as if all of it went well; fourteen invoices behind the three that the card shows. */
export function goodsHandlers(): FakeHandlers {
  let serial = 900;
  const changed = (of: string) => ({ id: of, changeId: id(serial++) });
  return {
    'goods.add': () => changed(id(800)),
    'goods.change': (input) => changed(input.id),
    'goods.remove': (input) => changed(input.id),
    'goods.pay': (input) => changed(input.id),
    'goods.list': ({ contactId, of, offset, limit }) => {
      const { invoices, purchases, contracts, documents } = goodsOf(contactId);
      switch (of) {
        case 'invoice': {
          const all = Array.from({ length: invoices.total }, (_, n) => ({
            ...(invoices.newest[n % invoices.newest.length] as (typeof invoices.newest)[number]),
            id: id(100 + n),
            number: `2026-${121 - n}`,
          }));
          return { of, rows: all.slice(offset, offset + limit), total: invoices.total };
        }
        case 'purchase':
          return { of, rows: purchases.newest, total: purchases.total };
        case 'contract':
          return { of, rows: contracts.newest, total: contracts.total };
        case 'document':
          return { of, rows: documents.newest, total: documents.total };
      }
    },
    'documents.begin': () => ({ uploadId: id(801) }),
    'documents.chunk': () => DONE,
    'documents.finish': () => changed(id(802)),
    'documents.cancel': () => DONE,
    'documents.read': () => ({ bytes: new TextEncoder().encode('offer'), size: 5, fileName: 'Offer.pdf' }),
  };
}
