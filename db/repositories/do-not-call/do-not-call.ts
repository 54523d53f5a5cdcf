import type { DoNotCallEntry } from '../../../shared/contract/campaigns.ts';
import { formatNumber } from '../../../shared/domain/phone-number/index.ts';
import { doNotCall } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import type { Search } from '../search/search.ts';
import { createNumberHash } from './number-hash.ts';

export interface NewDoNotCall {
  /** E.164 with the plus. */
  readonly number?: string | undefined;
  readonly contactId?: string | undefined;
  readonly reason: string;
}

/** Who must not be called: numbers, and customers as a whole. */
export interface DoNotCall {
  /** One of `number` and `contactId`. What is there already stays as it is, and comes back as the change of nothing. */
  add(entry: NewDoNotCall): Changed;
  /** Many numbers in the caller's transaction; true: it is new. */
  put(number: string, reason: string): boolean;
  get(id: string): { number?: string | undefined; contactId?: string | undefined } | undefined;
  /** @throws Failure `notFound` */
  remove(id: string): Changed;
  hasNumber(e164: string): boolean;
  hasContact(contactId: string): boolean;
  /** Latest first. `search`: digits of a number, or a customer's name. */
  list(filter: { search?: string | undefined; offset: number; limit: number }): {
    entries: DoNotCallEntry[];
    total: number;
  };
}

interface Stored {
  readonly number: string | null;
  readonly erased: 1 | null;
}

/** Customers of one name that are looked for in the list. */
const NAMESAKES = 500;

const ROW = `select d.id, case when d.e164 is null then null else '+' || d.e164 end as number, c.id as contactId,
    c.name as contactName, case when d.number_hash is null then null else 1 end as erased, d.reason, d.created_at as addedAt, u.name as addedBy
  from do_not_call d left join contacts c on c.id = d.contact_id and c.deleted_at is null
  left join users u on u.id = d.author_id`;

const HERE = 'd.deleted_at is null';
const DIGITS = `${HERE} and '+' || d.e164 like @digits`;
const NAMES = `${HERE} and (d.contact_id in (select value from json_each(@contacts)) or instr(lower(d.reason), lower(@text)) > 0)`;

export function createDoNotCall(deps: Deps, changes: Changes, search: Search): DoNotCall {
  const { db, newId, actorId, home } = deps;
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, doNotCall);
  changes.register(aggregate);
  const byNumber = sqlite
    .prepare('select id from do_not_call where e164 = +? and e164 is not null and deleted_at is null limit 1')
    .pluck();
  const hashes = createNumberHash(sqlite);
  const byHash = sqlite
    .prepare(
      'select id from do_not_call where number_hash = +? and number_hash is not null and deleted_at is null limit 1',
    )
    .pluck();
  const byContact = sqlite
    .prepare(
      'select id from do_not_call where contact_id = +? and contact_id is not null and deleted_at is null limit 1',
    )
    .pluck();
  const page = (where: string) => ({
    rows: sqlite.prepare(
      `${ROW} where ${where} order by d.created_at desc, d.id desc limit +@limit offset +@offset`,
    ),
    count: sqlite.prepare(`select count(*) from do_not_call d where ${where}`).pluck(),
  });
  const pages = { all: page(HERE), digits: page(DIGITS), names: page(NAMES) };

  const keyOf = (number: string): number => Number(number.slice(1));
  const state = (entry: NewDoNotCall) => ({
    e164: entry.number === undefined ? null : keyOf(entry.number),
    contactId: entry.contactId ?? null,
    reason: entry.reason,
    numberHash: null,
    authorId: actorId(),
  });
  const ofNumber = (e164: number): string | undefined => {
    const hash = hashes.of(e164);
    return (byNumber.get(e164) ?? (hash && byHash.get(hash))) as string | undefined;
  };
  const known = ({ number, contactId }: Omit<NewDoNotCall, 'reason'>): string | undefined =>
    number !== undefined ? ofNumber(keyOf(number)) : (byContact.get(contactId) as string | undefined);

  return {
    add: (entry) =>
      db.transaction(() => {
        const id = known(entry);
        return id === undefined
          ? changes.save(aggregate, newId(), state(entry))
          : changes.patch(aggregate, id, {});
      }),
    put(number, reason) {
      if (known({ number }) !== undefined) return false;
      changes.put(aggregate, newId(), state({ number, reason }), undefined);
      return true;
    },
    get(id) {
      const stored = aggregate.read(id);
      if (stored === undefined || stored.stamp.deletedAt !== null) return undefined;
      const { e164, contactId } = stored.state;
      return present({ number: e164 === null ? null : `+${e164}`, contactId });
    },
    remove: (id) => changes.remove(aggregate, id),
    hasNumber: (e164) => ofNumber(keyOf(e164)) !== undefined,
    hasContact: (contactId) => byContact.get(contactId) !== undefined,
    list({ search: text = '', offset, limit }) {
      const wanted = text.trim();
      const digits = wanted.replaceAll(/\D/g, '');
      const kind =
        wanted === '' ? 'all' : digits.length >= 2 && /^[\d\s+().-]+$/.test(wanted) ? 'digits' : 'names';
      const filter =
        kind === 'all'
          ? {}
          : kind === 'digits'
            ? { digits: `%${digits}%` }
            : {
                text: wanted,
                contacts: JSON.stringify(search.ids(wanted, NAMESAKES)),
              };
      const { rows, count } = pages[kind];
      const found = rows.all({ ...filter, offset, limit }) as (Omit<DoNotCallEntry, 'number' | 'erased'> &
        Stored)[];
      return { entries: found.map(toEntry), total: count.get(filter) as number };
    },
  };

  function toEntry(raw: Omit<DoNotCallEntry, 'number' | 'erased'> & Stored): DoNotCallEntry {
    const numberDisplay = raw.number === null ? null : formatNumber(raw.number, home().country);
    return present({ ...raw, numberDisplay, erased: raw.erased === 1 ? true : null }) as DoNotCallEntry;
  }
}
