import type { ContactState } from '../../../db/repositories/index.ts';
import { type DirectoryEntry, emailKey } from '../../../shared/domain/directory/entry.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import { fitEntry, phoneKey } from './card-entry.ts';

/** What a contact says of itself, in a directory's terms. */
export const entryOfContact = (
  state: ContactState,
  organisationName: string | undefined,
  home: Home,
): DirectoryEntry =>
  fitEntry(
    {
      kind: state.kind,
      name: state.name,
      organisation: organisationName ?? '',
      role: state.role ?? '',
      about: state.about,
      birthday: state.birthday ?? '',
      language: state.language ?? '',
      zone: state.zone ?? '',
      phones: state.phones.map(({ raw, e164, label }) => ({
        number: e164 === null ? raw : `+${e164}`,
        label,
      })),
      emails: state.emails.map(({ address }) => address),
      tags: state.tags,
    },
    home,
  );

/** The contact with what the entry says; numbers and addresses that are there keep their ids and their writing. */
export function applyEntry(
  state: ContactState,
  entry: DirectoryEntry,
  to: { readonly organisationId: string | null; readonly home: Home; readonly newId: () => string },
): ContactState {
  const { home, newId } = to;
  const kept = new Map(
    state.phones.map((phone) => [phoneKey(phone.e164 === null ? phone.raw : `+${phone.e164}`, home), phone]),
  );
  const phones = entry.phones.map(({ key, number, label }) => {
    const old = kept.get(key);
    if (old) return old;
    const reading = readNumber(number, home);
    const e164 = reading.kind === 'e164' ? Number(reading.e164.slice(1)) : null;
    return {
      id: newId(),
      e164,
      digits: e164 === null ? number.replace(/\D/g, '') || null : null,
      raw: number,
      label,
      note: null,
      main: false,
    };
  });
  const chosen = Math.max(
    0,
    phones.findIndex((phone) => phone.main),
  );
  const addresses = new Map(state.emails.map((email) => [emailKey(email.address), email]));
  return {
    ...state,
    name: entry.name,
    organisationId: to.organisationId,
    role: entry.role || null,
    about: entry.about,
    birthday: entry.birthday || null,
    language: entry.language || null,
    zone: entry.zone || null,
    tags: [...entry.tags],
    phones: phones.map((phone, at) =>
      phone.main === (at === chosen) ? phone : { ...phone, main: at === chosen },
    ),
    emails: entry.emails.map((address) => addresses.get(emailKey(address)) ?? { id: newId(), address }),
  };
}
