import { type Context, EMPTY_CONTACT, type Repositories } from '../../../db/repositories/index.ts';
import type { Relation } from '../../../shared/domain/contact/written.ts';
import { type DirectoryEntry, emailKey } from '../../../shared/domain/directory/entry.ts';
import { namesAgree } from '../../../shared/domain/import/fold.ts';
import { applyEntry, entryOfContact } from './contact-entry.ts';

export interface Known {
  readonly id: string;
  readonly version: number;
  readonly entry: DirectoryEntry;
  readonly tags: readonly string[];
}

/** Contacts as a directory's run needs them. All writing in a transaction of the caller. */
export interface People {
  /** Undefined: not there, or removed. */
  read(id: string): Known | undefined;
  /** The one contact who is this entry: of those with one of its numbers or addresses exactly one whose name agrees. */
  match(entry: DirectoryEntry, isTaken: (id: string) => boolean): Known | undefined;
  create(entry: DirectoryEntry): Known;
  /** @returns the contact's version afterwards */
  change(id: string, entry: DirectoryEntry): number;
  remove(id: string): void;
}

export function createPeople(
  repositories: Repositories,
  context: Context,
  relation: Relation,
  onChanged: (id: string) => void,
): People {
  const { bulk, remove } = repositories.contacts;
  const { newId } = context;

  function known(id: string): Known | undefined {
    const stored = bulk.read(id);
    if (stored === undefined) return undefined;
    const { state, stamp } = stored;
    const organisation = state.organisationId === null ? undefined : bulk.nameOf(state.organisationId);
    return {
      id,
      version: stamp.version,
      entry: entryOfContact(state, organisation, context.home()),
      tags: state.tags,
    };
  }

  function need(id: string): Known {
    const found = known(id);
    if (!found) throw new Error('the contact of a directory is not there');
    return found;
  }

  function organisation(name: string): string | null {
    if (name === '') return null;
    const found = bulk.organisations(name).sort()[0];
    if (found !== undefined) return found;
    const id = newId();
    bulk.create(id, { ...EMPTY_CONTACT, relation, kind: 'organisation', name });
    onChanged(id);
    return id;
  }

  return {
    read: known,
    match(entry, isTaken) {
      const ids = new Set([
        ...entry.phones.flatMap(({ key }) =>
          key.startsWith('+') ? bulk.byNumber(Number(key.slice(1))) : [],
        ),
        ...entry.emails.flatMap((address) => bulk.byEmail(emailKey(address))),
      ]);
      const agreeing = [...ids].flatMap((id) => {
        const one = known(id);
        const fits = one?.entry.kind === entry.kind && namesAgree(one.entry.name, entry.name);
        return one && fits && !isTaken(id) ? [one] : [];
      });
      return agreeing.length === 1 ? agreeing[0] : undefined;
    },
    create(entry) {
      const id = newId();
      const state = applyEntry({ ...EMPTY_CONTACT, relation, kind: entry.kind, name: entry.name }, entry, {
        organisationId: organisation(entry.organisation),
        home: context.home(),
        newId,
      });
      bulk.create(id, state);
      onChanged(id);
      return need(id);
    },
    change(id, entry) {
      const before = bulk.read(id);
      if (before === undefined) throw new Error('the contact of a directory is not there');
      const was = before.state.organisationId;
      const same = (was === null ? '' : (bulk.nameOf(was) ?? '')) === entry.organisation;
      const organisationId = same ? was : organisation(entry.organisation);
      bulk.change(
        id,
        applyEntry(before.state, entry, { organisationId, home: context.home(), newId }),
        before,
      );
      onChanged(id);
      return need(id).version;
    },
    remove(id) {
      remove(id);
      onChanged(id);
    },
  };
}
