import { openOverlay } from '../../../db/repositories/imports/overlay.ts';
import { fold } from '../../../shared/domain/import/fold.ts';
import { type ContactPatch, type KnownContact, phoneKey } from '../../../shared/domain/import/merge.ts';
import { type ImportRow, type RowPhone, textsOf } from '../../../shared/domain/import/row.ts';
import type { KnownOnes } from './known-ones.ts';
import type { ImportStore } from './store.ts';

export interface DryStore extends KnownOnes, Pick<ImportStore, 'create' | 'apply'> {
  close(): void;
}

/**
 * The base as it would be: what the rows so far would have made or changed lies over what is there, and later rows find it.
 *
 * @param newId rising, so that the oldest of several is the first here as well
 */
export function createDryStore(base: KnownOnes, newId: () => string): DryStore {
  const over = openOverlay<KnownContact>();

  /** Found in the base or over it, each as it would be by now; oldest first. */
  function found(inBase: readonly KnownContact[], keys: readonly string[]): KnownContact[] {
    const all = new Map(inBase.map((known) => [known.id, known]));
    for (const id of keys.flatMap((key) => over.byKey(key))) {
      const known = over.get(id);
      if (known) all.set(id, known);
    }
    for (const { id } of inBase) {
      const changed = over.get(id);
      if (changed) all.set(id, changed);
    }
    return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  function put(known: KnownContact): void {
    const keys = [
      ...known.phones.flatMap(({ e164 }) => (e164 === undefined ? [] : [numberKey(e164)])),
      ...known.emails.map(({ address }) => emailKey(address)),
    ];
    const { kind, name, organisationName } = known;
    if (kind === 'organisation') keys.push(organisationKey(name));
    else if (organisationName !== undefined) keys.push(memberKey(name, organisationName));
    if (kind === 'person') keys.push(...textsOf(known.phones).map(({ raw }) => textNumberKey(name, raw)));
    over.put(known.id, known, keys);
  }

  const byName: KnownOnes['byName'] = (row) => {
    const { kind, name, organisation, phones } = row;
    if (kind === 'organisation') return found(base.byName(row), [organisationKey(name)]);
    if (organisation !== undefined) return found(base.byName(row), [memberKey(name, organisation)]);
    return found(
      base.byName(row),
      textsOf(phones).map(({ raw }) => textNumberKey(name, raw)),
    );
  };

  /** An organisation that a row mentions is made with it, as the import does. */
  function mention(name: string | undefined): void {
    if (name === undefined || byName({ kind: 'organisation', name, phones: [] }).length > 0) return;
    put({ ...EMPTY, id: newId(), kind: 'organisation', name });
  }

  return {
    users: () => base.users(),
    ownFields: () => base.ownFields(),
    byId: (id) => over.get(id) ?? base.byId(id),
    isFree: (id) => over.get(id) === undefined && base.isFree(id),
    byNumber: (numbers) => found(base.byNumber(numbers), numbers.map(numberKey)),
    byEmail: (addresses) => found(base.byEmail(addresses), addresses.map(emailKey)),
    byName,
    byWholeName: (name) => base.byWholeName(name),
    create(row) {
      mention(row.organisation);
      const id =
        row.id !== undefined && base.isFree(row.id) && over.get(row.id) === undefined ? row.id : newId();
      put(asKnown(id, row));
      return id;
    },
    apply(id, patch) {
      const known = over.get(id) ?? base.byId(id);
      if (known === undefined) throw new Error('a dry run merges into a contact that is not there');
      mention(patch.organisation);
      put(patched(known, patch));
    },
    close: () => over.close(),
  };
}

const numberKey = (e164: string) => `n${e164}`;
const emailKey = (address: string) => `e${address.toLowerCase()}`;
const organisationKey = (name: string) => `o${fold(name)}`;
const textNumberKey = (name: string, raw: string) => `t${fold(name)}\n${raw}`;
const memberKey = (name: string, organisation: string) => `m${fold(name)}\n${fold(organisation)}`;

const EMPTY = {
  relation: 'customer',
  stage: 'new',
  tags: [],
  about: '',
  phones: [],
  emails: [],
} as const satisfies Omit<KnownContact, 'id' | 'kind' | 'name'>;

const phonesOf = (phones: readonly RowPhone[]) =>
  phones.map(({ e164, raw, label, note }) => ({ e164, raw, label, note }));
const emailsOf = (addresses: readonly string[]) => addresses.map((address) => ({ address }));

function asKnown(id: string, { organisation, phones, emails, ...row }: ImportRow): KnownContact {
  return {
    ...EMPTY,
    ...row,
    id,
    organisationName: organisation,
    phones: phonesOf(phones),
    emails: emailsOf(emails),
  };
}

function patched(known: KnownContact, patch: ContactPatch): KnownContact {
  const {
    organisation,
    addPhones = [],
    addEmails = [],
    addAddresses = [],
    phoneNotes = {},
    ...fields
  } = patch;
  return {
    ...known,
    ...fields,
    ...(organisation === undefined ? {} : { organisationName: organisation }),
    phones: [
      ...known.phones.map((phone) => ({ ...phone, note: phoneNotes[phoneKey(phone)] ?? phone.note })),
      ...phonesOf(addPhones),
    ],
    emails: [...known.emails, ...emailsOf(addEmails)],
    addresses: [...(known.addresses ?? []), ...addAddresses],
  };
}
