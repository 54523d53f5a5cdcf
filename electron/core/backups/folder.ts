import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Failure } from '../../../shared/contract/failure.ts';
import { namesIn } from './disk.ts';

const PREFIX = 'ringdesk-';
/** A profile's name is an id of ours: nothing that comes from a desk becomes a path but this. */
const PROFILE = /^[0-9a-f-]{36}$/;
/** As `make.ts` names them. */
const BACKUP = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** The folder of a profile's backups below the one that was chosen. */
export const storeIn = (folder: string, profile: string): string => join(folder, `${PREFIX}${profile}`);

/** @throws Failure `backupGone` when these are no names of ours */
export function needNames(profile: string, id: string): void {
  if (!PROFILE.test(profile) || !BACKUP.test(id)) throw new Failure('backupGone');
}

/** Profiles that have backups there. @throws Failure `backupFolder` */
export async function profilesIn(folder: string): Promise<string[]> {
  await needReadable(folder);
  return (await namesIn(folder))
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))
    .filter((name) => PROFILE.test(name));
}

async function needReadable(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw new Failure('backupFolder', { folder });
  await access(folder, constants.R_OK).catch((cause: unknown) => {
    throw new Failure('backupFolder', { folder }, { cause });
  });
}

/** Tried, and not asked: rights of a share are known only by writing. @throws Failure `backupFolder` */
export async function needWritable(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw new Failure('backupFolder', { folder });
  const trial = join(folder, `.ringdesk-${process.pid}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(trial, 'ringdesk');
    await rm(trial);
  } catch (cause) {
    throw new Failure('backupFolder', { folder }, { cause });
  }
}
