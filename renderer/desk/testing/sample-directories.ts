import { DONE } from '../../../shared/contract/common.ts';
import type { DirectoryConflict, DirectoryState } from '../../../shared/contract/directories.ts';
import type { FakeHandlers } from './fake-handlers.ts';

const NIGHT = Date.UTC(2026, 10, 24, 1);
const id = (n: number) => `01900000-0000-7000-8000-00000000d${String(n).padStart(3, '0')}`;
const counts = { entries: 0, created: 0, linked: 0, updated: 0, removed: 0, written: 0, unread: 0 };

/** A firm with one directory of each kind: one goes well, one runs, one is in trouble. */
export const DIRECTORIES: DirectoryState[] = [
  {
    id: id(1),
    name: 'Cloud',
    settings: { kind: 'carddav', url: 'https://cloud.example.com/dav/people/', login: 'anna' },
    hasPassword: true,
    everyMinutes: 30,
    twoWay: true,
    relation: 'customer',
    pushTag: 'phone book',
    entries: 1_240,
    conflicts: 2,
    last: {
      endedAt: NIGHT,
      goodAt: NIGHT,
      counts: { ...counts, entries: 1_240, created: 12, updated: 3, written: 5 },
    },
    nextAt: NIGHT + 1_800_000,
  },
  {
    id: id(2),
    name: 'Head office',
    settings: {
      kind: 'ldap',
      url: 'ldaps://ad.example.com',
      startTls: false,
      login: 'cn=reader,dc=example,dc=com',
      base: 'dc=example,dc=com',
      filter: '',
      attributes: {},
    },
    hasPassword: true,
    everyMinutes: 60,
    twoWay: false,
    relation: 'colleague',
    pushTag: '',
    entries: 5_000,
    conflicts: 0,
    running: { step: 'reading', done: 1_250, total: 5_000 },
  },
  {
    id: id(3),
    name: 'Scanner',
    settings: { kind: 'folder', folder: '/mnt/cards' },
    hasPassword: false,
    everyMinutes: 5,
    twoWay: false,
    relation: 'customer',
    pushTag: '',
    entries: 87,
    conflicts: 0,
    last: {
      endedAt: NIGHT,
      goodAt: NIGHT - 86_400_000,
      failure: { code: 'directoryEmptied', params: { gone: 80, of: 87 } },
      counts,
    },
    nextAt: NIGHT + 300_000,
  },
];

export const CONFLICTS: DirectoryConflict[] = [
  {
    id: id(11),
    directoryId: id(1),
    directoryName: 'Cloud',
    contactId: id(21),
    contactName: 'Anna Petrova',
    field: 'role',
    ours: 'Chief accountant',
    theirs: 'Financial director',
    at: NIGHT,
  },
  {
    id: id(12),
    directoryId: id(1),
    directoryName: 'Cloud',
    contactId: id(22),
    contactName: 'Viktor Lebedev',
    field: 'entry',
    ours: '',
    theirs: 'Viktor Lebedev',
    at: NIGHT,
  },
];

export const directoryHandlers = (): FakeHandlers => ({
  'directories.list': () => DIRECTORIES,
  'directories.conflicts': () => CONFLICTS,
  'directories.choose': () => DONE,
  'directories.run': () => DONE,
  'directories.cancel': () => DONE,
  'directories.remove': () => DONE,
  'directories.save': () => ({ id: id(1) }),
  'directories.test': () => ({ entries: 5_000 }),
});
