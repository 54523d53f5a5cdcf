import type { ContactDraft } from '../../../shared/contract/contacts.ts';
import type { PostalAddress } from '../../../shared/domain/contact/address.ts';
import { type Home, readNumber } from '../../../shared/domain/phone-number/index.ts';
import type { ContactState, EmailState, PhoneState } from './aggregate.ts';

/** What a person filled in, as the state of a contact. Numbers and addresses that were there keep their ids. */
export function stateOf(
  draft: ContactDraft,
  organisationId: string | null,
  before: ContactState | undefined,
  home: Home,
  newId: () => string,
): Omit<ContactState, 'own'> {
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    organisationId,
    role: optional(draft.role),
    relation: draft.relation,
    stage: draft.stage,
    responsibleId: draft.responsibleId ?? null,
    channel: draft.channel ?? null,
    region: optional(draft.region),
    field: optional(draft.field),
    headCount: draft.headCount ?? null,
    needs: optional(draft.needs),
    tags: [...new Set(draft.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))],
    language: optional(draft.language),
    zone: optional(draft.zone),
    about: draft.about,
    consent: draft.consent ?? null,
    birthday: draft.birthday ?? null,
    contractEndsOn: draft.contractEndsOn ?? null,
    addresses: draft.addresses === undefined ? (before?.addresses ?? []) : addressesOf(draft.addresses),
    phones: phonesOf(draft, before?.phones ?? [], home, newId),
    emails: emailsOf(draft, before?.emails ?? [], newId),
  };
}

const optional = (text: string | null | undefined): string | null => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
};

function phonesOf(
  draft: ContactDraft,
  old: readonly PhoneState[],
  home: Home,
  newId: () => string,
): PhoneState[] {
  const phones: PhoneState[] = [];
  for (const { id, number, label, main, note } of draft.phones) {
    const raw = number.trim();
    if (raw === '') continue;
    const key = keyOf(raw, home);
    if (phones.some((phone) => samePhone(phone, { ...key, raw }))) continue;
    const same =
      old.find((phone) => phone.id === id) ?? old.find((phone) => samePhone(phone, { ...key, raw }));
    // The same number in another writing (the form shows the national one) is no change.
    const kept = same !== undefined && same.e164 !== null && same.e164 === key.e164 ? same.raw : raw;
    phones.push({
      id: same?.id ?? newId(),
      ...key,
      raw: kept,
      label,
      main,
      note: note === undefined ? (same?.note ?? null) : optional(note),
    });
  }
  const chosen = Math.max(
    0,
    phones.findIndex((phone) => phone.main),
  );
  return phones.map((phone, i) => ({ ...phone, main: i === chosen }));
}

const addressesOf = (addresses: readonly PostalAddress[]): PostalAddress[] =>
  addresses.flatMap(({ label, text }) => (text.trim() === '' ? [] : [{ label, text: text.trim() }]));

const samePhone = (a: Pick<PhoneState, 'e164' | 'raw'>, b: Pick<PhoneState, 'e164' | 'raw'>): boolean =>
  a.e164 === null ? b.e164 === null && a.raw === b.raw : a.e164 === b.e164;

/** What the lookup will find the number by. */
function keyOf(raw: string, home: Home): Pick<PhoneState, 'e164' | 'digits'> {
  const reading = readNumber(raw, home);
  switch (reading.kind) {
    case 'e164':
      return { e164: Number(reading.e164.slice(1)), digits: null };
    case 'suffix':
      return { e164: null, digits: reading.digits };
    case 'internal':
      return { e164: null, digits: reading.extension };
    default:
      return { e164: null, digits: null };
  }
}

function emailsOf(draft: ContactDraft, old: readonly EmailState[], newId: () => string): EmailState[] {
  const emails: EmailState[] = [];
  for (const { id, address } of draft.emails) {
    const trimmed = address.trim();
    if (trimmed === '' || emails.some((email) => email.address.toLowerCase() === trimmed.toLowerCase()))
      continue;
    const same = old.find((email) => email.id === id) ?? old.find((email) => email.address === trimmed);
    emails.push({ id: same?.id ?? newId(), address: trimmed });
  }
  return emails;
}
