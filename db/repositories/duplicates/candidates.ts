import type { Likeable } from '../../../shared/domain/duplicates/likeness.ts';
import { keyOfWords } from '../../../shared/domain/duplicates/name-key.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';

/** A card as the sweep compares it; `since`: when it was made, UTC ms. */
export interface SweptCard extends Likeable {
  readonly id: string;
  readonly row: number;
  readonly since: number;
}

export interface NameRow {
  readonly row: number;
  readonly kind: 'person' | 'organisation';
  readonly nameKey: string;
}

/** What a sweep reads, page by page in the order of an index, on a connection that only reads. */
export interface Candidates {
  count(): number;
  /** Numbers that cards have, in order, from this one on. */
  numbers(from: number, limit: number): { readonly key: number; readonly id: string }[];
  emails(from: string, limit: number): { readonly key: string; readonly id: string }[];
  /** Names in the order of the rows, behind this one. */
  names(after: number, limit: number): NameRow[];
  /** People of companies, in the order of these; behind this place. */
  members(
    after: { readonly company: string; readonly rseq: number },
    limit: number,
  ): { readonly company: string; readonly rseq: number; readonly id: string; readonly nameKey: string }[];
  idOf(row: number): string | undefined;
  card(id: string): SweptCard | undefined;
  isThere(id: string): boolean;
  /** For a block of very many: by what it is cut into smaller ones. */
  cut(
    row: number,
  ):
    | { readonly company: string | null; readonly birthday: string | null; readonly ends: readonly number[] }
    | undefined;
  /** Cards that share a number, an address, a name or a company with this one; of each at most `limit`. */
  around(card: SweptCard, limit: number): string[];
  isDistinct(firstId: string, secondId: string): boolean;
  /** The newest operation of the outbox, and the customers that changed after one. */
  lastOperation(): string;
  /** False: the base is another one, from a backup. */
  hasOperation(operation: string): boolean;
  changed(after: string, limit: number): { readonly op: string; readonly id: string | null }[];
}

interface RawCard {
  readonly id: string;
  readonly row: number;
  readonly kind: 'person' | 'organisation';
  readonly nameKey: string;
  readonly company: string | null;
  readonly birthday: string | null;
  readonly region: string | null;
  readonly since: number;
}

/** So many holders are counted: more of them say no more. */
const COUNTED = 20;

export function createCandidates(sqlite: Sqlite): Candidates {
  const prepare = (sql: string) => sqlite.prepare(sql);
  const count = prepare('select count(*) from contacts').pluck();
  const numbers = prepare(
    `select e164 as key, contact_id as id from contact_phones indexed by contact_phones_e164
     where e164 >= +? and deleted_at is null order by e164 limit +?`,
  );
  const emails = prepare(
    `select lower(address) as key, contact_id as id from contact_emails indexed by contact_emails_address
     where lower(address) >= +? and deleted_at is null order by lower(address) limit +?`,
  );
  const names = prepare(
    `select rowid as row, kind, name_key as nameKey from contacts
     where rowid > +? and deleted_at is null order by rowid limit +?`,
  );
  const members = prepare(
    `select organisation_id as company, rseq, id, name_key as nameKey from contacts indexed by contacts_organisation
     where (organisation_id, rseq) > (+@company, +@rseq) and deleted_at is null order by organisation_id, rseq limit +@limit`,
  );
  const idOf = prepare('select id from contacts where rowid = +? and deleted_at is null').pluck();
  const card = prepare(
    `select id, rowid as row, kind, name_key as nameKey, organisation_id as company, birthday, region, created_at as since
     from contacts where id = +? and deleted_at is null`,
  );
  const there = prepare('select 1 from contacts where id = +? and deleted_at is null');
  const phonesOf = prepare(
    'select e164, digits from contact_phones where contact_id = +? and deleted_at is null order by position limit 50',
  );
  const emailsOf = prepare(
    'select lower(address) as address from contact_emails where contact_id = +? and deleted_at is null limit 50',
  );
  const holders = (from: string, condition: string) =>
    prepare(
      `select count(*) from (select 1 from ${from} p cross join contacts c on c.id = p.contact_id and c.deleted_at is null
       where p.deleted_at is null and ${condition} limit ${COUNTED})`,
    ).pluck();
  const numberHolders = holders('contact_phones', 'p.e164 = +?');
  const emailHolders = holders('contact_emails', 'lower(p.address) = +?');
  const cutRow = prepare(
    'select id, organisation_id as company, birthday from contacts where rowid = +? and deleted_at is null',
  );
  const endsOf = prepare(
    'select tail / 1000 from contact_phones where contact_id = +? and deleted_at is null and tail is not null',
  ).pluck();
  const ofNumber = prepare(
    'select contact_id from contact_phones where e164 = +? and deleted_at is null limit +?',
  ).pluck();
  const ofEmail = prepare(
    'select contact_id from contact_emails where lower(address) = +? and deleted_at is null limit +?',
  ).pluck();
  const ofName = prepare(
    'select id from contacts where name_key = +? and deleted_at is null limit +?',
  ).pluck();
  const ofCompany = prepare(
    'select id from contacts where organisation_id = +? and deleted_at is null order by rseq desc limit +?',
  ).pluck();
  const distinct = prepare(
    'select 1 from distinct_contacts where first_id = +? and second_id = +? and deleted_at is null limit 1',
  );
  const last = prepare('select op_id from outbox order by op_id desc limit 1').pluck();
  const known = prepare('select 1 from outbox where op_id = +?');
  const changed = prepare(
    `select op_id as op, case when table_name = 'contacts' then row_id end as id from outbox
     where op_id > +? order by op_id limit +?`,
  );

  return {
    count: () => count.get() as number,
    numbers: (from, limit) => numbers.all(from, limit) as ReturnType<Candidates['numbers']>,
    emails: (from, limit) => emails.all(from, limit) as ReturnType<Candidates['emails']>,
    names: (after, limit) => names.all(after, limit) as NameRow[],
    members: (after, limit) => members.all({ ...after, limit }) as ReturnType<Candidates['members']>,
    isThere: (id) => there.get(id) !== undefined,
    idOf: (row) => idOf.get(row) as string | undefined,
    card(id) {
      const raw = card.get(id) as RawCard | undefined;
      if (raw === undefined) return undefined;
      const phones = phonesOf.all(id) as { e164: number | null; digits: string | null }[];
      return {
        id,
        row: raw.row,
        kind: raw.kind,
        since: raw.since,
        name: keyOfWords(raw.nameKey.split(' '), raw.kind),
        company: raw.company ?? undefined,
        birthday: raw.birthday ?? undefined,
        region: raw.region === null ? undefined : fold(raw.region),
        numbers: phones.flatMap(({ e164, digits }) => {
          if (e164 !== null) return [{ number: String(e164), holders: numberHolders.get(e164) as number }];
          // Extensions are everybody's in their own company.
          return digits !== null && digits.length >= 7 ? [{ number: digits, holders: COUNTED }] : [];
        }),
        emails: (emailsOf.all(id) as { address: string }[]).map(({ address }) => ({
          address,
          holders: emailHolders.get(address) as number,
        })),
      };
    },
    cut(row) {
      const found = cutRow.get(row) as
        | { id: string; company: string | null; birthday: string | null }
        | undefined;
      if (found === undefined) return undefined;
      const { id, company, birthday } = found;
      return { company, birthday, ends: endsOf.all(id) as number[] };
    },
    around(one, limit) {
      const ids = new Set<string>();
      const add = (found: unknown[]) => {
        // So many that it says nothing: they are somebody's switchboard or namesakes.
        if (found.length < limit) for (const id of found as string[]) ids.add(id);
      };
      for (const { number } of one.numbers) if (number.length > 7) add(ofNumber.all(Number(number), limit));
      for (const { address } of one.emails) add(ofEmail.all(address, limit));
      add(ofName.all(one.name.written, limit));
      if (one.company !== undefined)
        for (const id of ofCompany.all(one.company, 200) as string[]) ids.add(id);
      ids.delete(one.id);
      return [...ids];
    },
    isDistinct: (firstId, secondId) => distinct.get(firstId, secondId) !== undefined,
    hasOperation: (operation) => operation === '' || known.get(operation) !== undefined,
    lastOperation: () => (last.get() as string | undefined) ?? '',
    changed: (after, limit) => changed.all(after, limit) as ReturnType<Candidates['changed']>,
  };
}
