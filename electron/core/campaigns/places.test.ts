import { describe, expect, it } from 'vitest';
import { createPlaces } from './places.ts';
import { loadZoneTable } from './zone-table.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const FIRM = { country: 'UA', areaCode: '', zone: 'Europe/Kyiv' };

function places(
  settings = FIRM,
  load = async (_country: string, _year: number) => new Map<string, string>(),
) {
  return createPlaces({ settings: () => settings, loadHolidays: load });
}

describe('the zone of a customer', () => {
  const zone = (card: { zone?: string; region?: string }, number?: string, settings = FIRM) =>
    places(settings).of(card, number).zone;

  it('is what the card says, if there is such a zone', () => {
    expect(zone({ zone: 'Asia/Omsk' }, '+380441234567')).toBe('Asia/Omsk');
    expect(zone({ zone: 'Mars/Olympus' }, '+390612345678')).toBe('Europe/Rome');
  });

  it('is that of the number', () => {
    expect(zone({}, '+380441234567')).toBe('Europe/Kyiv');
    expect(zone({}, '+12125552368')).toBe('America/New_York');
    expect(zone({}, '+14155552368')).toBe('America/Los_Angeles');
    expect(zone({}, '+74232123456')).toBe('Asia/Vladivostok');
  });

  it('is that of the region where the number says nothing or leaves it open', () => {
    expect(zone({ region: 'Samara' })).toBe('Europe/Samara');
    expect(zone({ region: 'samara' }, '204')).toBe('Europe/Samara');
    expect(zone({ region: 'New York' }, '+18005552368')).toBe('America/New_York');
    expect(zone({ region: 'nowhere' })).toBe('Europe/Kyiv');
  });

  it('is the firm’s when nothing tells, and the clock of the world when the firm’s is none', () => {
    expect(zone({})).toBe('Europe/Kyiv');
    expect(zone({}, undefined, { ...FIRM, zone: 'nonsense' })).toBe('UTC');
  });
});

describe('the calendar of a customer', () => {
  it('is that of the number’s country, this year’s and the next one’s, brought once', async () => {
    const asked: string[] = [];
    const all = places(FIRM, async (country, year) => {
      asked.push(`${country} ${year}`);
      return new Map([[`${year}-01-01`, 'New Year']]);
    });
    const italy = all.of({}, '+390612345678');
    expect(italy.country).toBe('IT');
    expect(all.holidays(italy, NOW)).toBeUndefined();
    await Promise.all([all.ready(), all.ready()]);
    expect([...(all.holidays(italy, NOW)?.keys() ?? [])]).toEqual(['2026-01-01', '2027-01-01']);
    expect(all.of({}, undefined).country).toBe('UA');
    await all.ready();
    expect(asked).toEqual(['IT 2026', 'IT 2027']);
  });

  it('is empty where none can be had, so that nobody waits for it for ever', async () => {
    const all = places(FIRM, async () => {
      throw new Error('no such country');
    });
    const place = all.of({}, '+380441234567');
    expect(all.holidays(place, NOW)).toBeUndefined();
    await all.ready();
    expect(all.holidays(place, NOW)?.size).toBe(0);
  });
});

describe('the table of zones', () => {
  it('takes the longest beginning that it knows', () => {
    const table = loadZoneTable();
    expect(table.zonesOf('442079460101')).toEqual(['Europe/London']);
    expect(table.zonesOf('')).toEqual([]);
    expect(table.zonesOf('999999')).toEqual([]);
  });
});
