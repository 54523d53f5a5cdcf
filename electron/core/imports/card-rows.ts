import { createReadStream } from 'node:fs';
import { ADDRESS_LABELS, type AddressLabel } from '../../../shared/domain/contact/address.ts';
import { OWN_PROPERTY, RINGDESK_FACTS, ringdeskProperty } from '../../../shared/domain/export/card-facts.ts';
import { type ExportColumn, writtenTags } from '../../../shared/domain/export/columns.ts';
import { tidy } from '../../../shared/domain/import/fold.ts';
import { writtenText } from '../../../shared/domain/import/numbers.ts';
import { ADDRESS_TARGET_OF, writtenAddresses } from '../../../shared/domain/import/row-addresses.ts';
import { ADDRESS_TYPES } from '../vcard/address-types.ts';
import { parseCards } from '../vcard/parse.ts';
import { type CardAddress, type CardPhone, displayName, type VCard } from '../vcard/shape.ts';
import { splitEscaped, unescapeText } from '../vcard/text.ts';
import type { MadeRow } from './made-table.ts';

/** The electronic cards of a file, each as a row; one that is not ended has its place and nothing else. */
export async function* cardRows(path: string): AsyncGenerator<MadeRow> {
  for await (const read of parseCards(createReadStream(path))) {
    const { line } = read.place;
    if (read.kind === 'card') {
      const more = ownOf(read.card);
      const cells = cellsOf(read.card);
      yield { line, broken: false, cells, ...(Object.keys(more).length > 0 ? { more } : {}) };
    }
    // A file without a single card is told by whoever counts them.
    else if (read.trouble !== 'noCards') yield { line, broken: true, cells: {} };
  }
}

/** Names of the firm's own fields that the cards of a file have; mostly none, and then the file is looked through and not read. */
export async function ownTitles(path: string): Promise<readonly string[]> {
  if (!(await mentions(path, OWN_PROPERTY))) return [];
  const names = new Set<string>();
  for await (const read of parseCards(createReadStream(path)))
    if (read.kind === 'card') for (const name of Object.keys(ownOf(read.card))) names.add(name);
  return [...names].slice(0, MOST_OWN);
}

/** More columns than any firm has fields. */
const MOST_OWN = 200;

async function mentions(path: string, word: string): Promise<boolean> {
  let tail = '';
  for await (const chunk of createReadStream(path, { encoding: 'latin1' })) {
    const text = tail + (chunk as string);
    if (text.includes(word)) return true;
    tail = text.slice(-word.length);
  }
  return false;
}

function ownOf({ other }: VCard): Readonly<Record<string, string>> {
  const own = other.filter(({ name }) => name === OWN_PROPERTY);
  return Object.fromEntries(
    own.map(({ value }) => {
      const [name = '', ...text] = splitEscaped(value, ';').map((part) => unescapeText(part));
      return [name.trim(), text.join(';')] as const;
    }),
  );
}

type Cells = Partial<Record<ExportColumn, string>>;

export function cellsOf(card: VCard): Cells {
  const name = displayName(card);
  const firm = card.organisation?.name ?? '';
  const isFirm = card.kind === 'org' || (card.nameParts === undefined && firm !== '' && name === firm);
  const address = card.addresses.find(({ preferred }) => preferred) ?? card.addresses[0];
  const cells: Cells = {
    name: isFirm ? '' : name,
    organisation: isFirm ? name : firm,
    role: card.title ?? card.role ?? '',
    ...phonesOf(card.phones, isOurs(card)),
    email: card.emails.map(({ address: mail }) => mail).join('; '),
    region: address ? address.region || address.city || address.country : '',
    birthday: card.birthday ?? '',
    tags: writtenTags(card.categories),
    language: card.language ?? '',
    zone: card.zone ?? '',
    ...addressesOf(card.addresses),
    about: aboutOf(card),
  };
  const id = /^urn:uuid:(.+)$/i.exec(card.uid ?? '')?.[1];
  if (id !== undefined) cells.id = id;
  for (const fact of RINGDESK_FACTS) {
    const own = card.other.find((property) => property.name === ringdeskProperty(fact));
    if (own) cells[fact] = unescapeText(own.value);
  }
  return cells;
}

/** What has no field of its own is kept in the notes. */
function aboutOf({ note, organisation, title, role, urls }: VCard): string {
  const lines = [
    note,
    organisation?.units.join(', '),
    title !== undefined && role !== title ? role : undefined,
    ...urls,
  ];
  return lines.filter((line) => line !== undefined && line.trim() !== '').join('\n');
}

/** Each of its kind in a cell of its own, as an export has them. */
function addressesOf(addresses: readonly CardAddress[]): Cells {
  const postal = addresses.flatMap((address) => {
    const text = writtenAddress(address);
    return text === '' ? [] : [{ label: labelOf(address.types), text }];
  });
  return Object.fromEntries(
    ADDRESS_LABELS.flatMap((label) => {
      const cell = writtenAddresses(postal, label);
      return cell === '' ? [] : [[ADDRESS_TARGET_OF[label], cell] as const];
    }),
  );
}

/** "parcel" and "postal" stand beside the others as well: they say how to get there, the others what it is. */
const labelOf = (types: readonly string[]): AddressLabel =>
  (['office', 'home', 'legal', 'delivery', 'postal'] as const).find((label) =>
    ADDRESS_TYPES[label].some((type) => types.includes(type)),
  ) ?? 'other';

/** Empty when it says no more than the region does. */
function writtenAddress({ poBox, extended, street, city, region, postalCode, country }: CardAddress): string {
  const parts = [
    poBox,
    street,
    extended,
    [postalCode, city].filter(Boolean).join(' '),
    region,
    country,
  ].filter(Boolean);
  // In one piece, as ours are: its lines are its own.
  if (parts.length === 1) return street;
  return parts.map((part) => part.replaceAll('\n', ', ')).join(', ');
}

const COLUMN_OF_TYPE: Readonly<Record<string, ExportColumn>> = {
  fax: 'fax',
  cell: 'mobile',
  mobile: 'mobile',
  iphone: 'mobile',
  car: 'mobile',
  work: 'workPhone',
  home: 'homePhone',
  other: 'otherPhone',
  pager: 'otherPhone',
  modem: 'otherPhone',
};

/** A card that Ringdesk wrote: what is no number there is one text, and not several. */
const isOurs = ({ other }: VCard): boolean => other.some(({ name }) => name === ringdeskProperty('relation'));

/** The preferred number stands first of all as well: the import takes the first one for the main one (`exportRow`). */
function phonesOf(phones: readonly CardPhone[], ours: boolean): Cells {
  const columns = new Map<ExportColumn, string[]>();
  const add = (column: ExportColumn, { number }: CardPhone) => {
    const text = ours ? writtenText(number) : number;
    // A short one would be taken for a part of its neighbour.
    const short = ours && phones.length > 1 && !/^\+?\d{7}/.test(text) && !text.startsWith('"');
    columns.set(column, [...(columns.get(column) ?? []), short ? `"${text}"` : text]);
  };
  const main = phones.find(({ preferred }) => preferred) ?? phones[0];
  if (main) add('phone', main);
  for (const phone of phones) {
    // "work fax" is a fax first of all.
    const type = Object.keys(COLUMN_OF_TYPE).find((one) => phone.types.includes(one));
    const column = (type !== undefined && COLUMN_OF_TYPE[type]) || 'phone';
    if (column !== 'phone' || phone !== main) add(column, phone);
  }
  const notes = phones.flatMap(({ number, label }) =>
    label === undefined || NO_NOTE.test(label)
      ? []
      : [`${ours ? writtenText(number) : number}: ${tidy(label)}`],
  );
  if (notes.length > 0) columns.set('phoneNotes', notes);
  return Object.fromEntries(
    [...columns].map(([column, texts]) => [column, texts.join(column === 'phoneNotes' ? '\n' : '; ')]),
  );
}

/** What Apple's programs call their own kinds: it says no more than the type. */
const NO_NOTE = /^(?:main|mobile|home|work|other|iphone|pager|homefax|workfax|otherfax)$/i;
