import { Failure } from '../../../shared/contract/failure.ts';
import { notes } from '../../schema/people.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** What people write about a contact. Rows are only added, or taken back by undo. */
export interface Notes {
  /** @throws Failure `notFound`: no such contact */
  add(contactId: string, text: string): Changed;
}

export function createNotes({ db, now, newId, actorId }: Deps, changes: Changes, index: SearchIndex): Notes {
  const aggregate = rowAggregate(db.sqlite, notes);
  changes.register(aggregate, (_id, { state }, before) => {
    if (before === undefined) index.touch(state.contactId);
  });
  const contact = db.sqlite.prepare('select 1 from contacts where id = +? and deleted_at is null');

  return {
    add: (contactId, text) =>
      db.transaction(() => {
        if (contact.get(contactId) === undefined) throw new Failure('notFound', { id: contactId });
        return changes.save(aggregate, newId(), { contactId, text, authorId: actorId(), at: now() });
      }),
  };
}
