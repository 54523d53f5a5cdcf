// A base with one directory, and what the tests ask of it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '../../../db/open.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import { HOME, ME } from '../../../db/testing.ts';
import { chooseSide } from '../../../electron/core/directories/choose.ts';
import { openSource } from '../../../electron/core/directories/open-source.ts';
import { createPeople } from '../../../electron/core/directories/people.ts';
import { type SyncControl, syncDirectory } from '../../../electron/core/directories/sync.ts';
import type { ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { ContactDraft } from '../../../shared/contract/contacts.ts';
import type { DirectorySettings } from '../../../shared/contract/directories.ts';

export const DIRECTORY = '01900000-0000-7000-8000-00000000d1d1';
const home = () => HOME;

export function openProfile(dataDir: string) {
  mkdirSync(dataDir, { recursive: true });
  const db = openDatabase({ file: join(dataDir, 'ringdesk.db') });
  const context = { now: Date.now, newId: uuid, actorId: () => ME, home };
  const repositories = createRepositories(db, context);
  const { directories, contacts } = repositories;

  return {
    db,
    repositories,
    directories,
    contacts,
    add(settings: DirectorySettings, more: { twoWay?: boolean; pushTag?: string } = {}): void {
      directories.create({
        id: DIRECTORY,
        kind: settings.kind,
        name: 'Test',
        settings,
        secretRef: null,
        everyMinutes: 0,
        twoWay: more.twoWay ?? false,
        relation: 'colleague',
        pushTag: more.pushTag ?? null,
      });
    },
    /** One run, in this process. */
    async sync(
      settings: DirectorySettings,
      password: string,
      more: { acceptRemovals?: boolean; control?: Partial<SyncControl> } = {},
    ) {
      const source = openSource(settings, password, HOME);
      const directory = directories.get(DIRECTORY);
      if (!directory) throw new Error('no directory');
      try {
        return await syncDirectory({
          transaction: (work) => db.transaction(work),
          directories,
          people: createPeople(repositories, context, 'colleague', () => {}),
          directory,
          source,
          acceptRemovals: more.acceptRemovals ?? false,
          control: { progress() {}, goOn() {}, breathe: async () => {}, ...more.control },
        });
      } finally {
        await source.close();
      }
    },
    choose: (id: string, side: 'ours' | 'theirs') => chooseSide({ ...context, db, repositories }, id, side),
    create: (draft: ContactDraftInput) => contacts.create(ContactDraft.parse(draft)).id,
    /** As a person edits it. */
    edit(id: string, fields: Partial<ContactDraftInput>): void {
      const now = contacts.get(id);
      if (!now) throw new Error('no contact');
      const { phones, ...rest } = now;
      contacts.update(
        id,
        now.version,
        ContactDraft.parse({
          ...rest,
          phones: phones.map((phone) => ({ ...phone, number: phone.raw })),
          ...fields,
        }),
      );
    },
    /** All people, by name. */
    people: () =>
      contacts
        .list({ kind: 'person', sort: 'name', offset: 0, limit: 500 })
        .contacts.map(({ id }) => contacts.get(id))
        .filter((one) => one !== undefined),
    names: () =>
      contacts.list({ kind: 'person', sort: 'name', offset: 0, limit: 500 }).contacts.map(({ name }) => name),
    close: () => db.close(),
  };
}

export type Profile = ReturnType<typeof openProfile>;
