import type { KeepRule } from '../../../shared/domain/backups/keep.ts';
import type { Key } from '../sealing/keys.ts';

/** What the thread is to do. All paths are absolute. */
export type BackupJob = MakeJob | RestoreJob;

interface Places {
  /** The profile's folder. */
  readonly dataDir: string;
  /** The folder of this profile's backups (`store.ts`). */
  readonly store: string;
  /** All that this machine can open, newest first: recordings may have been sealed under a key of before. */
  readonly identities: readonly string[];
}

export interface MakeJob extends Places {
  readonly kind: 'make';
  readonly databaseFile: string;
  /** Under which it is sealed. */
  readonly key: Key;
  readonly at: number;
  readonly version: string;
  readonly keep: KeepRule;
  /** IANA zone of the workplace: its days are kept. */
  readonly zone: string;
}

export interface RestoreJob extends Places {
  readonly kind: 'restore';
  readonly id: string;
  readonly at: number;
  /** The identities as this machine's keychain seals them: the base that comes back has its own sealed by another one. */
  readonly sealedIdentities: string;
}

export const STEPS = ['copying', 'sealing', 'recordings', 'checking'] as const;
export type Step = (typeof STEPS)[number];

/** How far it is. */
export interface Progress {
  readonly step: Step;
  /** Of this step, 0..1. */
  readonly share: number;
}

export interface Watch {
  progress(progress: Progress): void;
  /** @throws Cancelled */
  goOn(): void;
}

/** Parts of the profile that are files of their own, and under which name a backup has them. */
export const MESSAGE_FILES = ['machine-message.wav', 'announcement.wav'] as const;
export const WORK_FOLDER = 'backup.part';
export const STAGED_FOLDER = 'restore.staged';
