import { describe, expect, test } from 'vitest';
import type { CustomerContract, Invoice, Purchase } from '../../../../shared/contract/goods.ts';
import { entryOf, faultsOf, formOf, type GoodsSubject } from './goods-draft.ts';

const row = {
  id: '01900000-0000-7000-8000-000000000001',
  version: 2,
  contactId: '01900000-0000-7000-8000-000000000002',
};
const EUR = (minor: number) => ({ minor, currency: 'EUR' });
const TODAY = '2026-11-27';

const pump: Purchase = {
  ...row,
  ...{ name: 'Pump', serial: 'SN-1', quantity: 2, price: EUR(123_450), note: 'In the cellar' },
  ...{ boughtOn: '2026-01-05', warrantyUntil: '2028-01-05' },
};
const service: CustomerContract = {
  ...row,
  ...{ number: '12/24', subject: 'Service', startsOn: '2026-01-01', endsOn: '2026-12-31', state: 'signed' },
  amount: EUR(100),
};
const bill: Invoice = {
  ...row,
  ...{ number: 'R-7', subject: 'Pump', issuedOn: '2026-11-01', dueOn: '2026-11-15', amount: EUR(500) },
  ...{ paid: EUR(200), paidOn: '2026-11-10' },
};

describe('goods', () => {
  const subjects: GoodsSubject[] = [
    { of: 'purchase', row: pump },
    { of: 'contract', row: service },
    { of: 'invoice', row: bill },
  ];
  test.each(subjects)('of $of go through the form unchanged', (subject) => {
    const form = formOf(subject, 'USD', TODAY);
    expect(faultsOf(subject.of, form)).toEqual({});
    const { id: _id, version: _version, contactId: _contactId, ...fields } = subject.row ?? bill;
    const { paid, ...rest } = fields as Partial<Invoice>;
    expect(entryOf(subject.of, form)).toEqual({
      of: subject.of,
      fields: paid === undefined ? rest : { ...rest, paidMinor: paid.minor },
    });
  });

  test('are asked for what they cannot be without, in what they are wrong', () => {
    const empty = formOf({ of: 'invoice' }, 'EUR', TODAY);
    expect(empty.from).toBe('27.11.2026');
    expect(faultsOf('invoice', { ...empty, from: '' })).toEqual({
      title: 'titleMissing',
      amount: 'amountMissing',
      from: 'dayMissing',
    });
    expect(faultsOf('contract', { ...empty, title: 'x', amount: '1.2.3', until: '31.11.2026' })).toEqual({
      amount: 'amountBad',
      until: 'dayBad',
    });
    expect(faultsOf('purchase', { ...empty, title: 'x', quantity: '' })).toEqual({ quantity: 'quantityBad' });
    expect(faultsOf('purchase', formOf({ of: 'purchase', row: pump }, 'EUR', TODAY))).toEqual({});
  });
});
