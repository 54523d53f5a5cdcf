import type { NumberReading } from '../../../shared/contract/calls.ts';
import type {
  Card,
  Contact,
  ContactDraft,
  ContactRow,
  TimelineEntry,
} from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Stage } from '../../../shared/domain/contact/stage.ts';
import type { OwnValues } from '../../../shared/domain/own-field/field.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import type { Leads } from '../campaigns/leads.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { createFollower } from '../duplicates/follow.ts';
import type { Lookup } from '../lookup/lookup.ts';
import type { Notes } from '../notes/notes.ts';
import { acceptOwn } from '../own-fields/accept.ts';
import type { OwnFieldReader } from '../own-fields/own-fields.ts';
import type { Search } from '../search/search.ts';
import { changesWords, type SearchIndex } from '../search/search-index.ts';
import { contactAggregate, nameKey } from './aggregate.ts';
import { type ContactBulk, createContactBulk } from './bulk.ts';
import { createCardReader, type MandatoryField } from './card.ts';
import { stateOf } from './draft.ts';
import { type ContactListFilter, type ContactPage, createContactList } from './list.ts';
import { createStageHistory } from './stage-history.ts';
import { createTimeline, type TimelinePage } from './timeline.ts';
import { createContactReader } from './view.ts';

/**
 * People and organisations. Numbers in drafts come in any writing and are read at `home` (default: the firm's). All
 * throw Failure `notFound` for a contact that is not there or was deleted; of one that was merged into another they mean that one.
 */
export interface Contacts {
  /** An `organisationName` without id takes the organisation of that name, or makes it. */
  create(draft: ContactDraft, home?: Home): Changed;
  /** @throws Failure `changedMeanwhile` when `version` is not the present one */
  update(id: string, version: number, draft: ContactDraft, home?: Home): Changed;
  remove(id: string): Changed;
  setStage(id: string, stage: Stage): Changed;
  addNote(contactId: string, text: string): Changed;
  /** Puts the contact's present words into the search: what they are made of has changed, and not the contact. */
  reindex(id: string): void;
  get(id: string): Contact | undefined;
  card(id: string, mandatory?: readonly MandatoryField[]): Card;
  /** The same; undefined: there is none. */
  findCard(id: string, mandatory?: readonly MandatoryField[]): Card | undefined;
  /** What happened, a page behind an entry that is known. */
  timeline(id: string, page: TimelinePage): { entries: TimelineEntry[]; more: boolean };
  list(filter: ContactListFilter): ContactPage;
  /** Whether a page of it may take a read of very many customers: that is for a thread of its own. */
  readsMany(filter: ContactListFilter): boolean;
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
  readonly ownFields: OwnFieldReader;
}

export function createContacts(deps: Deps, parts: Parts): Contacts {
  const { changes, index, search, lookup, notes, leads, ownFields } = parts;
  const { db, newId } = deps;
  const { sqlite } = db;
  const aggregate = contactAggregate(sqlite);
  const noteStage = createStageHistory(deps);
  const follow = createFollower(sqlite);
  changes.register(aggregate, (id, next, before, why) => {
    if (before === undefined) return index.add(id);
    const wasGone = before.stamp.deletedAt !== null;
    const gone = next.stamp.deletedAt !== null;
    if (gone !== wasGone || changesWords(next.state, before.state)) index.update(id);
    const renamed = next.state.name !== before.state.name;
    const isCompany = next.state.kind === 'organisation';
    // A merge moves prospects, the way through the stages and the people of a company by itself.
    if (why === 'merge') {
      if (renamed && isCompany) index.updatePeople(id);
      return;
    }
    noteStage(id, before.state.stage, next.state.stage, next.stamp.updatedAt);
    if (gone !== wasGone) {
      if (gone) leads.contactGone(id);
      else leads.contactBack(id);
    }
    if (isCompany && (renamed || next.stamp.deletedAt !== before.stamp.deletedAt)) index.updatePeople(id);
  });
  const read = createContactReader(db);
  const readCard = createCardReader(deps, ownFields);
  const timeline = createTimeline(sqlite);
  const kindOf = sqlite.prepare('select kind from contacts where id = +? and deleted_at is null').pluck();
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

  const ownOf = ({ kind, own }: ContactDraft, before: OwnValues) =>
    acceptOwn(ownFields.list(), kind, before, own);

  function create(draft: ContactDraft, home: Home): Changed {
    return db.transaction(() =>
      changes.save(aggregate, newId(), {
        ...stateOf(draft, organisationOf(draft), undefined, home, newId),
        own: ownOf(draft, {}),
      }),
    );
  }

  const findCard = (id: string, mandatory: readonly MandatoryField[] = []): Card | undefined =>
    readCard(id, mandatory) ?? readCard(follow(id), mandatory);

  return {
    create: (draft, home = deps.home()) => create(draft, home),
    update: (id, version, draft, home = deps.home()) =>
      db.transaction(() => {
        // What was written of a card that was merged meanwhile was not written of the one that stayed.
        if (follow(id) !== id) throw new Failure('changedMeanwhile', { id });
        const before = aggregate.read(id)?.state;
        const state = {
          ...stateOf(draft, organisationOf(draft), before, home, newId),
          own: ownOf(draft, before?.own ?? {}),
        };
        return changes.save(aggregate, id, state, { version });
      }),
    remove: (id) => changes.remove(aggregate, id),
    setStage: (id, stage) => changes.patch(aggregate, follow(id), { stage }),
    addNote: (contactId, text) => notes.add(follow(contactId), text),
    reindex: (id) => index.update(id),
    get: (id) => read(id, deps.home()) ?? read(follow(id), deps.home()),
    findCard,
    card(id, mandatory = []) {
      const card = findCard(id, mandatory);
      if (card === undefined) throw new Failure('notFound', { id });
      return card;
    },
    timeline(id, page) {
      const kind = kindOf.get(id) as Contact['kind'] | undefined;
      if (kind === undefined) throw new Failure('notFound', { id });
      return timeline.page({ id, kind }, page, deps.home());
    },
    ...createContactList(deps, search),
    byNumber: (reading) =>
      search.rowsOf(lookup.byNumber(reading, { ownNumbers: [] }).map((match) => match.contactId)),
    findOrganisationByName,
    count: () => count.get() as number,
    colleagues: (limit) => colleagues.all(limit) as ColleagueRow[],
    bulk: createContactBulk(db, aggregate, changes, index),
  };
}
