import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

/** What the first hundred bytes of a base say (sqlite.org/fileformat.html §1.3). */
export interface Header {
  readonly userVersion: number;
  readonly applicationId: number;
}

const MAGIC = 'SQLite format 3\0';

/**
 * Reads the header without SQLite, which leaves a `-wal` and a `-shm` beside the file even when it only reads.
 *
 * Undefined when the header alone is not the truth: there is a log that was not yet brought in, or it is no base.
 */
export function readHeader(file: string): Header | undefined {
  const log = `${file}-wal`;
  if (existsSync(log) && statSync(log).size > 0) return undefined;
  const bytes = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    if (readSync(descriptor, bytes, 0, 100, 0) < 100 || bytes.toString('latin1', 0, 16) !== MAGIC)
      return undefined;
  } finally {
    closeSync(descriptor);
  }
  return { userVersion: bytes.readInt32BE(60), applicationId: bytes.readInt32BE(68) };
}
