import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

export interface CountryOption {
  readonly value: string;
  readonly label: string;
}

/** All countries that have telephones, in the person's language and alphabet, with their codes: "Ukraine +380". */
export function countryOptions(language: string): CountryOption[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return getCountries()
    .map((value) => ({ value, label: `${names.of(value) ?? value} +${getCountryCallingCode(value)}` }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
