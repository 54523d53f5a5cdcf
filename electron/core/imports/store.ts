import type { Db } from '../../../db/open.ts';
import {
  type ContactState,
  type Context,
  createRepositories,
  EMPTY_CONTACT,
  type Repositories,
} from '../../../db/repositories/index.ts';
import type { ImportPosition } from '../../../db/types.ts';
import type { ImportOptions } from '../../../shared/contract/imports.ts';
import type { GoodsReading } from '../../../shared/domain/import/goods-row.ts';
import { type ContactPatch, type KnownContact, phoneKey } from '../../../shared/domain/import/merge.ts';
import type { Candidates } from '../../../shared/domain/import/plan.ts';
import { type ImportRow, type RowPhone, textsOf } from '../../../shared/domain/import/row.ts';
import { type GoodsFate, takeGoods } from './goods-take.ts';
import type { KnownOnes } from './known-ones.ts';
import type { Counts } from './progress.ts';

/** What an import asks of the base and does to it. */
export interface ImportStore extends KnownOnes {
  /** @param beforeEnd may throw once more, as long as there is something to be done at the end of the transaction */
  transaction<T>(work: () => T, beforeEnd?: () => void): T;
  /** What customers bought, agreed to and were charged. */
  readonly goods: Repositories['goods'];
  create(row: ImportRow): string;
  apply(id: string, patch: ContactPatch): void;
  /** Puts what a row says of goods onto the card of their customer. */
  takeGoods(goods: GoodsReading, mode: ImportOptions['duplicates']): GoodsFate;
  /** Keeps a row for a person's decision. */
  setAside(line: number, row: ImportRow): void;
  /** In the transaction of the rows that they count. */
  saveProgress(counts: Counts, position: ImportPosition): void;
  /** Contacts that were made or changed since the last time, organisations that came along too. */
  takeChanged(): readonly string[];
  /** The transaction was let go: nothing of it happened. */
  forget(): void;
}

export interface StoreOptions {
  readonly db: Db;
  readonly importId: string;
  readonly context: Context;
}

/** Whom the base knows by what a row says; each question is asked only when it matters, and once. */
export const candidatesOf = (store: KnownOnes, row: ImportRow): Candidates => new Asked(store, row);

class Asked implements Candidates {
  readonly #store: KnownOnes;
  readonly #row: ImportRow;
  #byNumber: KnownContact[] | undefined;
  #byEmail: KnownContact[] | undefined;
  #byName: KnownContact[] | undefined;

  constructor(store: KnownOnes, row: ImportRow) {
    this.#store = store;
    this.#row = row;
  }

  get byId(): KnownContact | undefined {
    const { id } = this.#row;
    return id === undefined ? undefined : this.#store.byId(id);
  }

  get idIsFree(): boolean {
    const { id } = this.#row;
    return id !== undefined && this.#store.isFree(id);
  }

  get byNumber(): KnownContact[] {
    this.#byNumber ??= this.#store.byNumber(this.#row.phones.flatMap((phone) => phone.e164 ?? []));
    return this.#byNumber;
  }

  get byEmail(): KnownContact[] {
    this.#byEmail ??= this.#store.byEmail(this.#row.emails);
    return this.#byEmail;
  }

  get byName(): KnownContact[] {
    this.#byName ??= this.#store.byName(this.#row);
    return this.#byName;
  }
}

/**
 * The import's way to the base: whole contacts instead of drafts, because their numbers are already read and the reader
 * is the slowest part of an import (performance.md). Outbox and search index are kept as for every other change.
 */
export function createImportStore({ db, importId, context }: StoreOptions): ImportStore {
  const { newId } = context;
  const { contacts, goods, imports, importsAside, ownFields, users } = createRepositories(db, context);
  const { bulk } = contacts;
  let changed: string[] = [];
  /** Organisations of this transaction by their names: the rows of a firm stand together, and it is looked for once. */
  const organisations = new Map<string, string>();

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
      language: state.language ?? undefined,
      zone: state.zone ?? undefined,
      own: state.own,
      about: state.about,
      phones: state.phones.map(({ e164, raw, label, note }) => ({
        e164: e164 === null ? undefined : `+${e164}`,
        raw,
        label,
        note: note ?? undefined,
      })),
      emails: state.emails,
      addresses: state.addresses,
    };
  }

  const isFree = (id: string): boolean => bulk.isFree(id);

  /** The organisation of that name; made when there is none. */
  function organisation(name: string): string {
    const known = organisations.get(name);
    if (known !== undefined) return known;
    const id = bulk.organisations(name).sort()[0] ?? add({ ...EMPTY_CONTACT, kind: 'organisation', name });
    organisations.set(name, id);
    return id;
  }

  function add(state: ContactState, wanted?: string): string {
    const id = wanted !== undefined && isFree(wanted) ? wanted : newId();
    bulk.create(id, state);
    changed.push(id);
    return id;
  }

  const phones = (added: readonly RowPhone[], before: ContactState['phones']): ContactState['phones'] => [
    ...before,
    ...added.map(({ e164, digits, raw, label, note }, at) => ({
      id: newId(),
      e164: e164 === undefined ? null : Number(e164.slice(1)),
      digits: e164 === undefined ? (digits ?? null) : null,
      raw,
      label,
      main: before.length === 0 && at === 0,
      note: note ?? null,
    })),
  ];
  const noted = (before: ContactState['phones'], notes: ContactPatch['phoneNotes'] = {}) =>
    before.map((phone) => {
      const note =
        notes[phoneKey({ e164: phone.e164 === null ? undefined : `+${phone.e164}`, raw: phone.raw })];
      return note === undefined ? phone : { ...phone, note };
    });
  const emails = (added: readonly string[], before: ContactState['emails']): ContactState['emails'] => [
    ...before,
    ...added.map((address) => ({ id: newId(), address })),
  ];

  const store: ImportStore = {
    transaction(work, beforeEnd) {
      organisations.clear();
      return bulk.transaction(work, beforeEnd);
    },
    goods,
    users: users.list,
    ownFields: () => ownFields.list(),
    byId: (id) => known([id])[0],
    isFree,
    byNumber: (numbers) => known(numbers.flatMap((number) => bulk.byNumber(Number(number.slice(1))))),
    byEmail: (addresses) => known(addresses.flatMap((address) => bulk.byEmail(address))),
    byName({ kind, name, organisation: where, phones: given }) {
      if (kind === 'organisation') return known(bulk.organisations(name));
      if (where === undefined)
        return known(textsOf(given).flatMap(({ raw }) => bulk.namedWithText(name, raw)));
      return known(bulk.members(name, where));
    },
    byWholeName: (name) => known(bulk.named(name)),
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
      return add(
        {
          kind,
          name,
          organisationId: row.organisation === undefined ? null : organisation(row.organisation),
          role: role ?? null,
          relation: relation ?? EMPTY_CONTACT.relation,
          stage: stage ?? EMPTY_CONTACT.stage,
          responsibleId: responsibleId ?? null,
          channel: channel ?? null,
          region: region ?? null,
          field: field ?? null,
          headCount: headCount ?? null,
          needs: needs ?? null,
          tags: [...tags],
          language: row.language ?? null,
          zone: row.zone ?? null,
          consent: row.consent ?? null,
          birthday: row.birthday ?? null,
          contractEndsOn: row.contractEndsOn ?? null,
          own: row.own ?? {},
          addresses: [...(row.addresses ?? [])],
          about,
          phones: phones(row.phones, []),
          emails: emails(row.emails, []),
        },
        row.id,
      );
    },
    apply(id, { organisation: where, addPhones, addEmails, addAddresses, phoneNotes, tags, ...fields }) {
      const before = bulk.read(id);
      if (before === undefined) throw new Error('the import merges into a contact that is not there');
      const { state } = before;
      const next = {
        ...state,
        ...fields,
        ...(tags === undefined ? {} : { tags: [...tags] }),
        ...(where === undefined ? {} : { organisationId: organisation(where) }),
        ...(addPhones === undefined && phoneNotes === undefined
          ? {}
          : { phones: phones(addPhones ?? [], noted(state.phones, phoneNotes)) }),
        ...(addAddresses === undefined ? {} : { addresses: [...state.addresses, ...addAddresses] }),
        ...(addEmails === undefined ? {} : { emails: emails(addEmails, state.emails) }),
      };
      bulk.change(id, next, before);
      if (fields.name !== undefined) organisations.clear();
      changed.push(id);
    },
    saveProgress: (counts, position) => imports.saveProgress(importId, counts, position),
    takeChanged() {
      const ids = changed;
      changed = [];
      return ids;
    },
    forget() {
      changed = [];
    },
    takeGoods(reading, mode) {
      const fate = takeGoods(reading, { known: store, goods, newId }, mode);
      if ('changed' in fate && fate.changed) changed.push(fate.contactId);
      return fate;
    },
    setAside: (line, row) => importsAside.add(importId, { line, row }),
  };
  return store;
}
