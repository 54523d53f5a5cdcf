/** An amount in the smallest unit of its currency: 1990 of EUR are €19.90, 1990 of JPY are ¥1,990. */
export interface Money {
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

const decimals = new Map<string, number>();

/** How many decimals the minor unit has (ISO 4217, by the platform's own table); kept, since a formatter is dear to make. */
export function decimalsOf(currency: string): number {
  const known = decimals.get(currency);
  if (known !== undefined) return known;
  const found = askPlatform(currency);
  decimals.set(currency, found);
  return found;
}

function askPlatform(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** In a field: digits and a point, no groups. */
export function moneyInWords({ minor, currency }: Money): string {
  const places = decimalsOf(currency);
  return places === 0 ? String(minor) : (minor / 10 ** places).toFixed(places);
}

/** What a firm of this country most likely bills in; the choice is free. */
const CURRENCY_OF: Readonly<Record<string, string>> = {
  ...{ RU: 'RUB', UA: 'UAH', KZ: 'KZT', BY: 'BYN', UZ: 'UZS', GE: 'GEL', AM: 'AMD', AZ: 'AZN', MD: 'MDL' },
  ...{ US: 'USD', GB: 'GBP', CH: 'CHF', PL: 'PLN', CZ: 'CZK', SE: 'SEK', NO: 'NOK', DK: 'DKK', HU: 'HUF' },
  ...{ RO: 'RON', TR: 'TRY', IL: 'ILS', IN: 'INR', JP: 'JPY', CN: 'CNY', CA: 'CAD', AU: 'AUD', KG: 'KGS' },
  ...{ BR: 'BRL' },
};
export const currencyOf = (country: string): string => CURRENCY_OF[country] ?? 'EUR';
