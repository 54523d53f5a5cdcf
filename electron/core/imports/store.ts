import type { Db } from '../../../db/open.ts';
import { type ContactState, type Context, createRepositories } from '../../../db/repositories/index.ts';
import type { ContactPatch, KnownContact } from '../../../shared/domain/import/merge.ts';
import type { Candidates } from '../../../shared/domain/import/plan.ts';
import type { ImportRow, RowPhone } from '../../../shared/domain/import/row.ts';
import type { Counts } from './progress.ts';

/** What an import asks of the base and does to it. */
export interface ImportStore {
  transaction<T>(work: () => T): T;
  users(): readonly { readonly id: string; readonly name: string }[];
  /** Who has one of these numbers (E.164 with the plus); oldest first, as with the next two. */
  byNumber(numbers: readonly string[]): KnownContact[];
  byEmail(addresses: readonly string[]): KnownContact[];
  /** The organisation of that name, or the people of that name in that organisation. */
  byName(row: Pick<ImportRow, 'kind' | 'name' | 'organisation'>): KnownContact[];
  create(row: ImportRow): string;
  apply(id: string, patch: ContactPatch): void;
  /** In the transaction of the rows that they count. */
  saveCounts(counts: Counts): void;
}

export interface StoreOptions {
  readonly db: Db;
  readonly importId: string;
  readonly context: Context;
  /** Each contact that is made or changed, organisations that came along too. */
  readonly onChanged: (id: string) => void;
}

/** Whom the base knows by what a row says; each question is asked only when it matters, and once. */
export function candidatesOf(store: ImportStore, row: ImportRow): Candidates {
  let byNumber: KnownContact[] | undefined;
  let byEmail: KnownContact[] | undefined;
  let byName: KnownContact[] | undefined;
  return {
    get byNumber() {
      byNumber ??= store.byNumber(row.phones.flatMap((phone) => phone.e164 ?? []));
      return byNumber;
    },
    get byEmail() {
      byEmail ??= store.byEmail(row.emails);
      return byEmail;
    },
    get byName() {
      byName ??= store.byName(row);
      return byName;
    },
  };
}

/**
 * The import's way to the base: whole contacts instead of drafts, because their numbers are already read and the reader
 * is the slowest part of an import (performance.md). Outbox and search index are kept as for every other change.
 */
export function createImportStore({ db, importId, context, onChanged }: StoreOptions): ImportStore {
  const { sqlite } = db;
  const { newId } = context;
  const { bulk } = createRepositories(db, context).contacts;
  const users = sqlite.prepare('select id, name from users where deleted_at is null');
  const counted = sqlite.prepare(
    'update imports set rows = @rows, processed = @processed, created = @created, merged = @merged, rejected = @rejected where id = @id',
  );

  function known(ids: readonly string[]): KnownContact[] {
    if (ids.length === 0) return [];
    return [...new Set(ids)].sort().flatMap((id) => {
      const stored = bulk.read(id);
      return stored === undefined ? [] : [toKnown(id, stored.state)];
    });
  }

  function toKnown(id: string, state: ContactState): KnownContact {
    return {
      id,
      kind: state.kind,
      name: state.name,
      organisationName: state.organisationId === null ? undefined : bulk.nameOf(state.organisationId),
      role: state.role ?? undefined,
      relation: state.relation,
      stage: state.stage,
      responsibleId: state.responsibleId ?? undefined,
      channel: state.channel ?? undefined,
      region: state.region ?? undefined,
      field: state.field ?? undefined,
      headCount: state.headCount ?? undefined,
      consent: state.consent ?? undefined,
      birthday: state.birthday ?? undefined,
      contractEndsOn: state.contractEndsOn ?? undefined,
      needs: state.needs ?? undefined,
      tags: state.tags,
      about: state.about,
      phones: state.phones.map(({ e164, raw, label }) => ({
        e164: e164 === null ? undefined : `+${e164}`,
        raw,
        label,
      })),
      emails: state.emails,
    };
  }

  /** The organisation of that name; made when there is none. */
  function organisation(name: string): string {
    const found = bulk.organisations(name).sort()[0];
    return found ?? add({ ...EMPTY, kind: 'organisation', name });
  }

  function add(state: ContactState): string {
    const id = newId();
    bulk.create(id, state);
    onChanged(id);
    return id;
  }

  const phones = (added: readonly RowPhone[], before: ContactState['phones']): ContactState['phones'] => [
    ...before,
    ...added.map(({ e164, digits, raw, label }, at) => ({
      id: newId(),
      e164: e164 === undefined ? null : Number(e164.slice(1)),
      digits: e164 === undefined ? (digits ?? null) : null,
      raw,
      label,
      main: before.length === 0 && at === 0,
    })),
  ];
  const emails = (added: readonly string[], before: ContactState['emails']): ContactState['emails'] => [
    ...before,
    ...added.map((address) => ({ id: newId(), address })),
  ];

  return {
    transaction: (work) => db.transaction(work),
    users: () => users.all() as { id: string; name: string }[],
    byNumber: (numbers) => known(numbers.flatMap((number) => bulk.byNumber(Number(number.slice(1))))),
    byEmail: (addresses) => known(addresses.flatMap((address) => bulk.byEmail(address))),
    byName({ kind, name, organisation: where }) {
      if (kind === 'organisation') return known(bulk.organisations(name));
      if (where === undefined) return [];
      return known(bulk.members(name, where));
    },
    create(row) {
      const {
        kind,
        name,
        role,
        stage,
        relation,
        channel,
        responsibleId,
        region,
        field,
        headCount,
        needs,
        tags,
        about,
      } = row;
      return add({
        kind,
        name,
        organisationId: row.organisation === undefined ? null : organisation(row.organisation),
        role: role ?? null,
        relation: relation ?? EMPTY.relation,
        stage: stage ?? EMPTY.stage,
        responsibleId: responsibleId ?? null,
        channel: channel ?? null,
        region: region ?? null,
        field: field ?? null,
        headCount: headCount ?? null,
        needs: needs ?? null,
        tags: [...tags],
        language: null,
        zone: null,
        consent: row.consent ?? null,
        birthday: row.birthday ?? null,
        contractEndsOn: row.contractEndsOn ?? null,
        about,
        phones: phones(row.phones, []),
        emails: emails(row.emails, []),
      });
    },
    apply(id, { organisation: where, addPhones, addEmails, tags, ...fields }) {
      const before = bulk.read(id);
      if (before === undefined) throw new Error('the import merges into a contact that is not there');
      const { state } = before;
      const next = {
        ...state,
        ...fields,
        ...(tags === undefined ? {} : { tags: [...tags] }),
        ...(where === undefined ? {} : { organisationId: organisation(where) }),
        ...(addPhones === undefined ? {} : { phones: phones(addPhones, state.phones) }),
        ...(addEmails === undefined ? {} : { emails: emails(addEmails, state.emails) }),
      };
      bulk.change(id, next, before);
      onChanged(id);
    },
    saveCounts: (counts) => void counted.run({ ...counts, id: importId }),
  };
}

/** An organisation that a row only mentions. */
const EMPTY = {
  organisationId: null,
  role: null,
  relation: 'customer',
  stage: 'new',
  responsibleId: null,
  channel: null,
  region: null,
  field: null,
  headCount: null,
  needs: null,
  tags: [],
  language: null,
  zone: null,
  consent: null,
  birthday: null,
  contractEndsOn: null,
  about: '',
  phones: [],
  emails: [],
} satisfies Omit<ContactState, 'kind' | 'name'>;
