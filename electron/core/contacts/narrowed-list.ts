import type { Db } from '../../../db/open.ts';
import type { ContactListFilter, ContactPage } from '../../../db/repositories/contacts/list.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { ListThread } from '../campaigns/list-thread.ts';

/**
 * Pages of the list of customers. One of a rare stage may be found at the end of millions only: what may read so many is read in a
 * thread of its own, apart from the one that fills lists for minutes, so that no caller waits for it.
 */
export function createNarrowedList(options: {
  readonly db: Pick<Db, 'file'>;
  readonly contacts: Pick<Repositories['contacts'], 'list' | 'readsMany'>;
  readonly settings: () => Pick<Settings, 'country' | 'areaCode'>;
  readonly actorId: () => string;
}) {
  const { db, contacts, settings, actorId } = options;
  const thread = new ListThread();
  return {
    async list(filter: ContactListFilter): Promise<ContactPage> {
      if (!contacts.readsMany(filter)) return contacts.list(filter);
      const { country, areaCode } = settings();
      const setting = { databaseFile: db.file, actorId: actorId(), country, areaCode };
      const end = await thread.perform({ kind: 'list', setting, filter });
      if (end.kind === 'failed') throw new Failure(end.failure.code, end.failure.params);
      if (end.kind !== 'listed') throw new Failure('internal');
      return end.page;
    },
    close: () => thread.close(),
  };
}
