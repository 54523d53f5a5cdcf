import { describe, expect, it } from 'vitest';
import { IMPORT_TARGETS, type ImportPreview } from '../../../shared/contract/imports.ts';
import { fileSize, firstOptions, mappingGap, TARGET_GROUPS, withTarget } from './mapping.ts';

describe('mapping', () => {
  it('offers every target once', () => {
    expect(Object.values(TARGET_GROUPS).flat().toSorted()).toEqual([...IMPORT_TARGETS].toSorted());
  });

  it('wants a number, then a name', () => {
    expect(mappingGap(['name', 'ignore'])).toBe('noNumber');
    expect(mappingGap(['ignore', 'mobile'])).toBe('noName');
    expect(mappingGap(['organisation', 'workPhone'])).toBeUndefined();
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
