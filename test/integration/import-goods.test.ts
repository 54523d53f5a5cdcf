import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportKind } from '../../shared/domain/import/goods-row.ts';
import { type Bench, openBench } from './import-bench.ts';

let dir = '';
let bench: Bench;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-goods-'));
  bench = openBench(dir);
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true, force: true });
});

const PAGE = { offset: 0, limit: 100 };

async function take(kind: Exclude<ImportKind, 'customers'>, text: string, duplicates?: 'overwrite' | 'skip') {
  const { importId, preview: first } = await bench.upload(`${kind}.csv`, Buffer.from(text));
  const base = {
    kind,
    hasHeader: true,
    country: 'RU',
    areaCode: '',
    duplicates: duplicates ?? 'fillGaps',
  } as const;
  const preview = await bench.preview(importId, { ...base, mapping: [] });
  const mapping = preview.columns.map(({ suggested }) => suggested);
  const { sample } = await bench.preview(importId, { ...base, mapping });
  const end = await bench.run(importId, first, { ...base, mapping });
  return { end, importId, sample, options: { ...base, mapping } };
}

describe('goods onto cards', () => {
  it('are purchases, by number, e-mail and name, and a second time change nothing', async () => {
    const anna = bench.contact('Анна Петрова', '+79160000001').id;
    const file = [
      'Телефон;Клиент;Товар;Серийный номер;Количество;Цена;Дата;Гарантия до',
      '8 916 000-00-01;;Насос;SN-1;1;1 200,50;24.11.2026;24.11.2028',
      ';Анна Петрова;Услуга;;2;100;25.11.2026;',
      '+79169999999;;Насос;SN-2;1;5;24.11.2026;',
      '8 916 000-00-01;;Насос;SN-3;1;дорого;24.11.2026;',
      '8 916 000-00-01;;;;1;5;24.11.2026;',
      '',
    ].join('\n');
    const { end, importId, sample, options } = await take('purchases', file);
    expect(sample.map(({ fate, name, what }) => [fate, name, what])).toEqual([
      ['create', 'Анна Петрова', 'Насос · SN-1'],
      ['create', 'Анна Петрова', 'Услуга'],
      ['reject', '', 'Насос · SN-2'],
      ['reject', '', ''],
      ['reject', '', ''],
    ]);
    expect(end).toMatchObject({ state: 'done', created: 2, merged: 0, rejected: 3 });
    const { purchases } = bench.repositories.goods;
    expect(purchases.of(anna, PAGE)).toMatchObject([
      { name: 'Услуга', quantity: 2, price: { minor: 10_000, currency: 'RUB' }, boughtOn: '2026-11-25' },
      {
        name: 'Насос',
        serial: 'SN-1',
        price: { minor: 120_050, currency: 'RUB' },
        warrantyUntil: '2028-11-24',
      },
    ]);
    const { rows } = await bench.rejected(importId);
    expect(rows.slice(1).map(({ cells }) => /\[(\w+)\]$/.exec(cells[1] ?? '')?.[1])).toEqual([
      'noCustomer',
      'badValue',
      'noItem',
    ]);
    const before = bench.one('select count(*) from outbox');
    const again = await bench.upload('again.csv', Buffer.from(file));
    const looked = await bench.dryRun(again.importId, again.preview, options);
    expect(looked).toMatchObject({ state: 'done', created: 0, merged: 2, rejected: 3 });
    expect((await take('purchases', file)).end).toMatchObject({ created: 0, merged: 2, rejected: 3 });
    expect(bench.one('select count(*) from outbox')).toBe(before);
  });

  it('are contracts and invoices, completed by what comes later', async () => {
    const anna = bench.contact('Anna', '+79160000001').id;
    bench.contact('Boris', '+79160000002');
    bench.contact('Boris', '+79160000003');
    const contracts = 'Client;Contract number;Subject;Ends\nAnna;12/24;Service;2027-01-31\nBoris;13/24;;\n';
    const first = await take('contracts', contracts);
    expect(first.end).toMatchObject({ created: 1, rejected: 1 });
    expect((await bench.rejected(first.importId)).text).toContain('[severalCustomers]');
    // Whose an invoice is may be said by the contract alone, however its number is written.
    const invoices = 'Contract;Invoice number;Amount;Date;Paid\n№ 12-24;R-7;100 EUR;01.11.2026;\n';
    expect((await take('invoices', invoices)).end).toMatchObject({ created: 1, rejected: 0 });
    const paid = 'Contract;Invoice number;Amount;Date;Paid\n12/24;r 7;100 EUR;01.11.2026;40\n';
    expect((await take('invoices', paid)).end).toMatchObject({ created: 0, merged: 1 });
    const { goods } = bench.repositories;
    expect(goods.contracts.of(anna, PAGE)).toMatchObject([{ number: '12/24', endsOn: '2027-01-31' }]);
    expect(goods.invoices.of(anna, PAGE)).toMatchObject([
      { number: 'R-7', amount: { minor: 10_000, currency: 'EUR' }, paid: { minor: 4000, currency: 'EUR' } },
    ]);
    const dearer = 'Contract;Invoice number;Amount;Date\n12/24;R-7;120 EUR;01.11.2026\n';
    expect((await take('invoices', dearer, 'skip')).end).toMatchObject({ merged: 1 });
    expect(goods.invoices.of(anna, PAGE)[0]?.amount.minor).toBe(10_000);
    await take('invoices', dearer, 'overwrite');
    expect(goods.invoices.of(anna, PAGE)[0]?.amount.minor).toBe(12_000);
  });
});
