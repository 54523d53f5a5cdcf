import type { Db } from '../../../db/open.ts';
import { createChanges } from '../../../db/repositories/change.ts';
import { type ContactState, contactAggregate, nameKey } from '../../../db/repositories/contacts/aggregate.ts';
import type { Context } from '../../../db/repositories/context.ts';
import { createSearchIndex } from '../../../db/repositories/search/search-index.ts';
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

/** Whom the base knows by what a row says; each question is asked only when it matters. */
export const candidatesOf = (store: ImportStore, row: ImportRow): Candidates => ({
  get byNumber() {
    return store.byNumber(row.phones.flatMap((phone) => phone.e164 ?? []));
  },
  get byEmail() {
    return store.byEmail(row.emails);
  },
  get byName() {
    return store.byName(row);
  },
});

/**
 * The import's way to the base: whole contacts instead of drafts, because their numbers are already read and the reader
 * is the slowest part of an import (performance.md). Outbox and search index are kept as for every other change.
 */
export function createImportStore({ db, importId, context, onChanged }: StoreOptions): ImportStore {
  const { sqlite } = db;
  const { newId } = context;
  const aggregate = contactAggregate(sqlite);
  const changes = createChanges({ ...context, db });
  const index = createSearchIndex(sqlite);
  changes.register(aggregate, (id, next, before) => {
    index.update(id);
    if (next.state.kind === 'organisation' && before !== undefined && before.state.name !== next.state.name)
      index.updatePeople(id);
    onChanged(id);
  });

  // `= +?`: otherwise this SQLite (STAT4) looks at the bound value and plans anew at each call, 35 µs for 6.7.
  const column = (sql: string) => sqlite.prepare(sql).pluck();
  const numberHolders = column(
    'select contact_id from contact_phones where e164 = +? and deleted_at is null',
  );
  const emailHolders = column(
    'select contact_id from contact_emails where lower(address) = +? and deleted_at is null',
  );
  const organisations = column(
    "select id from contacts where name_key = +? and deleted_at is null and kind = 'organisation'",
  );
  const members = column(
    `select id from contacts where name_key = +? and deleted_at is null and kind = 'person' and organisation_id in
     (select id from contacts where name_key = +? and deleted_at is null and kind = 'organisation')`,
  );
  const nameOf = column('select name from contacts where id = ? and deleted_at is null');
  const users = sqlite.prepare('select id, name from users where deleted_at is null');
  const counted = sqlite.prepare(
    'update imports set rows = @rows, processed = @processed, created = @created, merged = @merged, rejected = @rejected where id = @id',
  );

  function known(ids: Iterable<unknown>): KnownContact[] {
    return [...new Set(ids as Iterable<string>)].sort().flatMap((id) => {
      const stored = aggregate.read(id);
      return stored === undefined || stored.stamp.deletedAt !== null ? [] : [toKnown(id, stored.state)];
    });
  }

  function toKnown(id: string, state: ContactState): KnownContact {
    return {
      id,
      kind: state.kind,
      name: state.name,
      organisationName:
        state.organisationId === null ? undefined : (nameOf.get(state.organisationId) as string | undefined),
      role: state.role ?? undefined,
      relation: state.relation,
      stage: state.stage,
      responsibleId: state.responsibleId ?? undefined,
      channel: state.channel ?? undefined,
      region: state.region ?? undefined,
      field: state.field ?? undefined,
      headCount: state.headCount ?? undefined,
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
    const found = (organisations.all(nameKey(name)) as string[]).sort()[0];
    if (found !== undefined) return found;
    const id = newId();
    changes.save(aggregate, id, { ...EMPTY, kind: 'organisation', name });
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
    byNumber: (numbers) => known(numbers.flatMap((number) => numberHolders.all(Number(number.slice(1))))),
    byEmail: (addresses) => known(addresses.flatMap((address) => emailHolders.all(asciiLower(address)))),
    byName({ kind, name, organisation: where }) {
      if (kind === 'organisation') return known(organisations.all(nameKey(name)));
      if (where === undefined) return [];
      return known(members.all(nameKey(name), nameKey(where)));
    },
    create(row) {
      const id = newId();
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
      changes.save(aggregate, id, {
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
        about,
        phones: phones(row.phones, []),
        emails: emails(row.emails, []),
      });
      return id;
    },
    apply(id, { organisation: where, addPhones, addEmails, tags, ...fields }) {
      const before = aggregate.read(id)?.state;
      if (before === undefined) throw new Error('the import merges into a contact that is not there');
      changes.save(aggregate, id, {
        ...before,
        ...fields,
        ...(tags === undefined ? {} : { tags: [...tags] }),
        ...(where === undefined ? {} : { organisationId: organisation(where) }),
        ...(addPhones === undefined ? {} : { phones: phones(addPhones, before.phones) }),
        ...(addEmails === undefined ? {} : { emails: emails(addEmails, before.emails) }),
      });
    },
    saveCounts: (counts) => void counted.run({ ...counts, id: importId }),
  };
}

/** SQLite's `lower`, by which addresses are indexed, knows ASCII only. */
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

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
  about: '',
  phones: [],
  emails: [],
} satisfies Omit<ContactState, 'kind' | 'name'>;
