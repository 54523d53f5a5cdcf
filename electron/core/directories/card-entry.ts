import {
  type DirectoryEntry,
  type EntryPhone,
  type EntryPhoneLabel,
  emailKey,
  tagKey,
} from '../../../shared/domain/directory/entry.ts';
import { isEmail } from '../../../shared/domain/import/content.ts';
import { tidy, tidyLines } from '../../../shared/domain/import/fold.ts';
import { type Home, readNumber } from '../../../shared/domain/phone-number/index.ts';
import { displayName, type VCard } from '../vcard/shape.ts';

/** What the contract lets a contact hold. */
const MOST = { name: 300, role: 200, about: 10_000, language: 35, number: 100, items: 50, tag: 60 } as const;

/** One key for all writings of a number. */
export function phoneKey(number: string, home: Home): string {
  const reading = readNumber(number, home);
  if (reading.kind === 'e164') return reading.e164;
  return number.replace(/\D/g, '') || number;
}

/** An entry as a contact can hold it: tidy, within its bounds, nothing twice. Both sides go through it, so that they can be compared. */
export function fitEntry(
  raw: Omit<DirectoryEntry, 'phones'> & { readonly phones: readonly Omit<EntryPhone, 'key'>[] },
  home: Home,
): DirectoryEntry {
  const phones = raw.phones
    .map(({ number, label }) => ({ number: tidy(number).slice(0, MOST.number), label }))
    .filter(({ number }) => number !== '')
    .map((phone) => ({ key: phoneKey(phone.number, home), ...phone }));
  return {
    kind: raw.kind,
    name: tidy(raw.name).slice(0, MOST.name).trim(),
    organisation: tidy(raw.organisation).slice(0, MOST.name).trim(),
    role: tidy(raw.role).slice(0, MOST.role).trim(),
    about: tidyLines(raw.about).slice(0, MOST.about).trim(),
    birthday: raw.birthday,
    language: tidy(raw.language).slice(0, MOST.language),
    zone: zoneOf(raw.zone),
    phones: once(phones, (phone) => phone.key).slice(0, MOST.items),
    emails: once(raw.emails.map((address) => address.trim()).filter(isEmail), emailKey).slice(0, MOST.items),
    tags: once(
      raw.tags.map((tag) => tidy(tag).slice(0, MOST.tag).trim()).filter((tag) => tag !== ''),
      tagKey,
    ).slice(0, MOST.items),
  };
}

export function entryOfCard(card: VCard, home: Home): DirectoryEntry {
  return fitEntry(
    {
      kind: card.kind === 'org' ? 'organisation' : 'person',
      name: displayName(card),
      organisation: card.kind === 'org' ? '' : (card.organisation?.name ?? ''),
      role: card.title ?? card.role ?? '',
      about: card.note ?? '',
      birthday: card.birthday ?? '',
      language: card.language ?? '',
      zone: card.zone ?? '',
      phones: card.phones.map(({ number, types, preferred }) => ({
        number,
        label: labelOf(types, preferred),
      })),
      emails: card.emails.map(({ address }) => address),
      tags: card.categories,
    },
    home,
  );
}

/** A group is no counterpart. */
export const isCounterpart = (card: VCard): boolean => card.kind !== 'group' && card.kind !== 'location';

function labelOf(types: readonly string[], preferred: boolean): EntryPhoneLabel {
  if (types.some((type) => type.includes('fax'))) return 'fax';
  if (types.some((type) => type === 'cell' || type === 'mobile' || type === 'iphone')) return 'mobile';
  if (types.includes('work')) return 'work';
  if (types.includes('home')) return 'home';
  return preferred || types.includes('main') ? 'main' : 'other';
}

export const typesOf = (label: EntryPhoneLabel): string[] =>
  label === 'mobile' ? ['cell'] : label === 'main' || label === 'other' ? ['voice'] : [label];

function zoneOf(zone: string): string {
  const name = zone.trim();
  if (!name.includes('/') || name.length > 64) return '';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone === '' ? '' : name;
  } catch {
    return '';
  }
}

function once<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = key(item);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
