import { type DirectoryEntry, emailKey, tagKey } from '../../../shared/domain/directory/entry.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import { readCards } from '../vcard/parse.ts';
import { type Edit, rewriteCard } from '../vcard/rewrite.ts';
import type { RawParam, VCard } from '../vcard/shape.ts';
import { escapeText, unescapeText } from '../vcard/text.ts';
import { writeCard } from '../vcard/write.ts';
import { entryOfCard, phoneKey, typesOf } from './card-entry.ts';

/** The one card of a text that a server holds; undefined when it has none that can be read. */
export function cardIn(text: string | Uint8Array): VCard | undefined {
  const found = readCards(text).find((item) => item.kind === 'card');
  return found?.kind === 'card' ? found.card : undefined;
}

const DROP = () => false;
const replaced = (name: string, value: string): [string, Edit] => [
  name,
  { keep: DROP, add: value === '' ? [] : [{ name, params: [], value: escapeText(value) }] },
];
const types = (list: readonly string[]): RawParam[] =>
  list.length > 0 ? [{ name: 'TYPE', values: list }] : [];

/** The card with what differs in `next`; every line that says nothing of it stays as it is. */
export function editCard(text: string, next: DirectoryEntry, home: Home, now: number): string {
  const card = cardIn(text);
  if (!card) return newCard(undefined, next);
  const before = entryOfCard(card, home);
  const edits = new Map<string, Edit>();
  if (next.name !== before.name) {
    edits.set(...replaced('FN', next.name));
    edits.set('N', { keep: DROP, add: [{ name: 'N', params: [], value: nameParts(card, next) }] });
  }
  if (next.organisation !== before.organisation) {
    const units = card.organisation?.units ?? [];
    const value = next.organisation === '' ? '' : [next.organisation, ...units].map(escapeText).join(';');
    edits.set('ORG', { keep: DROP, add: value === '' ? [] : [{ name: 'ORG', params: [], value }] });
  }
  if (next.role !== before.role)
    edits.set(...replaced(card.title === undefined && card.role !== undefined ? 'ROLE' : 'TITLE', next.role));
  if (next.about !== before.about) edits.set(...replaced('NOTE', next.about));
  if (next.birthday !== before.birthday)
    edits.set(
      ...replaced('BDAY', card.version === '4.0' ? next.birthday.replace(/(\d)-/g, '$1') : next.birthday),
    );
  if (next.language !== before.language) edits.set(...replaced('LANG', next.language));
  if (next.zone !== before.zone) edits.set(...replaced('TZ', next.zone));
  const phones = new Set(next.phones.map(({ key }) => key));
  const known = new Set(before.phones.map(({ key }) => key));
  const keyOf = (value: string) => phoneKey(cardNumber(value), home);
  if (phones.size !== known.size || [...phones].some((key) => !known.has(key))) {
    edits.set('TEL', {
      keep: (value) => phones.has(keyOf(value)) || !known.has(keyOf(value)),
      add: next.phones
        .filter(({ key }) => !known.has(key))
        .map(({ number, label }) => ({
          name: 'TEL',
          params: types(typesOf(label)),
          value: escapeText(number),
        })),
    });
  }
  const emails = new Set(next.emails.map(emailKey));
  const had = new Set(before.emails.map(emailKey));
  const mailOf = (value: string) => emailKey(unescapeText(value).replace(/^mailto:/i, ''));
  if (emails.size !== had.size || [...emails].some((key) => !had.has(key))) {
    edits.set('EMAIL', {
      keep: (value) => emails.has(mailOf(value)) || !had.has(mailOf(value)),
      add: next.emails
        .filter((address) => !had.has(emailKey(address)))
        .map((address) => ({ name: 'EMAIL', params: [], value: escapeText(address) })),
    });
  }
  const tags = new Set(next.tags.map(tagKey));
  const old = new Set(before.tags.map(tagKey));
  if (tags.size !== old.size || [...tags].some((key) => !old.has(key))) {
    const value = next.tags.map(escapeText).join(',');
    edits.set('CATEGORIES', {
      keep: DROP,
      add: value === '' ? [] : [{ name: 'CATEGORIES', params: [], value }],
    });
  }
  if (edits.size === 0) return text;
  edits.set('REV', { keep: DROP, add: [{ name: 'REV', params: [], value: stamp(now) }] });
  return rewriteCard(text, edits);
}

const cardNumber = (value: string): string =>
  unescapeText(value).replace(/^tel:/i, '').replace(/;ext=/i, ' ext. ');

const stamp = (now: number): string => new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');

/** Family name and first name as they stood, when the new name still has them; otherwise the whole name as one. */
function nameParts(card: VCard, next: DirectoryEntry): string {
  if (next.kind === 'organisation') return ';;;;';
  const words = next.name.split(' ');
  const { family = '', given = '', additional = '', prefix = '', suffix = '' } = card.nameParts ?? {};
  const has = (part: string) => part !== '' && part.split(' ').every((word) => words.includes(word));
  const rest = (part: string) => {
    const taken = part.split(' ');
    return words.filter((word) => !taken.includes(word));
  };
  if (has(family)) {
    const [first = '', ...more] = rest(family);
    return [family, first, more.join(' '), prefix, suffix].map(escapeText).join(';');
  }
  if (has(given)) {
    const others = rest(given).filter((word) => !additional.split(' ').includes(word));
    const middle = has(additional) ? additional : '';
    return [others.join(' '), given, middle, prefix, suffix].map(escapeText).join(';');
  }
  return ['', next.name, '', '', ''].map(escapeText).join(';');
}

/** A card for somebody whom the directory did not have. 3.0: the version that every server takes. */
export function newCard(uid: string | undefined, entry: DirectoryEntry): string {
  const [family = '', ...given] = entry.name.split(' ');
  return writeCard(
    {
      version: '3.0',
      ...(uid === undefined ? {} : { uid }),
      kind: entry.kind === 'organisation' ? 'org' : 'individual',
      formattedName: entry.name,
      ...(entry.kind === 'person' && {
        nameParts: { family, given: given.join(' '), additional: '', prefix: '', suffix: '' },
      }),
      ...(entry.kind === 'organisation'
        ? { organisation: { name: entry.name, units: [] } }
        : entry.organisation !== '' && { organisation: { name: entry.organisation, units: [] } }),
      ...(entry.role !== '' && { title: entry.role }),
      ...(entry.about !== '' && { note: entry.about }),
      ...(entry.birthday !== '' && { birthday: entry.birthday }),
      ...(entry.language !== '' && { language: entry.language }),
      ...(entry.zone !== '' && { zone: entry.zone }),
      phones: entry.phones.map(({ number, label }) => ({
        number,
        types: typesOf(label),
        preferred: label === 'main',
      })),
      emails: entry.emails.map((address) => ({ address, types: [], preferred: false })),
      addresses: [],
      categories: entry.tags,
      urls: [],
      other: [],
      skipped: [],
    },
    '3.0',
  );
}
