import type { Db } from '../../../db/open.ts';
import type { Context, Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { TextField } from '../../../shared/domain/directory/entry.ts';
import { createPeople } from './people.ts';

/**
 * A person has chosen between both values of a field. `ours` goes into the directory with the next run, where it may be written.
 *
 * @throws Failure `notFound`
 */
export function chooseSide(
  to: Context & { readonly db: Db; readonly repositories: Repositories },
  conflictId: string,
  side: 'ours' | 'theirs',
): { directoryId: string; contactId: string; changed: boolean; runs: boolean } {
  const { directories } = to.repositories;
  return to.db.transaction(() => {
    const conflict = directories.conflict(conflictId);
    const link = conflict && directories.linkById(conflict.linkId);
    const directory = conflict && directories.get(conflict.directoryId);
    if (!conflict || !link || !directory) throw new Failure('notFound');
    const { directoryId, contactId } = conflict;
    directories.dropConflict(conflictId);
    if (conflict.field === 'entry') {
      // Removed here: theirs makes a new contact of the entry, ours removes the entry too.
      if (side === 'theirs') {
        directories.dropLink(link.id);
        directories.update(directoryId, { cursor: null });
      }
      return { directoryId, contactId, changed: false, runs: true };
    }
    const field = conflict.field as TextField;
    const people = createPeople(to.repositories, to, directory.relation, () => {});
    const known = people.read(contactId);
    if (!known) throw new Failure('notFound');
    const theirs = { ...link.theirs, [field]: conflict.theirs };
    if (side === 'theirs') {
      const version = people.change(contactId, { ...known.entry, [field]: conflict.theirs });
      const wasSeen = known.version === link.contactVersion;
      directories.updateLink(link.id, {
        ours: { ...link.ours, [field]: conflict.theirs },
        theirs,
        ...(wasSeen ? { contactVersion: version } : {}),
      });
      return { directoryId, contactId, changed: true, runs: false };
    }
    // Where it can be written, ours still differs from its past and so goes there; elsewhere both have said their last word.
    directories.updateLink(
      link.id,
      directory.twoWay
        ? { theirs, pending: true }
        : { theirs, ours: { ...link.ours, [field]: known.entry[field] } },
    );
    return { directoryId, contactId, changed: false, runs: directory.twoWay };
  });
}
