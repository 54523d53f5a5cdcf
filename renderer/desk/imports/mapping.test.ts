import { describe, expect, it } from 'vitest';
import { IMPORT_TARGETS, type ImportPreview } from '../../../shared/contract/imports.ts';
import { IMPORT_KINDS } from '../../../shared/domain/import/goods-row.ts';
import { fileSize, firstOptions, mappingGap, TARGET_GROUPS, targetGroups, withTarget } from './mapping.ts';

describe('mapping', () => {
  it('offers every target once', () => {
    const customers = Object.values(TARGET_GROUPS).flat();
    expect(new Set(customers).size).toBe(customers.length);
    const all = IMPORT_KINDS.flatMap((kind) => Object.values(targetGroups(kind)).flat());
    expect([...new Set(all)].toSorted()).toEqual([...IMPORT_TARGETS].toSorted());
  });

  it('wants a number, then a name', () => {
    expect(mappingGap(['name', 'ignore'])).toEqual({ code: 'noNumber' });
    expect(mappingGap(['ignore', 'mobile'])).toEqual({ code: 'noName' });
    expect(mappingGap(['organisation', 'workPhone'])).toBeUndefined();
  });

  it('wants of goods what they are, and whose', () => {
    expect(mappingGap(['phone'], 'purchases')).toEqual({ code: 'noGoods', target: 'item' });
    expect(mappingGap(['serial', 'phone'], 'purchases')).toBeUndefined();
    expect(mappingGap(['contractNumber', 'subject'], 'contracts')).toEqual({ code: 'noKey' });
    expect(mappingGap(['invoiceNumber', 'amount', 'contractNumber'], 'invoices')).toEqual({
      code: 'noGoods',
      target: 'issuedOn',
    });
    expect(mappingGap(['invoiceNumber', 'amount', 'issuedOn', 'contractNumber'], 'invoices')).toBeUndefined();
  });

  it('begins with what the core suggested and how the firm reads numbers', () => {
    const preview = {
      columns: [
        { header: 'A', samples: [], suggested: 'name' },
        { header: 'B', samples: [], suggested: 'phone' },
      ],
      hasHeader: true,
    } as unknown as ImportPreview;
    const options = firstOptions(preview, { country: 'UA', areaCode: '44' });
    expect(options).toEqual({
      mapping: ['name', 'phone'],
      hasHeader: true,
      country: 'UA',
      areaCode: '44',
      duplicates: 'fillGaps',
    });
    expect(withTarget(options, 0, 'ignore').mapping).toEqual(['ignore', 'phone']);
  });
});

describe('fileSize', () => {
  it('is read by people', () => {
    expect(fileSize(900, 'en')).toBe('900 byte');
    expect(fileSize(12_345, 'en')).toBe('12 kB');
    expect(fileSize(12_345_678, 'en')).toBe('12.3 MB');
    expect(fileSize(12_345_678, 'ru')).toMatch(/^12,3\sМБ$/);
  });
});
