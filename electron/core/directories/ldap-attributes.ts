import type { Entry } from 'ldapts';
import type { DirectoryEntry, EntryPhoneLabel } from '../../../shared/domain/directory/entry.ts';
import type { AttributeMap } from '../../../shared/domain/directory/ldap-server.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import { fitEntry } from './card-entry.ts';

const NUMBERS: readonly (readonly [keyof AttributeMap, EntryPhoneLabel])[] = [
  ['work', 'work'],
  ['mobile', 'mobile'],
  ['home', 'home'],
  ['extension', 'other'],
  ['fax', 'fax'],
];

/** Ids that a server gives and never takes back, the first one that is there; the second ones are bytes (Active Directory). */
export const ID_ATTRIBUTES = ['entryUUID', 'objectGUID', 'nsUniqueId', 'ipaUniqueID'] as const;
/** What changes with the entry, the most exact one first. */
export const STAMP_ATTRIBUTES = ['entryCSN', 'uSNChanged', 'modifyTimestamp', 'whenChanged'] as const;

export const attributesOf = (map: AttributeMap): string[] => [
  ...new Set([...Object.values(map).flatMap(namesIn), 'objectClass', 'sn', 'givenName']),
];

const namesIn = (written: string): string[] =>
  written
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** An entry of the server; undefined when it has no name. */
export function entryOfLdap(found: Entry, map: AttributeMap, home: Home): DirectoryEntry | undefined {
  const all = (key: keyof AttributeMap) => namesIn(map[key]).flatMap((name) => valuesOf(found, name));
  const one = (key: keyof AttributeMap) => all(key)[0] ?? '';
  const person = [...valuesOf(found, 'givenName'), ...valuesOf(found, 'sn')].join(' ');
  const name = one('name') || person;
  if (name.trim() === '') return undefined;
  const classes = valuesOf(found, 'objectClass').map((each) => each.toLowerCase());
  const isPerson =
    classes.length === 0 ||
    classes.some((each) => each === 'person' || each === 'contact' || each === 'user');
  const isFirm =
    !isPerson && classes.some((each) => each === 'organization' || each === 'organizationalunit');
  return fitEntry(
    {
      kind: isFirm ? 'organisation' : 'person',
      name,
      organisation: isFirm ? '' : one('organisation'),
      role: one('role'),
      about: one('about'),
      birthday: '',
      language: valuesOf(found, 'preferredLanguage')[0] ?? '',
      zone: '',
      phones: NUMBERS.flatMap(([key, label]) => all(key).map((number) => ({ number, label }))),
      emails: all('email'),
      tags: [],
    },
    home,
  );
}

/** Values as text, whatever the case in which the server writes the name. */
export function valuesOf(found: Entry, name: string): string[] {
  const key =
    name in found ? name : Object.keys(found).find((each) => each.toLowerCase() === name.toLowerCase());
  if (key === undefined) return [];
  const value = found[key];
  const list = Array.isArray(value) ? value : [value];
  return list
    .map((each) => (Buffer.isBuffer(each) ? each.toString('utf8') : String(each ?? '')))
    .filter((each) => each.trim() !== '');
}
