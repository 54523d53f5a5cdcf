/** How a number was understood: what the lookup takes as its key. The contract's `NumberReading` has this shape. */
export type NumberReading =
  /** A whole valid number. `e164` with the plus; `display` for people of the home country. */
  | {
      readonly kind: 'e164';
      readonly e164: string;
      readonly display: string;
      readonly country?: string | undefined;
    }
  /** The end of a number (7-10 digits), its country or area unknown. */
  | { readonly kind: 'suffix'; readonly digits: string }
  /** An extension of the firm's own PBX, or a short service number. */
  | { readonly kind: 'internal'; readonly extension: string }
  /** The caller is hidden, or nothing was said. */
  | { readonly kind: 'anonymous' }
  /** Not a number: a word, a feature code. Text from outside. */
  | { readonly kind: 'text'; readonly text: string };

/** A reading without its writing for people. */
export type NumberIdentity =
  | Omit<Extract<NumberReading, { kind: 'e164' }>, 'display'>
  | Exclude<NumberReading, { kind: 'e164' }>;

/** Where numbers without a country code are at home. */
export interface Home {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Digits put before numbers that have no area code; empty: none. */
  readonly areaCode: string;
}
