import type { ContactListFilter, ContactPage } from '../../../db/repositories/contacts/list.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { contactRequests, userRequests } from '../../../shared/contract/contacts.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import { isWithin } from '../../../shared/domain/rights/may.ts';
import type { Context } from '../host/dispatch.ts';

export function contactHandlers(options: {
  readonly repositories: Repositories;
  readonly list: (filter: ContactListFilter) => Promise<ContactPage>;
  readonly settings: () => Settings;
  readonly onContactsChanged: (ids: string[]) => void;
  /** Tells of a row of any table that an undo has changed. */
  readonly onUndone: (table: string, id: string) => void;
}): Handlers<typeof contactRequests & typeof userRequests, Context> {
  const { contacts, notes, changes, users, ownersOf } = options.repositories;
  const told = <T extends { id: string }>(change: T): T => {
    options.onContactsChanged([change.id]);
    return change;
  };
  return {
    'contacts.list': (filter, { within }) => options.list({ ...filter, owners: within('customers.view') }),
    'contacts.card': ({ id }) => contacts.card(id, options.settings().mandatoryFields),
    'contacts.timeline': ({ contactId, ...page }) => contacts.timeline(contactId, page),
    'contacts.byNumber': ({ number }, { within }) => {
      const found = contacts.byNumber(readNumber(number, options.settings()));
      const owners = within('customers.view');
      return owners === undefined
        ? found
        : found.filter(({ id }) => isWithin(owners, ownersOf('contact', id)));
    },
    'contacts.create': ({ draft }) => told(contacts.create(draft)),
    'contacts.update': ({ id, version, draft }) => told(contacts.update(id, version, draft)),
    'contacts.remove': ({ id }) => told(contacts.remove(id)),
    'contacts.addNote': ({ contactId, text }) => {
      const change = notes.add(contactId, text);
      options.onContactsChanged([contactId]);
      return change;
    },
    'changes.undo': ({ changeId }) => {
      const { table, id } = changes.undo(changeId);
      options.onUndone(table, id);
      return DONE;
    },
    'users.list': () => users.list(),
  };
}
