import type { PostalAddress } from '../contact/address.ts';
import type { Stage } from '../contact/stage.ts';
import type { Channel, Relation } from '../contact/written.ts';
import type { OwnValues } from '../own-field/field.ts';
import { fold, namesAgree, tidyLines } from './fold.ts';
import { LIMITS } from './limits.ts';
import { textKey } from './numbers.ts';
import type { ImportRow, RowPhone, RowPhoneLabel } from './row.ts';
import { has } from './row-addresses.ts';

/** A number as the base knows it. */
export interface KnownPhone {
  readonly e164?: string | undefined;
  readonly raw: string;
  readonly label: RowPhoneLabel;
  readonly note?: string | undefined;
}

/** A contact as the base knows it, as far as an import may touch it; the contract's `Contact` is one. */
export interface KnownContact {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly organisationName?: string | undefined;
  readonly role?: string | undefined;
  readonly relation: Relation;
  readonly stage: Stage;
  readonly responsibleId?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly region?: string | undefined;
  readonly field?: string | undefined;
  readonly headCount?: number | undefined;
  readonly consent?: 'given' | 'refused' | undefined;
  readonly birthday?: string | undefined;
  readonly contractEndsOn?: string | undefined;
  readonly needs?: string | undefined;
  readonly tags: readonly string[];
  readonly language?: string | undefined;
  readonly zone?: string | undefined;
  /** Of the firm's own fields. */
  readonly own?: OwnValues | undefined;
  readonly about: string;
  readonly phones: readonly KnownPhone[];
  readonly emails: readonly { readonly address: string }[];
  readonly addresses?: readonly PostalAddress[] | undefined;
}

/** What a row changes in a known contact: only what becomes different, and numbers and addresses to add. */
export interface ContactPatch {
  readonly name?: string;
  readonly organisation?: string;
  readonly role?: string;
  readonly relation?: Relation;
  readonly stage?: Stage;
  readonly responsibleId?: string;
  readonly channel?: Channel;
  readonly region?: string;
  readonly field?: string;
  readonly headCount?: number;
  readonly consent?: 'given' | 'refused';
  readonly birthday?: string;
  readonly contractEndsOn?: string;
  readonly needs?: string;
  readonly language?: string;
  readonly zone?: string;
  /** All of them, as they become. */
  readonly own?: OwnValues;
  readonly tags?: readonly string[];
  readonly about?: string;
  readonly addPhones?: readonly RowPhone[];
  readonly addEmails?: readonly string[];
  readonly addAddresses?: readonly PostalAddress[];
  /** Beside numbers that are there, by `phoneKey`. */
  readonly phoneNotes?: Readonly<Record<string, string>>;
}

/** `fillGaps` adds what is missing; `overwrite` lets the row's values win. Neither removes anything. */
export type MergeMode = 'fillGaps' | 'overwrite';

/**
 * What a row changes in a contact; undefined when it says nothing new. Merging the same row twice changes nothing the
 * second time, which is what makes an import safe to repeat. Numbers, addresses, tags and notes are only ever added.
 */
export function merge(known: KnownContact, row: ImportRow, mode: MergeMode): ContactPatch | undefined {
  const patch: ContactPatch = {
    ...names(known, row, mode),
    ...single('role', known.role, row.role, mode),
    ...single('responsibleId', known.responsibleId, row.responsibleId, mode),
    ...single('channel', known.channel, row.channel, mode),
    ...single('region', known.region, row.region, mode),
    ...single('field', known.field, row.field, mode),
    ...single('headCount', known.headCount, row.headCount, mode),
    ...consent(known, row),
    ...single('birthday', known.birthday, row.birthday, mode),
    ...single('contractEndsOn', known.contractEndsOn, row.contractEndsOn, mode),
    ...single('needs', known.needs, row.needs, mode),
    ...single('language', known.language, row.language, mode),
    ...single('zone', known.zone, row.zone, mode),
    // Always set in the base, so they are no gap: only an overwriting import may change them.
    ...single('stage', known.stage, row.stage, mode),
    ...single('relation', known.relation, row.relation, mode),
    ...own(known, row, mode),
    ...tags(known, row),
    ...about(known, row, mode),
    ...phones(known, row),
    ...phoneNotes(known, row, mode),
    ...addresses(known, row),
    ...emails(known, row),
  };
  return Object.keys(patch).length === 0 ? undefined : patch;
}

function single<K extends keyof ContactPatch & keyof KnownContact>(
  key: K,
  known: KnownContact[K] | undefined,
  given: KnownContact[K] | undefined,
  mode: MergeMode,
): Partial<Record<K, NonNullable<KnownContact[K]>>> {
  if (given === undefined || given === known) return {};
  if (known !== undefined && known !== '' && mode === 'fillGaps') return {};
  return { [key]: given } as Partial<Record<K, NonNullable<KnownContact[K]>>>;
}

/** A refusal is kept, whatever a file says, and one in a file counts at once: nobody is called by mistake. */
function consent(known: KnownContact, row: ImportRow): ContactPatch {
  if (row.consent === undefined || row.consent === known.consent || known.consent === 'refused') return {};
  return { consent: row.consent };
}

function names(known: KnownContact, row: ImportRow, mode: MergeMode): ContactPatch {
  const sameKind = known.kind === row.kind;
  const name =
    sameKind && row.name !== known.name && (mode === 'overwrite' || known.name === '')
      ? { name: row.name }
      : {};
  const given = row.kind === 'person' && known.kind === 'person' ? row.organisation : undefined;
  const has = known.organisationName ?? '';
  // The same organisation in other letters is no change: its own card keeps its writing.
  if (given === undefined || fold(given) === fold(has)) return name;
  return has === '' || mode === 'overwrite' ? { ...name, organisation: given } : name;
}

function own(
  { own: known = {} }: KnownContact,
  { own: given = {} }: ImportRow,
  mode: MergeMode,
): ContactPatch {
  const changed = Object.entries(given).filter(([id, value]) => {
    const was = known[id];
    return was === undefined || (mode === 'overwrite' && JSON.stringify(was) !== JSON.stringify(value));
  });
  return changed.length === 0 ? {} : { own: { ...known, ...Object.fromEntries(changed) } };
}

function tags(known: KnownContact, row: ImportRow): ContactPatch {
  const have = new Set(known.tags.map(fold));
  const added = row.tags
    .filter((tag) => !have.has(fold(tag)))
    .slice(0, Math.max(0, LIMITS.tags - known.tags.length));
  return added.length === 0 ? {} : { tags: [...known.tags, ...added] };
}

/** Notes grow by the lines that are not there yet; a name that differs is such a line, so that nobody gets lost. */
function about(known: KnownContact, row: ImportRow, mode: MergeMode): ContactPatch {
  const otherName = mode === 'fillGaps' && !namesAgree(known.name, row.name) ? [row.name] : [];
  const said = [...otherName, ...row.about.split('\n')].filter((line) => line !== '');
  if (said.length === 0) return {};
  // As a row's lines are read, so that what was exported is no news when it comes back.
  const have = new Set(tidyLines(known.about).split('\n'));
  const added = said.filter((line) => !have.has(line.trim()));
  if (added.length === 0) return {};
  const text = [known.about, ...new Set(added)].filter(Boolean).join('\n');
  return text.length > LIMITS.about ? {} : { about: text };
}

/** Two writings of one number have the same. */
export const phoneKey = (phone: Pick<KnownPhone, 'e164' | 'raw'>): string => phone.e164 ?? textKey(phone.raw);

/** A note fills a gap, or takes the place of another one, as every single value does. */
function phoneNotes(known: KnownContact, row: ImportRow, mode: MergeMode): ContactPatch {
  const notes = row.phones.flatMap((phone): [string, string][] => {
    const there = known.phones.find((one) => phoneKey(one) === phoneKey(phone));
    if (phone.note === undefined || there === undefined || there.note === phone.note) return [];
    return (there.note ?? '') === '' || mode === 'overwrite' ? [[phoneKey(phone), phone.note]] : [];
  });
  return notes.length === 0 ? {} : { phoneNotes: Object.fromEntries(notes) };
}

function addresses({ addresses: there = [] }: KnownContact, row: ImportRow): ContactPatch {
  const room = Math.max(0, LIMITS.addresses - there.length);
  const added = (row.addresses ?? []).filter((address) => !has(there, address)).slice(0, room);
  return added.length === 0 ? {} : { addAddresses: added };
}

function phones(known: KnownContact, row: ImportRow): ContactPatch {
  const have = new Set(known.phones.map(phoneKey));
  const room = Math.max(0, LIMITS.phones - known.phones.length);
  const added = row.phones.filter((phone) => !have.has(phoneKey(phone))).slice(0, room);
  return added.length === 0 ? {} : { addPhones: added };
}

function emails(known: KnownContact, row: ImportRow): ContactPatch {
  const have = new Set(known.emails.map((email) => email.address.toLowerCase()));
  const room = Math.max(0, LIMITS.phones - known.emails.length);
  const added = row.emails.filter((address) => !have.has(address.toLowerCase())).slice(0, room);
  return added.length === 0 ? {} : { addEmails: added };
}
