import { z } from 'zod';
import { Done, Empty, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

export const BACKUP_STEPS = ['copying', 'sealing', 'recordings', 'checking'] as const;

/** When and where, and what of the past stays. */
export const BackupPlan = z.object({
  on: z.boolean(),
  /** Absolute path of a folder of this machine, a second disk or a share; empty: not chosen. */
  folder: text(1000),
  /** Each day at this minute of the workplace's clock. */
  minutes: z.number().int().min(0).max(1439),
  /** The newest of so many days… */
  daily: z.number().int().min(1).max(60),
  /** …and of so many weeks stay. */
  weekly: z.number().int().min(0).max(52),
});
export type BackupPlan = z.infer<typeof BackupPlan>;

export const BackupState = z.object({
  plan: BackupPlan,
  /** There is a key under which they can be sealed (`sealing.ts`). */
  hasKey: z.boolean(),
  running: z
    .object({
      what: z.enum(['backup', 'restore']),
      step: z.enum(BACKUP_STEPS),
      /** Of this step, 0..1. */
      share: z.number(),
    })
    .optional(),
  /** How the latest attempt ended. */
  last: z
    .object({
      endedAt: Time,
      /** Code of `errors`; absent: it went well and was read back. */
      failure: z.string().optional(),
      /** Of the latest one that went well. */
      goodAt: Time.optional(),
      bytes: z.number().int(),
      /** What the latest good one added to the folder. */
      addedBytes: z.number().int(),
      /** Recordings whose files were not there. */
      missing: z.number().int(),
    })
    .optional(),
  nextAt: Time.optional(),
  /** Lies ready, and is brought in by the next start. */
  staged: z.object({ at: Time, missing: z.number().int() }).optional(),
  /** The folder with what the latest restore put aside. */
  aside: z.string().optional(),
});
export type BackupState = z.infer<typeof BackupState>;

export const BackupRow = z.object({
  /** Which profile's; a folder may hold those of several machines. */
  profile: text(100),
  id: text(100),
  at: Time,
  version: z.string(),
  contacts: z.number().int(),
  calls: z.number().int(),
  recordings: z.number().int(),
  missing: z.number().int(),
  bytes: z.number().int(),
  /** This machine has its key; otherwise the recovery key is needed. */
  keyKnown: z.boolean(),
  /** This program is too old for it. */
  newer: z.boolean(),
});
export type BackupRow = z.infer<typeof BackupRow>;

const ADMINISTER = need('firm.administer');

export const backupRequests = {
  'backups.state': request(['desk'], Empty, BackupState, ADMINISTER),
  /** Fails with `backupFolder` when nothing can be written there, and `sealKeyMissing` when it is turned on without a key. */
  'backups.save': request(['desk'], BackupPlan, Done, ADMINISTER),
  /** Answers when it has begun. Fails with `backupBusy`, `backupFolder`, `sealKeyMissing`, `sealKeyLost`. */
  'backups.run': request(['desk'], Empty, Done, ADMINISTER),
  /** Of a backup as of a restore; nothing of it is left. */
  'backups.cancel': request(['desk'], Empty, Done, ADMINISTER),
  /** Of the chosen folder or another one, newest first. Fails with `backupFolder`. */
  'backups.list': request(
    ['desk'],
    z.object({ folder: text(1000).optional() }),
    z.array(BackupRow),
    ADMINISTER,
  ),
  /**
   * Begins to bring it into a folder of its own; the next start puts it into its place and what is there now aside. Fails with
   * `backupKeyWrong` when the key is another's or none, `recoveryKeyTypo`, `recoveryKeyShort`, `backupGone`, `databaseNewer`,
   * `backupBusy`.
   */
  'backups.restore': request(
    ['desk'],
    z.object({
      folder: text(1000).optional(),
      profile: text(100),
      id: text(100),
      recoveryKey: text(200).optional(),
    }),
    Done,
    ADMINISTER,
  ),
  /** What lies ready for the next start is thrown away. */
  'backups.dropRestore': request(['desk'], Empty, Done, ADMINISTER),
} as const;

export const backupEvents = {
  'backups.changed': BackupState,
} as const;
