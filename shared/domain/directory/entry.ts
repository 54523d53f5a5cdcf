import { fold } from '../import/fold.ts';

export type EntryPhoneLabel = 'main' | 'mobile' | 'work' | 'home' | 'fax' | 'other';

export interface EntryPhone {
  /** One for all writings of a number: E.164, or its digits. */
  readonly key: string;
  readonly number: string;
  readonly label: EntryPhoneLabel;
}

/** What a directory and a contact can both say of somebody. Texts are empty when nothing is said. */
export interface DirectoryEntry {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
  readonly about: string;
  /** `yyyy-mm-dd` or `--mm-dd` */
  readonly birthday: string;
  readonly language: string;
  /** IANA name. */
  readonly zone: string;
  readonly phones: readonly EntryPhone[];
  readonly emails: readonly string[];
  readonly tags: readonly string[];
}

/** Fields with one value: both sides can change them differently. */
export const TEXT_FIELDS = [
  'name',
  'organisation',
  'role',
  'about',
  'birthday',
  'language',
  'zone',
] as const satisfies readonly (keyof DirectoryEntry)[];
export type TextField = (typeof TEXT_FIELDS)[number];
export type EntryField = TextField | 'phones' | 'emails' | 'tags';

/** One key for all writings of an address. */
export const emailKey = (address: string): string => address.trim().toLowerCase();
export const tagKey = (tag: string): string => fold(tag);
