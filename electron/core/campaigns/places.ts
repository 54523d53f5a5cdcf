import { isZone, wallTime } from '../../../shared/domain/pacing/zone-clock.ts';
import { identifyNumber } from '../../../shared/domain/phone-number/index.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import { loadZoneTable, type ZoneTable } from './zone-table.ts';

export interface PlacesOptions {
  readonly settings: () => { readonly country: string; readonly areaCode: string; readonly zone: string };
  /** Public holidays of a country in a year, by day; slow, from another thread. */
  readonly loadHolidays: (country: string, year: number) => Promise<ReadonlyMap<string, string>>;
}

/** Where a customer is on the clock and in the calendar. */
export interface Place {
  readonly zone: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * Clock and calendar of customers. The zone: as the card says, else by the number, else by the region, else the firm's.
 * A number of several zones (a mobile one of a wide country) is in that of the region, or the firm's, when that is one
 * of them.
 */
export function createPlaces({ settings, loadHolidays }: PlacesOptions) {
  let table: ZoneTable | undefined;
  const holidays = new Map<string, ReadonlyMap<string, string>>();
  /** This year's with the next one's: asked for with each prospect, so made once. */
  const spans = new Map<string, ReadonlyMap<string, string>>();
  const loading = new Map<string, Promise<void>>();
  const missing = new Set<string>();

  const firmZone = (): string => (isZone(settings().zone) ? settings().zone : 'UTC');

  function zonesByNumber(number: string | undefined): readonly string[] {
    if (number?.startsWith('+') !== true) return [];
    table ??= loadZoneTable();
    return table.zonesOf(number.slice(1)).filter(isZone);
  }

  function zoneOf(card: { zone?: string | undefined; region?: string | undefined }, number?: string): string {
    if (card.zone !== undefined && isZone(card.zone)) return card.zone;
    const possible = zonesByNumber(number);
    const [only] = possible;
    if (possible.length === 1 && only !== undefined) return only;
    const region = card.region === undefined ? undefined : cities().get(fold(card.region));
    if (region !== undefined && (possible.length === 0 || possible.includes(region))) return region;
    return only === undefined || possible.includes(firmZone()) ? firmZone() : only;
  }

  function countryOf(number: string | undefined): string {
    const reading = number === undefined ? undefined : identifyNumber(number, settings());
    return (reading?.kind === 'e164' ? reading.country : undefined) ?? settings().country;
  }

  /** A pause may reach into the next year. */
  const yearsOf = (now: number, zone: string): number[] => {
    const year = new Date(wallTime(now, zone).day * 24 * 60 * 60_000).getUTCFullYear();
    return [year, year + 1];
  };
  const keyOf = (country: string, year: number): string => `${country} ${year}`;

  async function load(key: string): Promise<void> {
    const [country = '', year = ''] = key.split(' ');
    const found = await loadHolidays(country, Number(year)).catch(() => undefined);
    loading.delete(key);
    // A country that the library does not know has no holidays for us; a thread that died is asked again next time.
    if (found !== undefined) holidays.set(key, found);
  }

  return {
    of: (
      card: { zone?: string | undefined; region?: string | undefined },
      number: string | undefined,
    ): Place => ({ zone: zoneOf(card, number), country: countryOf(number) }),
    /** Undefined: not loaded; `ready` brings them. */
    holidays({ country, zone }: Place, now: number): ReadonlyMap<string, string> | undefined {
      const parts = yearsOf(now, zone).map((year) => {
        const key = keyOf(country, year);
        const known = holidays.get(key);
        if (known === undefined) missing.add(key);
        return known;
      });
      const [first, second] = parts;
      if (first === undefined || second === undefined) return undefined;
      const key = keyOf(country, yearsOf(now, zone)[0] ?? 0);
      const both = spans.get(key) ?? new Map([...first, ...second]);
      spans.set(key, both);
      return both;
    },
    /** Brings every calendar that was asked for and not there. */
    async ready(): Promise<void> {
      const wanted = [...missing];
      missing.clear();
      await Promise.all(
        wanted.map((key) => {
          const running = loading.get(key) ?? load(key);
          loading.set(key, running);
          return running;
        }),
      );
      for (const key of wanted) if (!holidays.has(key)) holidays.set(key, NONE);
    },
  };
}

export type Places = ReturnType<typeof createPlaces>;

let byCity: Map<string, string> | undefined;

/** Regions that are named as a zone is: Kyiv, Samara, New York. */
function cities(): Map<string, string> {
  byCity ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      fold(zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone),
      zone,
    ]),
  );
  return byCity;
}
