import { isDeepStrictEqual } from 'node:util';
import type { OwnField, OwnValues } from '../../../shared/domain/own-field/field.ts';
import { searchedOwn } from '../../../shared/domain/own-field/words.ts';
import { words } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';
import type { OwnFieldReader } from '../own-fields/own-fields.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Upkeep of `contact_search`, by the program: by trigger it costs 658 µs a row instead of 20 (performance.md). */
export interface SearchIndex {
  /** Puts the words of a contact that was not there before into the index. */
  add(contactId: string): void;
  /** Puts the contact's present words into the index, or takes it out when it is deleted. */
  update(contactId: string): void;
  /** The same for the people of an organisation, whose name is among their words. */
  updatePeople(organisationId: string): void;
  /** The contact was in touch: it becomes the most recent one. */
  touch(contactId: string): void;
  /** Two contacts change places among the most recent ones. */
  swap(oneId: string, otherId: string): void;
  /** Puts the contact at a place that nobody has, where it is not that already. */
  place(contactId: string, rseq: number): void;
  /**
   * Inside a transaction of the caller: words of all that `work` adds and updates go into the index at its end. FTS5 writes out a piece
   * of its own at each savepoint that comes after it has been given words, and SQLite opens those for foreign keys and triggers.
   *
   * @param beforeEach may throw, and the transaction is let go
   */
  atOnce<T>(work: () => T, beforeEach?: () => void): T;
}

/** Longest list of words that is indexed for one contact. */
const MAX_WORDS = 60;
/** Contacts whose words are read by one statement: some tenths of a ms, in which nobody is let in. */
const AT_ONCE = 128;

/** In the order of `SourceList`. */
const SOURCE = `c.rseq, c.name_key as nameKey, o.name_key as organisationKey, c.role, c.tags, c.own,
  c.deleted_at as deletedAt`;
const ITS_ORGANISATION = 'left join contacts o on o.id = c.organisation_id and o.deleted_at is null';

export function createSearchIndex(
  sqlite: Sqlite,
  vocabulary: Vocabulary,
  ownFields: OwnFieldReader,
): SearchIndex {
  const source = sqlite.prepare(`select ${SOURCE} from contacts c ${ITS_ORGANISATION} where c.id = +?`);
  // A third of what one statement for each of them costs. Rows as lists: their objects would be another third.
  const sources = sqlite
    .prepare(
      `select ${SOURCE} from json_each(?) j cross join contacts c on c.id = j.value ${ITS_ORGANISATION}`,
    )
    .raw();
  const people = sqlite
    .prepare('select id from contacts where organisation_id = +? and deleted_at is null')
    .pluck();
  const drop = sqlite.prepare('delete from contact_search where rowid = ?');
  const insert = sqlite.prepare('insert into contact_search (rowid, words) values (?, ?)');
  const newest = sqlite.prepare('select max(rseq) from contacts').pluck();
  const move = sqlite.prepare('update contacts set rseq = ? where id = +?');

  const read = (id: string): Source | undefined => source.get(id) as Source | undefined;

  function index(row: Source): void {
    const found = indexed(row, ownFields.list());
    insert.run(row.rseq, found.join(' '));
    vocabulary.add(found);
  }

  /** Contacts whose words wait, and whether the index has had any of theirs; absent outside of `atOnce`. */
  let waiting: Map<string, boolean> | undefined;

  function put(row: Source, isKnown: boolean): void {
    if (isKnown) drop.run(row.rseq);
    if (row.deletedAt === null) index(row);
  }

  function note(contactId: string, isKnown: boolean): void {
    if (waiting === undefined) {
      const row = read(contactId);
      if (row !== undefined) put(row, isKnown);
    } else if (!waiting.has(contactId)) waiting.set(contactId, isKnown);
  }

  const update = (contactId: string): void => note(contactId, true);

  /** What the words of these contacts come from, in their order. */
  function* inLots(contactIds: readonly string[]): Generator<SourceList[]> {
    for (let from = 0; from < contactIds.length; from += AT_ONCE)
      yield sources.all(JSON.stringify(contactIds.slice(from, from + AT_ONCE))) as SourceList[];
  }

  /**
   * Places in the index are about to change, and what waits is known by them. In the order of the places: FTS5 writes out all that
   * it holds before it takes one that lies behind the last one, which is 0.7 ms for each of them.
   */
  function settle(beforeEach?: () => void): void {
    const now = [...(waiting ?? [])];
    waiting = undefined;
    const those = (isKnown: boolean) =>
      now.filter((one) => one[1] === isKnown).map(([contactId]) => contactId);
    const known: SourceList[] = [];
    for (const rows of inLots(those(true))) {
      beforeEach?.();
      known.push(...rows);
    }
    known.sort(([one], [other]) => one - other);
    for (const row of known) {
      beforeEach?.();
      put(sourceOf(row), true);
    }
    // New ones have the highest places, in the order in which they were made.
    for (const rows of inLots(those(false)))
      for (const row of rows) {
        beforeEach?.();
        put(sourceOf(row), false);
      }
  }

  const taken = sqlite.prepare('select 1 from contacts where rseq = +?');

  function moveTo(contactId: string, rseq: number): void {
    settle();
    const row = read(contactId);
    if (row === undefined) return;
    drop.run(row.rseq);
    move.run(rseq, contactId);
    update(contactId);
  }

  return {
    swap(oneId, otherId) {
      settle();
      const [one, other] = [read(oneId)?.rseq, read(otherId)?.rseq];
      if (one === undefined || other === undefined) return;
      drop.run(one);
      // Places are unique: one of them steps aside meanwhile.
      move.run(-one, oneId);
      moveTo(otherId, one);
      moveTo(oneId, other);
    },
    place(contactId, rseq) {
      if (taken.get(rseq) === undefined) moveTo(contactId, rseq);
    },
    add: (contactId) => note(contactId, false),
    update,
    updatePeople(organisationId) {
      for (const id of people.all(organisationId) as string[]) update(id);
    },
    touch(contactId) {
      settle();
      const row = read(contactId);
      const last = newest.get() as number;
      if (row === undefined || row.rseq === last) return;
      drop.run(row.rseq);
      move.run(last + 1, contactId);
      update(contactId);
    },
    atOnce(work, beforeEach) {
      waiting = new Map();
      try {
        const result = work();
        settle(beforeEach);
        return result;
      } finally {
        waiting = undefined;
      }
    },
  };
}

/** The fields of a contact that its words come from, see `indexed`. */
const WORDED = ['name', 'organisationId', 'role', 'tags', 'own'] as const;
type Worded = Readonly<Record<(typeof WORDED)[number], unknown>>;

/** Does this change touch the words? To take a contact out of the index and put him back costs more than all the rest of it. */
export const changesWords = (next: Worded, before: Worded): boolean =>
  WORDED.some((field) => next[field] !== before[field] && !isDeepStrictEqual(next[field], before[field]));

interface Source {
  readonly rseq: number;
  readonly nameKey: string;
  readonly organisationKey: string | null;
  readonly role: string | null;
  /** JSON. */
  readonly tags: string;
  /** JSON. */
  readonly own: string;
  readonly deletedAt: number | null;
}

/** A `Source` as a list. */
type SourceList = [
  rseq: number,
  nameKey: string,
  organisationKey: string | null,
  role: string | null,
  tags: string,
  own: string,
  deletedAt: number | null,
];

const sourceOf = ([rseq, nameKey, organisationKey, role, tags, own, deletedAt]: SourceList): Source => ({
  rseq,
  nameKey,
  organisationKey,
  role,
  tags,
  own,
  deletedAt,
});

/** The words by which a contact is found: name, company, role, tags, the firm's own fields. Names are kept folded. */
function indexed(
  { nameKey, organisationKey, role, tags, own }: Source,
  fields: readonly OwnField[],
): string[] {
  const texts = own === '{}' ? [] : searchedOwn(fields, JSON.parse(own) as OwnValues).map(({ text }) => text);
  const rest = [role ?? '', ...(JSON.parse(tags) as string[]), ...texts].join(' ').trim();
  return [
    ...new Set([
      ...nameKey.split(' '),
      ...(organisationKey?.split(' ') ?? []),
      ...(rest === '' ? [] : words(rest)),
    ]),
  ].slice(0, MAX_WORDS);
}
