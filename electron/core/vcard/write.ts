import { encodingOf, paramOf, printHead } from './property.ts';
import { type CardVersion, displayName, type RawParam, type RawProperty, type VCard } from './shape.ts';
import { escapeText } from './text.ts';

export type WrittenVersion = Exclude<CardVersion, '2.1'>;

/** RFC 6350, 3.2: octets of a line, without its end. */
const LINE = 75;

/** The card as a file: CRLF lines, folded by octets, never within a letter. */
export const writeCard = (card: VCard, version: WrittenVersion): string =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...propertiesOf(card, version).map(printProperty), 'END:VCARD']
    .map((line) => `${fold(line)}\r\n`)
    .join('');

export const printProperty = (property: RawProperty): string => `${printHead(property)}:${property.value}`;

/** All that the card says, as properties of that version. */
export function propertiesOf(card: VCard, version: WrittenVersion): RawProperty[] {
  const { nameParts: name, organisation } = card;
  const said: (RawProperty | undefined)[] = [
    text('UID', card.uid),
    text('REV', card.rev),
    kindOf(card, version),
    text('FN', card.formattedName ?? displayName(card)),
    structured('N', name && [name.family, name.given, name.additional, name.prefix, name.suffix], version),
    structured('ORG', organisation && [organisation.name, ...organisation.units]),
    text('TITLE', card.title),
    text('ROLE', card.role),
    ...card.phones.map((phone) => typed('TEL', phone, escapeText(phone.number), version)),
    ...card.emails.map((email) => typed('EMAIL', email, escapeText(email.address), version)),
    ...card.addresses.map((address) =>
      typed(
        'ADR',
        address,
        [
          address.poBox,
          address.extended,
          address.street,
          address.city,
          address.region,
          address.postalCode,
          address.country,
        ]
          .map(escapeText)
          .join(';'),
        version,
      ),
    ),
    text('NOTE', card.note),
    // 4.0 knows days without dashes only; before it there was no day without a year, and programs agree on this one.
    text('BDAY', version === '4.0' ? card.birthday?.replace(/(\d)-/g, '$1') : card.birthday),
    card.categories.length > 0
      ? raw('CATEGORIES', card.categories.map((word) => escapeText(word)).join(','))
      : undefined,
    text('LANG', card.language),
    text('TZ', card.zone),
    ...card.urls.map((url) => text('URL', url)),
    ...card.other.map((property) => (property.name === 'KIND' ? property : asVersion(property, version))),
  ];
  return said.filter((property) => property !== undefined);
}

const raw = (name: string, value: string, params: readonly RawParam[] = [], group?: string): RawProperty => ({
  ...(group && { group }),
  name,
  params,
  value,
});

const text = (name: string, value: string | undefined): RawProperty | undefined =>
  value === undefined ? undefined : raw(name, escapeText(value));

function structured(
  name: string,
  parts: readonly string[] | undefined,
  version?: WrittenVersion,
): RawProperty | undefined {
  // 3.0 demands an N, were it an empty one.
  const all = parts ?? (version === '3.0' ? ['', '', '', '', ''] : undefined);
  return all && raw(name, all.map(escapeText).join(';'));
}

function kindOf(card: VCard, version: WrittenVersion): RawProperty | undefined {
  const { kind, other } = card;
  if (kind === 'individual' || kind === 'other') return undefined;
  const said = other.some(({ name }) => name === 'X-ABSHOWAS');
  // 3.0 has no KIND; Apple's word for a firm is what programs of that time read.
  if (version === '3.0' && kind === 'org') return said ? undefined : raw('X-ABSHOWAS', 'COMPANY');
  return said && kind === 'org' ? undefined : raw('KIND', kind);
}

function typed(
  name: string,
  item: { readonly types: readonly string[]; readonly preferred: boolean; readonly group?: string },
  value: string,
  version: WrittenVersion,
): RawProperty {
  const types = item.preferred && version === '3.0' ? [...item.types, 'pref'] : item.types;
  const params: RawParam[] = types.length > 0 ? [{ name: 'TYPE', values: types }] : [];
  if (item.preferred && version === '4.0') params.push({ name: 'PREF', values: ['1'] });
  return raw(name, value, params, item.group);
}

/** A kept property in the ways of another version: pictures are base64 in 3.0 and data addresses in 4.0. */
function asVersion(property: RawProperty, version: WrittenVersion): RawProperty {
  if (encodingOf(property) !== 'base64') return property;
  const params = property.params.filter(({ name }) => name !== 'ENCODING');
  if (version === '3.0') return { ...property, params: [{ name: 'ENCODING', values: ['b'] }, ...params] };
  const type = paramOf(property, 'TYPE')[0]?.toLowerCase() ?? 'octet-stream';
  const media = type.includes('/') ? type : `${property.name === 'SOUND' ? 'audio' : 'image'}/${type}`;
  return {
    ...property,
    params: params.filter(({ name }) => name !== 'TYPE'),
    value: `data:${media};base64,${property.value}`,
  };
}

/** Breaks a line into such of at most 75 octets, each further one behind a blank. */
export function fold(line: string): string {
  if (Buffer.byteLength(line) <= LINE) return line;
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > LINE) {
      lines.push(current);
      current = '';
      octets = 1;
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join('\r\n ');
}
