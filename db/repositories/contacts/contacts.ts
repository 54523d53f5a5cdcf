import type { NumberReading } from '../../../shared/contract/calls.ts';
import type { Card, Contact, ContactDraft, ContactRow } from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Stage } from '../../../shared/domain/contact/stage.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import type { Leads } from '../campaigns/leads.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { Lookup } from '../lookup/lookup.ts';
import type { Notes } from '../notes/notes.ts';
import type { Search } from '../search/search.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { contactAggregate, nameKey } from './aggregate.ts';
import { type ContactBulk, createContactBulk } from './bulk.ts';
import { createCardReader, type MandatoryField } from './card.ts';
import { stateOf } from './draft.ts';
import { type ContactListFilter, type ContactPage, createContactList } from './list.ts';
import { createStageHistory } from './stage-history.ts';
import { createContactReader } from './view.ts';

/**
 * People and organisations. Numbers in drafts come in any writing and are read at `home` (default: the firm's). All
 * throw Failure `notFound` for a contact that is not there or was deleted.
 */
export interface Contacts {
  /** An `organisationName` without id takes the organisation of that name, or makes it. */
  create(draft: ContactDraft, home?: Home): Changed;
  /** @throws Failure `changedMeanwhile` when `version` is not the present one */
  update(id: string, version: number, draft: ContactDraft, home?: Home): Changed;
  remove(id: string): Changed;
  setStage(id: string, stage: Stage): Changed;
  addNote(contactId: string, text: string): Changed;
  get(id: string): Contact | undefined;
  card(id: string, mandatory?: readonly MandatoryField[]): Card;
  list(filter: ContactListFilter): ContactPage;
  /** Who has this number, best match first. */
  byNumber(reading: NumberReading): ContactRow[];
  /** The id of the organisation of that name, whatever its case and marks. */
  findOrganisationByName(name: string): string | undefined;
  count(): number;
  /** Colleagues with an extension, by name; at most `limit`. One who has two is there twice. */
  colleagues(limit: number): ColleagueRow[];
  /** For an import. */
  readonly bulk: ContactBulk;
}

/** Somebody of the firm, as the PBX and as people know them. */
export interface ColleagueRow {
  readonly contactId: string;
  readonly name: string;
  readonly extension: string;
}

interface Parts {
  readonly changes: Changes;
  readonly index: SearchIndex;
  readonly search: Search;
  readonly lookup: Lookup;
  readonly notes: Notes;
  readonly leads: Pick<Leads, 'contactGone' | 'contactBack'>;
}

export function createContacts(deps: Deps, parts: Parts): Contacts {
  const { changes, index, search, lookup, notes, leads } = parts;
  const { db, newId } = deps;
  const { sqlite } = db;
  const aggregate = contactAggregate(sqlite);
  const noteStage = createStageHistory(deps);
  changes.register(aggregate, (id, next, before) => {
    if (before === undefined) return index.add(id);
    index.update(id);
    noteStage(id, before.state.stage, next.state.stage, next.stamp.updatedAt);
    const gone = next.stamp.deletedAt !== null;
    if (gone !== (before.stamp.deletedAt !== null)) {
      if (gone) leads.contactGone(id);
      else leads.contactBack(id);
    }
    const renamed = next.state.name !== before.state.name || next.stamp.deletedAt !== before.stamp.deletedAt;
    if (next.state.kind === 'organisation' && renamed) index.updatePeople(id);
  });
  const read = createContactReader(sqlite);
  const readCard = createCardReader(deps);
  const list = createContactList(deps, search);
  const organisationNamed = sqlite
    .prepare(
      `select id from contacts where name_key = +? and kind = 'organisation' and deleted_at is null
       order by rseq limit 1`,
    )
    .pluck();
  const count = sqlite.prepare('select count(*) from contacts where deleted_at is null').pluck();

  // Extensions are short; longer digits are numbers whose area is unknown. The condition is the partial index's own.
  const colleagues = sqlite.prepare(
    `select c.id as contactId, c.name, p.digits as extension
     from contacts c join contact_phones p on p.contact_id = c.id
     where c.relation = 'colleague' and c.deleted_at is null and p.deleted_at is null
       and p.digits is not null and length(p.digits) <= 6
     order by c.name_key, c.id, p.position limit +?`,
  );

  const findOrganisationByName = (name: string): string | undefined =>
    organisationNamed.get(nameKey(name)) as string | undefined;

  function organisationOf(draft: ContactDraft): string | null {
    if (draft.organisationId) return draft.organisationId;
    const name = draft.organisationName?.trim() ?? '';
    if (name === '') return null;
    const { relation, stage } = draft;
    const bare = { tags: [], about: '', phones: [], emails: [] };
    return (
      findOrganisationByName(name) ??
      create({ ...bare, kind: 'organisation', name, relation, stage }, deps.home()).id
    );
  }

  function create(draft: ContactDraft, home: Home): Changed {
    return db.transaction(() =>
      changes.save(aggregate, newId(), stateOf(draft, organisationOf(draft), undefined, home, newId)),
    );
  }

  return {
    create: (draft, home = deps.home()) => create(draft, home),
    update: (id, version, draft, home = deps.home()) =>
      db.transaction(() => {
        const before = aggregate.read(id)?.state;
        return changes.save(aggregate, id, stateOf(draft, organisationOf(draft), before, home, newId), {
          version,
        });
      }),
    remove: (id) => changes.remove(aggregate, id),
    setStage: (id, stage) => changes.patch(aggregate, id, { stage }),
    addNote: (contactId, text) => notes.add(contactId, text),
    get: (id) => read(id, deps.home()),
    card(id, mandatory = []) {
      const card = readCard(id, mandatory);
      if (card === undefined) throw new Failure('notFound', { id });
      return card;
    },
    list,
    byNumber: (reading) =>
      search.rows(lookup.byNumber(reading, { ownNumbers: [] }).map((match) => match.contactId)),
    findOrganisationByName,
    count: () => count.get() as number,
    colleagues: (limit) => colleagues.all(limit) as ColleagueRow[],
    bulk: createContactBulk(sqlite, aggregate, changes),
  };
}
