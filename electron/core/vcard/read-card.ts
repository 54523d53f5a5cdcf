import { encodingOf, keep, type Property, paramOf, textOf } from './property.ts';
import type { CardVersion, NameParts, RawProperty, VCard } from './shape.ts';
import { splitEscaped, unescapeText } from './text.ts';

type Writable = { -readonly [K in keyof VCard]: VCard[K] };
type Read = (card: Writable, property: Property, read: Reader) => boolean;

/** How texts of one version are read. */
interface Reader {
  text(property: Property): string;
  /** Values parted by a sign. */
  list(property: Property, sign: ',' | ';'): string[];
}

/** Properties of one card as the neutral shape. What is not known, is there once too often or cannot be read stays in `other`. */
export function readCard(
  version: CardVersion,
  properties: readonly Property[],
  skipped: readonly string[],
): VCard {
  const old = version === '2.1';
  const card: Writable = {
    version,
    kind: 'individual',
    phones: [],
    emails: [],
    addresses: [],
    categories: [],
    urls: [],
    other: [],
    skipped,
  };
  const reader: Reader = {
    text: (property) => unescapeText(textOf(property), old).replace(/\r\n?/g, '\n'),
    list: (property, sign) =>
      splitEscaped(textOf(property).replace(/\r\n?/g, '\n'), sign).map((part) => unescapeText(part, old)),
  };
  const other: RawProperty[] = [];
  for (const property of properties) {
    if (!READS.get(property.name)?.(card, property, reader)) other.push(keep(property, old));
  }
  return labelled({ ...card, other });
}

/** Takes a text that a card has once; a second one is kept beside. */
const once =
  (key: 'uid' | 'rev' | 'formattedName' | 'title' | 'role' | 'note' | 'language' | 'zone'): Read =>
  (card, property, read) => {
    const text = read.text(property);
    // A translation or another person's writing of the same.
    if (card[key] !== undefined) return false;
    card[key] = key === 'note' ? text : text.trim();
    return true;
  };

const READS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['UID', once('uid')],
  ['REV', once('rev')],
  ['FN', once('formattedName')],
  ['TITLE', once('title')],
  ['ROLE', once('role')],
  ['NOTE', once('note')],
  ['LANG', once('language')],
  ['TZ', once('zone')],
  ['N', readName],
  ['ORG', readOrganisation],
  ['KIND', readKind],
  ['TEL', readPhone],
  ['EMAIL', readEmail],
  ['ADR', readAddress],
  ['BDAY', readBirthday],
  ['CATEGORIES', readCategories],
  ['URL', readUrl],
]);

/** Types, preference and group of a property. */
function typed(property: Property) {
  let preferred = paramOf(property, 'PREF').some((value) => Number(value) === 1);
  const types: string[] = [];
  for (const value of paramOf(property, 'TYPE').flatMap((each) => each.split(','))) {
    const type = value.trim().toLowerCase();
    if (type === 'pref') preferred = true;
    else if (type !== '' && !types.includes(type)) types.push(type);
  }
  return { types, preferred, ...(property.group && { group: property.group }) };
}

function readPhone(card: Writable, property: Property, read: Reader): boolean {
  const number = fromTelUri(read.text(property).trim());
  if (number === '') return false;
  card.phones = [...card.phones, { number, ...typed(property) }];
  return true;
}

/** `tel:+7-495-123;ext=102` as people write it. */
function fromTelUri(text: string): string {
  const [, number, rest = ''] = /^tel:([^;]*)(.*)$/i.exec(text) ?? [];
  if (number === undefined) return text;
  const extension = /;ext=([^;]+)/i.exec(rest)?.[1];
  return decodeUri(number) + (extension ? ` ext. ${decodeUri(extension)}` : '');
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readEmail(card: Writable, property: Property, read: Reader): boolean {
  const address = read
    .text(property)
    .trim()
    .replace(/^mailto:/i, '');
  if (address === '') return false;
  const { types, ...rest } = typed(property);
  // Every address is one of the internet now; the word is a leftover of 3.0.
  card.emails = [...card.emails, { address, types: types.filter((type) => type !== 'internet'), ...rest }];
  return true;
}

function readAddress(card: Writable, property: Property, read: Reader): boolean {
  const parts = read.list(property, ';').map((part) => part.trim());
  if (parts.every((part) => part === '')) return true;
  const [
    poBox = '',
    extended = '',
    street = '',
    city = '',
    region = '',
    postalCode = '',
    country = '',
    ...more
  ] = parts;
  if (more.some((part) => part !== '')) return false;
  card.addresses = [
    ...card.addresses,
    { poBox, extended, street, city, region, postalCode, country, ...typed(property) },
  ];
  return true;
}

function readUrl(card: Writable, property: Property, read: Reader): boolean {
  card.urls = [...card.urls, read.text(property).trim()];
  return true;
}

function readName(card: Writable, property: Property, read: Reader): boolean {
  if (card.nameParts) return false;
  const parts = read.list(property, ';').map((part) => part.trim());
  const [family = '', given = '', additional = '', prefix = '', suffix = '', ...more] = parts;
  if (more.some((part) => part !== '')) return false;
  const name: NameParts = { family, given, additional, prefix, suffix };
  if (parts.some((part) => part !== '')) card.nameParts = name;
  return true;
}

function readOrganisation(card: Writable, property: Property, read: Reader): boolean {
  if (card.organisation) return false;
  const [name = '', ...units] = read.list(property, ';').map((part) => part.trim());
  if (name === '' && units.every((unit) => unit === '')) return true;
  card.organisation = { name, units: units.filter((unit) => unit !== '') };
  return true;
}

function readKind(card: Writable, property: Property, read: Reader): boolean {
  const kind = read.text(property).trim().toLowerCase();
  if (kind === 'individual' || kind === 'org' || kind === 'group' || kind === 'location') {
    card.kind = kind;
    return true;
  }
  card.kind = 'other';
  return false;
}

function readCategories(card: Writable, property: Property, read: Reader): boolean {
  const words = read.list(property, ',').map((word) => word.trim());
  card.categories = [...card.categories, ...words.filter((word) => word !== '')];
  return true;
}

function readBirthday(card: Writable, property: Property, read: Reader): boolean {
  if (card.birthday !== undefined || encodingOf(property) === 'base64') return false;
  const day = dayOf(read.text(property).trim());
  if (day === undefined) return false;
  // Apple has no day without a year, and says which year is none.
  const omitted = paramOf(property, 'X-APPLE-OMIT-YEAR')[0];
  card.birthday = omitted !== undefined && day.startsWith(`${omitted}-`) ? `--${day.slice(5)}` : day;
  return true;
}

function dayOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4}|--)-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text) ?? [];
  if (!year || !month || !day) return undefined;
  // 2000 is a leap year: the 29th of February is a birthday without a year.
  const date = new Date(Date.UTC(year === '--' ? 2000 : Number(year), Number(month) - 1, Number(day)));
  if (year !== '--' && Number(year) < 100) return undefined;
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return undefined;
  return year === '--' ? `--${month}-${day}` : `${year}-${month}-${day}`;
}

/** Puts the names that people gave to a number or an address (`item1.X-ABLABEL`) on it. */
function labelled(card: VCard): VCard {
  const labels = new Map<string, string>();
  for (const { group, name, value } of card.other) {
    if (group && name === 'X-ABLABEL')
      labels.set(group, unescapeText(value).replace(/^_\$!<(.*)>!\$_$/, '$1'));
  }
  const isFirm = card.other.some(
    ({ name, value }) => name === 'X-ABSHOWAS' && value.trim().toUpperCase() === 'COMPANY',
  );
  const put = <T extends { readonly group?: string }>(items: readonly T[]): T[] =>
    items.map((item) => {
      const label = item.group && labels.get(item.group);
      return label ? { ...item, label } : item;
    });
  return {
    ...card,
    kind: isFirm && card.kind === 'individual' ? 'org' : card.kind,
    ...(labels.size > 0 && {
      phones: put(card.phones),
      emails: put(card.emails),
      addresses: put(card.addresses),
    }),
  };
}
