/** Those that firms of our languages and their neighbours write most; any other one is found by its code. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');

const AT_HOME: Readonly<Record<string, string>> = {
  RU: 'RUB',
  UA: 'UAH',
  BY: 'BYN',
  KZ: 'KZT',
  US: 'USD',
  GB: 'GBP',
  PL: 'PLN',
  TH: 'THB',
  TR: 'TRY',
  CZ: 'CZK',
};

/** What a firm of this country most likely counts in. */
export const currencyAt = (country: string): string => AT_HOME[country] ?? 'EUR';
