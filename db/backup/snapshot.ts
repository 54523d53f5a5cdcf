import Database from 'better-sqlite3';
import { asFailure } from '../failures.ts';
import { contentFingerprint } from './fingerprint.ts';

/** Pages that are copied at once: 1 MiB, some milliseconds of the disk. */
const PAGES = 256;

export interface SnapshotWatch {
  /** Between two steps; may throw to give up. `share`: 0..1 of the pages are copied. */
  onStep(share: number): void;
}

/** What a copy holds, read from the copy itself. */
export interface Contents {
  readonly schemaVersion: number;
  readonly contacts: number;
  readonly calls: number;
  readonly recordings: readonly RecordingFile[];
  /** SHA-256 of the bytes of documents, each once. */
  readonly documents: readonly string[];
}

/** A finished recording of the base. */
export interface RecordingFile {
  readonly id: string;
  /** UTC ms. */
  readonly startedAt: number;
  /** Hex, of the file. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Copies a base as it is at this moment, while others go on writing to it. The read transaction that stays open is what makes it
 * one moment: without it SQLite begins anew whenever somebody else writes, and under load never comes to an end. Writers wait
 * for nothing; the log grows for as long.
 *
 * @returns the fingerprint of that moment, from the source and not from the copy
 * @throws Failure `diskFull` and its like; what `onStep` throws
 */
export async function copySnapshot(file: string, target: string, watch: SnapshotWatch): Promise<string> {
  const source = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    source.exec('begin');
    // Only a read takes the snapshot.
    source.prepare('select count(*) from sqlite_schema').get();
    await source.backup(target, {
      progress({ totalPages, remainingPages }) {
        watch.onStep(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return PAGES;
      },
    });
    return contentFingerprint(source, () => watch.onStep(1));
  } catch (error) {
    throw asFailure(error, target);
  } finally {
    source.close();
  }
}

/** @throws Error when it is no base of ours */
export function contentsOf(file: string): Contents {
  const copy = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const count = (sql: string) => copy.prepare(`select count(*) from ${sql}`).pluck().get() as number;
    return {
      schemaVersion: copy.pragma('user_version', { simple: true }) as number,
      contacts: count('contacts where deleted_at is null'),
      calls: count('calls where deleted_at is null'),
      recordings: copy
        .prepare(
          `select id, started_at as startedAt, sha256, bytes from recordings
           where state in ('finished', 'repaired') and sha256 is not null and deleted_at is null order by started_at`,
        )
        .all() as RecordingFile[],
      documents: copy
        .prepare('select distinct sha256 from documents where deleted_at is null order by sha256')
        .pluck()
        .all() as string[],
    };
  } finally {
    copy.close();
  }
}

/** Whether a base that came back is sound and says this. It is not written to. */
export function isWhole(file: string, fingerprint: string, onPiece?: () => void): boolean {
  try {
    const copy = new Database(file, { readonly: true, fileMustExist: true });
    try {
      if (copy.pragma('integrity_check', { simple: true }) !== 'ok') return false;
      return contentFingerprint(copy, onPiece) === fingerprint;
    } finally {
      copy.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) return false;
    throw error;
  }
}

/** A setting of a base that nobody has open. `undefined`: there is none. */
export function settingOf(file: string, key: string): unknown {
  const base = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const value = base.prepare('select value from settings where key = ?').pluck().get(key);
    return value === undefined ? undefined : JSON.parse(String(value));
  } finally {
    base.close();
  }
}

/** Puts a setting into a base that nobody has open, and leaves it in one file. */
export function putSetting(file: string, key: string, value: unknown, at: number): void {
  const base = new Database(file, { fileMustExist: true });
  try {
    base
      .prepare(
        `insert into settings (key, value, updated_at) values (?, ?, ?)
         on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
      )
      .run(key, JSON.stringify(value), at);
    base.pragma('wal_checkpoint(truncate)');
  } finally {
    base.close();
  }
}
