import { Failure, type FailureCode } from '../shared/contract/failure.ts';

/** SQLite's words (result codes, sqlite.org/rescode.html) and the system's, as sentences for people. */
const CODES: readonly (readonly [prefix: string, code: FailureCode])[] = [
  ['SQLITE_FULL', 'diskFull'],
  // No room for the index of the log.
  ['SQLITE_IOERR_SHMSIZE', 'diskFull'],
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['SQLITE_READONLY', 'diskReadOnly'],
  ['SQLITE_CANTOPEN', 'diskReadOnly'],
  ['SQLITE_PERM', 'diskReadOnly'],
  ['EROFS', 'diskReadOnly'],
  ['EACCES', 'diskReadOnly'],
  ['EPERM', 'diskReadOnly'],
  ['SQLITE_CORRUPT', 'databaseDamaged'],
  ['SQLITE_NOTADB', 'databaseDamaged'],
];

/** The failure that this error means for a person, with the error as its cause; other errors come back unchanged. */
export function asFailure(error: unknown, file: string): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = CODES.find(([prefix]) => code.startsWith(prefix));
  return known === undefined ? error : new Failure(known[1], { file }, { cause: error });
}
