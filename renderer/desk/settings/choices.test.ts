import { describe, expect, it } from 'vitest';
import { Country } from '../../../shared/contract/common.ts';
import { countryOptions } from '../../ui/countries.ts';
import { zoneNames, zoneNow } from './zones.ts';

describe('countryOptions', () => {
  it('names every country in the language, with its code', () => {
    const options = countryOptions('ru');
    expect(options.length).toBeGreaterThan(200);
    expect(options.find(({ value }) => value === 'UA')?.label).toBe('Украина +380');
    expect(options.every(({ value }) => Country.safeParse(value).success)).toBe(true);
  });
});

describe('zones', () => {
  it('show the time there', () => {
    expect(zoneNow('Europe/Samara', Date.parse('2026-11-24T09:00:00Z'))).toBe('13:00 · UTC+4');
    expect(zoneNow('Nowhere/Land', 0)).toBe('');
  });
  it('hold the chosen one under the name that was chosen, once', () => {
    const names = zoneNames('Europe/Kyiv');
    expect(names[0]).toBe('Europe/Kyiv');
    expect(new Set(names).size).toBe(names.length);
  });
});
