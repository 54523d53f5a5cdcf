import { describe, expect, it } from 'vitest';
import { GOODS_COLUMNS, readGoods } from './goods-row.ts';

describe('what a row says of a thing', () => {
  const read = (kind: 'purchases' | 'contracts' | 'invoices', values: Readonly<Record<string, string>>) =>
    readGoods(kind, Object.values(values), Object.keys(values), 'RUB');

  it('that was bought', () => {
    expect(
      read('purchases', {
        item: ' Насос  К-20 ',
        serial: "'=SN-1",
        quantity: '2 шт.',
        amount: '1 200,50',
        currency: 'EUR',
        boughtOn: '24.11.2026',
        warrantyUntil: '2028-11-24',
        note: 'one\ntwo',
      }),
    ).toEqual({
      goods: {
        name: 'Насос К-20',
        serial: '=SN-1',
        quantity: 2,
        price: { minor: 120_050, currency: 'EUR' },
        boughtOn: '2026-11-24',
        warrantyUntil: '2028-11-24',
        note: 'one\ntwo',
      },
    });
    expect(read('purchases', { item: '', serial: 'SN-1' })).toEqual({
      goods: { name: 'SN-1', serial: 'SN-1' },
    });
  });

  it('that was agreed, and that was charged', () => {
    expect(
      read('contracts', { contractNumber: '12/24', contractState: 'Расторгнут', endsOn: '31.12.2026' }),
    ).toEqual({
      goods: { number: '12/24', state: 'terminated', endsOn: '2026-12-31' },
    });
    expect(
      read('invoices', { invoiceNumber: 'R-7', amount: '100', issuedOn: '1.11.2026', paidAmount: '40' }),
    ).toEqual({
      goods: {
        number: 'R-7',
        amount: { minor: 10_000, currency: 'RUB' },
        issuedOn: '2026-11-01',
        paidMinor: 4000,
      },
    });
  });

  it('is refused when it is nothing, unreadable or too long', () => {
    expect(read('invoices', { invoiceNumber: 'R-7', amount: '100' })).toEqual({ reject: 'noItem' });
    expect(read('contracts', { subject: 'service' })).toEqual({ reject: 'noItem' });
    expect(read('contracts', { contractNumber: '1', endsOn: 'когда-нибудь' })).toEqual({
      reject: 'badValue',
    });
    expect(read('purchases', { item: 'Pump', amount: 'дорого' })).toEqual({ reject: 'badValue' });
    expect(read('purchases', { item: 'x'.repeat(301) })).toEqual({ reject: 'tooLong' });
  });

  it('has its own column first in each kind', () => {
    expect(Object.values(GOODS_COLUMNS).map(([first]) => first)).toEqual([
      'item',
      'contractNumber',
      'invoiceNumber',
    ]);
  });
});
