import type { DirectoryCounts, DirectorySettings } from '../../../shared/contract/directories.ts';
import type { Relation } from '../../../shared/domain/contact/written.ts';
import type { AddressBook } from './carddav-books.ts';

interface Access {
  readonly settings: DirectorySettings;
  readonly password: string;
  readonly country: string;
  readonly areaCode: string;
}

export type TestJob = Access & { readonly kind: 'test' };
export type SyncJob = Access & {
  readonly kind: 'sync';
  readonly databaseFile: string;
  readonly directoryId: string;
  readonly relation: Relation;
  /** In whose name contacts are changed. */
  readonly actorId: string;
  readonly acceptRemovals: boolean;
};
export type DirectoryJob = TestJob | SyncJob;

export interface Tested {
  readonly entries: number;
  readonly books?: readonly AddressBook[];
}

export interface Synced {
  readonly counts: DirectoryCounts;
  /** Contacts that were made, changed or removed. */
  readonly changed: readonly string[];
}
