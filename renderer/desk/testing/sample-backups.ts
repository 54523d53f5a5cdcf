import type { BackupState } from '../../../shared/contract/backups.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { FakeHandlers } from './fake-handlers.ts';

const NIGHT = Date.UTC(2026, 10, 24, 1);

/** A firm whose backups go well. */
export const BACKUPS: BackupState = {
  plan: { on: true, folder: '/mnt/backups', minutes: 180, daily: 7, weekly: 4 },
  hasKey: true,
  last: { endedAt: NIGHT + 60_000, goodAt: NIGHT, bytes: 6_400_000_000, addedBytes: 410_000_000, missing: 0 },
  nextAt: NIGHT + 86_400_000,
};

export const backupHandlers = (): FakeHandlers => ({
  'backups.state': () => BACKUPS,
  'backups.save': () => DONE,
  'backups.run': () => DONE,
  'backups.cancel': () => DONE,
  'backups.dropRestore': () => DONE,
  'backups.restore': () => DONE,
  'backups.list': () =>
    [0, 1, 2, 9].map((days) => ({
      profile: '01900000-0000-7000-8000-0000000000f1',
      id: new Date(NIGHT - days * 86_400_000).toISOString().replaceAll(/[:.]/g, '-'),
      at: NIGHT - days * 86_400_000,
      version: '0.1.0',
      contacts: 48_210 - days * 12,
      calls: 1_204_118 - days * 800,
      recordings: 98_530 - days * 310,
      missing: 0,
      bytes: 6_400_000_000,
      keyKnown: days !== 9,
      newer: false,
    })),
});
