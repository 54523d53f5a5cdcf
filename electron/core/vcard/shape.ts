/** A property as it was written, in the escaping of 3.0 and 4.0: what we do not know is kept, so that nothing is lost on its way back. */
export interface RawProperty {
  /** `item1` of `item1.TEL`: ties properties together. */
  readonly group?: string;
  /** In capitals. */
  readonly name: string;
  /** Names in capitals, values as written; a bare word of 2.1 is a TYPE. */
  readonly params: readonly RawParam[];
  readonly value: string;
}

export interface RawParam {
  readonly name: string;
  readonly values: readonly string[];
}

/** What numbers, addresses and links have beside their value. */
interface Typed {
  /** In lower case, without `pref`: work, cell, fax, home. */
  readonly types: readonly string[];
  /** The one to take first. */
  readonly preferred: boolean;
  /** What a person called it (`X-ABLABEL`). */
  readonly label?: string;
  readonly group?: string;
}

export interface CardPhone extends Typed {
  readonly number: string;
}

export interface CardEmail extends Typed {
  readonly address: string;
}

export interface CardAddress extends Typed {
  readonly poBox: string;
  readonly extended: string;
  readonly street: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface NameParts {
  readonly family: string;
  readonly given: string;
  /** Patronymics and middle names. */
  readonly additional: string;
  readonly prefix: string;
  readonly suffix: string;
}

export type CardVersion = '2.1' | '3.0' | '4.0';

/** A card of any version. Texts are as people read them: unescaped, lines parted by `\n`. */
export interface VCard {
  readonly version: CardVersion;
  readonly uid?: string;
  /** When it was last changed, as written. */
  readonly rev?: string;
  readonly kind: 'individual' | 'org' | 'group' | 'location' | 'other';
  readonly formattedName?: string;
  readonly nameParts?: NameParts;
  readonly organisation?: { readonly name: string; readonly units: readonly string[] };
  readonly title?: string;
  readonly role?: string;
  readonly phones: readonly CardPhone[];
  readonly emails: readonly CardEmail[];
  readonly addresses: readonly CardAddress[];
  readonly note?: string;
  /** `yyyy-mm-dd`, or `--mm-dd` when the year is not known. */
  readonly birthday?: string;
  readonly categories: readonly string[];
  readonly language?: string;
  /** IANA name or offset, as written. */
  readonly zone?: string;
  readonly urls: readonly string[];
  readonly other: readonly RawProperty[];
  /** Properties that were too large to be held (a photo), by name. */
  readonly skipped: readonly string[];
}

/** Where something stands in a file: which card, counted from one, and the line on which it begins. */
export interface CardPlace {
  readonly card: number;
  readonly line: number;
}

/**
 * `notEnded`: another card or the end of the file came before its END. `nobody`: nothing in it names or reaches anyone.
 * `noCards`: the whole file has none.
 */
export type CardTrouble = 'notEnded' | 'nobody' | 'noCards';

export type ReadCard =
  | {
      readonly kind: 'card';
      readonly card: VCard;
      readonly place: CardPlace;
      /** Lines that are no property; the first ten. */
      readonly unread: readonly number[];
    }
  | { readonly kind: 'trouble'; readonly trouble: CardTrouble; readonly place: CardPlace };

/** What to call whom the card is of, when FN is missing too; empty when nothing says it. */
export function displayName(card: VCard): string {
  const { family = '', given = '', additional = '' } = card.nameParts ?? {};
  const names = [
    card.formattedName,
    [family, given, additional].filter(Boolean).join(' '),
    card.organisation?.name,
    card.emails[0]?.address,
    card.phones[0]?.number,
  ];
  return names.find((name) => name !== undefined && name.trim() !== '')?.trim() ?? '';
}
