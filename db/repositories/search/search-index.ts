import { words } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';

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
}

/** Longest list of words that is indexed for one contact. */
const MAX_WORDS = 60;

export function createSearchIndex(sqlite: Sqlite): SearchIndex {
  const source = sqlite.prepare(
    `select c.rseq, c.name_key as nameKey, o.name_key as organisationKey, c.role, c.tags, c.deleted_at as deletedAt
     from contacts c left join contacts o on o.id = c.organisation_id and o.deleted_at is null where c.id = +?`,
  );
  const people = sqlite
    .prepare('select id from contacts where organisation_id = +? and deleted_at is null')
    .pluck();
  const drop = sqlite.prepare('delete from contact_search where rowid = ?');
  const put = sqlite.prepare('insert into contact_search (rowid, words) values (?, ?)');
  const newest = sqlite.prepare('select max(rseq) from contacts').pluck();
  const move = sqlite.prepare('update contacts set rseq = ? where id = +?');

  const read = (id: string): Source | undefined => source.get(id) as Source | undefined;

  const index = (row: Source): void => void put.run(row.rseq, indexed(row).join(' '));

  function update(contactId: string): void {
    const row = read(contactId);
    if (row === undefined) return;
    drop.run(row.rseq);
    if (row.deletedAt === null) index(row);
  }

  return {
    add(contactId) {
      const row = read(contactId);
      if (row !== undefined) index(row);
    },
    update,
    updatePeople(organisationId) {
      for (const id of people.all(organisationId) as string[]) update(id);
    },
    touch(contactId) {
      const row = read(contactId);
      const last = newest.get() as number;
      if (row === undefined || row.rseq === last) return;
      drop.run(row.rseq);
      move.run(last + 1, contactId);
      update(contactId);
    },
  };
}

interface Source {
  readonly rseq: number;
  readonly nameKey: string;
  readonly organisationKey: string | null;
  readonly role: string | null;
  /** JSON. */
  readonly tags: string;
  readonly deletedAt: number | null;
}

/** The words by which a contact is found: name, company, role, tags. Names are kept folded. */
function indexed({ nameKey, organisationKey, role, tags }: Source): string[] {
  const rest = [role ?? '', ...(JSON.parse(tags) as string[])].join(' ').trim();
  return [
    ...new Set([
      ...nameKey.split(' '),
      ...(organisationKey?.split(' ') ?? []),
      ...(rest === '' ? [] : words(rest)),
    ]),
  ].slice(0, MAX_WORDS);
}
