import { describe, expect, it } from 'vitest';
import { EVERYBODY, isChanged, isNarrow, plainOf, sortOf } from './list-filter.ts';

describe('the plain list', () => {
  it('answers what its indexes carry', () => {
    expect(plainOf({})).toEqual({});
    expect(
      plainOf({ search: ' anna ', kind: 'person', stages: ['interested'], relations: ['customer'] }),
    ).toEqual({
      search: 'anna',
      kind: 'person',
      stage: 'interested',
      relation: 'customer',
    });
    expect(plainOf({ search: '  ', stages: [] })).toEqual({});
  });

  it('leaves the rest to the segments', () => {
    expect(plainOf({ stages: ['interested', 'customer'] })).toBeUndefined();
    expect(plainOf({ kind: 'person', region: 'Tver' })).toBeUndefined();
    expect(plainOf({ notContactedDays: 30 })).toBeUndefined();
  });
});

it('orders what a search finds by the last contact, and everything else as one wishes', () => {
  expect(sortOf({ ...EVERYBODY, sort: 'name' })).toBe('name');
  expect(sortOf({ ...EVERYBODY, sort: 'name', filter: { search: 'anna' } })).toBe('recent');
  expect(sortOf({ ...EVERYBODY, sort: 'name', filter: { search: ' ' } })).toBe('name');
});

it('knows a segment that was changed from one that was only opened', () => {
  const segment = {
    id: '1',
    version: 1,
    name: 'Dealers',
    filter: { kind: 'person' as const, tags: ['dealer'] },
  };
  expect(isChanged(EVERYBODY)).toBe(false);
  expect(
    isChanged({ ...EVERYBODY, segment, filter: { tags: ['dealer'], kind: 'person', search: ' ' } }),
  ).toBe(false);
  expect(isChanged({ ...EVERYBODY, segment, filter: { kind: 'person' } })).toBe(true);
  expect(isNarrow({ search: ' ' })).toBe(false);
});
