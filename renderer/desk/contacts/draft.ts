// From a card to the form and back. Pure.
import type { Contact, ContactDraftInput, PostalAddress } from '../../../shared/contract/contacts.ts';
import { dayInWords, readDay } from '../../../shared/domain/schedule/written-day.ts';
import type { OwnEntries } from './own-entry.ts';

/** The whole draft of a contact as it is: an update replaces everything, so a change of one fact carries the rest. */
export function draftOfContact(contact: Contact): ContactDraftInput {
  return {
    kind: contact.kind,
    name: contact.name,
    organisationId: contact.organisationId ?? null,
    role: contact.role ?? null,
    relation: contact.relation,
    stage: contact.stage,
    responsibleId: contact.responsibleId ?? null,
    channel: contact.channel ?? null,
    region: contact.region ?? null,
    field: contact.field ?? null,
    headCount: contact.headCount ?? null,
    needs: contact.needs ?? null,
    tags: contact.tags,
    language: contact.language ?? null,
    zone: contact.zone ?? null,
    consent: contact.consent ?? null,
    birthday: contact.birthday ?? null,
    contractEndsOn: contact.contractEndsOn ?? null,
    about: contact.about,
    addresses: contact.addresses,
    phones: contact.phones.map(({ id, raw, label, main, note }) => ({
      id,
      number: raw,
      label,
      main,
      note: note ?? null,
    })),
    emails: contact.emails.map(({ id, address }) => ({ id, address })),
  };
}

export interface PhoneEntry {
  readonly key: string;
  readonly id: string | undefined;
  readonly number: string;
  readonly label: NonNullable<NonNullable<ContactDraftInput['phones']>[number]['label']>;
  readonly note: string;
}

export type AddressEntry = PostalAddress & { readonly key: string };

export interface EmailEntry {
  readonly key: string;
  readonly id: string | undefined;
  readonly address: string;
}

/** What the form holds: text for everything that a person types. */
export interface ContactForm {
  kind: Contact['kind'];
  name: string;
  organisationName: string;
  role: string;
  relation: Contact['relation'];
  stage: Contact['stage'];
  responsibleId: string | null;
  channel: NonNullable<Contact['channel']> | null;
  region: string;
  field: string;
  headCount: number | '';
  needs: string;
  tags: string[];
  zone: string;
  /** BCP 47, of the person: in which to speak with them. */
  language: string;
  consent: NonNullable<Contact['consent']> | null;
  /** As it is written, see `written-day.ts`. */
  birthday: string;
  contractEndsOn: string;
  about: string;
  addresses: AddressEntry[];
  phones: PhoneEntry[];
  emails: EmailEntry[];
  /** Of the firm's own fields, those that somebody touched. */
  own: OwnEntries;
}

let serial = 0;
/** Keeps a row of the form the same row while others come and go. */
export const entryKey = (): string => `entry-${serial++}`;

export function emptyForm(
  start: { name?: string; number?: string; organisationName?: string } = {},
): ContactForm {
  return {
    kind: 'person',
    name: start.name ?? '',
    organisationName: start.organisationName ?? '',
    role: '',
    relation: 'customer',
    stage: 'new',
    responsibleId: null,
    channel: null,
    region: '',
    field: '',
    headCount: '',
    needs: '',
    tags: [],
    zone: '',
    language: '',
    consent: null,
    birthday: '',
    contractEndsOn: '',
    about: '',
    addresses: [],
    phones: [{ key: entryKey(), id: undefined, number: start.number ?? '', label: 'main', note: '' }],
    emails: [],
    own: {},
  };
}

export function formOfContact(contact: Contact): ContactForm {
  return {
    kind: contact.kind,
    name: contact.name,
    organisationName: contact.organisationName ?? '',
    role: contact.role ?? '',
    relation: contact.relation,
    stage: contact.stage,
    responsibleId: contact.responsibleId ?? null,
    channel: contact.channel ?? null,
    region: contact.region ?? '',
    field: contact.field ?? '',
    headCount: contact.headCount ?? '',
    needs: contact.needs ?? '',
    tags: contact.tags,
    zone: contact.zone ?? '',
    language: contact.language ?? '',
    consent: contact.consent ?? null,
    birthday: contact.birthday === undefined ? '' : dayInWords(contact.birthday),
    contractEndsOn: contact.contractEndsOn === undefined ? '' : dayInWords(contact.contractEndsOn),
    about: contact.about,
    addresses: contact.addresses.map((address) => ({ key: entryKey(), ...address })),
    // The main number leads, so that the form's order says which one it is.
    phones: contact.phones
      .toSorted((a, b) => Number(b.main) - Number(a.main))
      .map(({ id, raw, label, note = '' }) => ({ key: entryKey(), id, number: raw, label, note })),
    emails: contact.emails.map(({ id, address }) => ({ key: entryKey(), id, address })),
    own: {},
  };
}

/** A card's form with what another one adds: facts that it lacks, and numbers, addresses and tags that it has not. */
export function filledUp(card: ContactForm, typed: ContactForm): ContactForm {
  const isEmpty = (value: unknown) => value === '' || value === null;
  const gaps = Object.entries(typed).filter(
    ([key, value]) => isEmpty(card[key as keyof ContactForm]) && !isEmpty(value),
  );
  const digits = (number: string) => number.replaceAll(/\D/g, '').slice(-10);
  const numbers = new Set(card.phones.map(({ number }) => digits(number)));
  const addresses = new Set(card.emails.map(({ address }) => address.trim().toLowerCase()));
  const about = typed.about.trim();
  return {
    ...card,
    ...Object.fromEntries(gaps),
    about:
      about === '' || card.about.includes(about)
        ? card.about
        : [card.about, about].filter(Boolean).join('\n'),
    tags: [...new Set([...card.tags, ...typed.tags])],
    phones: [
      ...card.phones,
      ...typed.phones.filter(({ number }) => number.trim() !== '' && !numbers.has(digits(number))),
    ],
    emails: [
      ...card.emails,
      ...typed.emails.filter(
        ({ address }) => address.trim() !== '' && !addresses.has(address.trim().toLowerCase()),
      ),
    ],
  };
}

const orNull = (text: string): string | null => text.trim() || null;

/** `before`: the contact that is edited, or what was known of a new one; its organisation stays linked by id as long as its name was not touched. */
export function draftOfForm(
  form: ContactForm,
  before?: { readonly organisationId?: string | undefined; readonly organisationName?: string | undefined },
): ContactDraftInput {
  const sameFirm =
    before?.organisationId !== undefined && form.organisationName === (before.organisationName ?? '');
  const firm = sameFirm
    ? { organisationId: before.organisationId }
    : { organisationId: null, organisationName: orNull(form.organisationName) };
  return {
    kind: form.kind,
    name: form.name.trim(),
    ...(form.kind === 'person' ? { ...firm, role: orNull(form.role) } : { organisationId: null, role: null }),
    relation: form.relation,
    stage: form.stage,
    responsibleId: form.responsibleId,
    channel: form.channel,
    region: orNull(form.region),
    field: orNull(form.field),
    headCount: form.headCount === '' ? null : form.headCount,
    needs: orNull(form.needs),
    tags: form.tags,
    language: orNull(form.language),
    zone: orNull(form.zone),
    consent: form.consent,
    birthday: readDay(form.birthday, { yearless: true }) ?? null,
    contractEndsOn: readDay(form.contractEndsOn, { yearless: false }) ?? null,
    about: form.about,
    addresses: form.addresses.map(({ label, text }) => ({ label, text })),
    phones: form.phones
      .filter((phone) => phone.number.trim() !== '')
      .map(({ id, number, label, note }, index) => ({
        ...(id === undefined ? {} : { id }),
        number: number.trim(),
        label,
        main: index === 0,
        note: orNull(note),
      })),
    emails: form.emails
      .filter((email) => email.address.trim() !== '')
      .map(({ id, address }) => ({ ...(id === undefined ? {} : { id }), address: address.trim() })),
  };
}
