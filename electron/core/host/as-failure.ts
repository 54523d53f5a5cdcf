import { Failure } from '../../../shared/contract/failure.ts';

/** Errors of disk and database that a person can do something about, by their system codes. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'].includes(code)) {
    return new Failure('diskFull', {}, { cause: error });
  }
  if (['EROFS', 'EACCES', 'EPERM'].includes(code) || /^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) {
    return new Failure('diskReadOnly', {}, { cause: error });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new Failure('databaseDamaged', {}, { cause: error });
  }
  return new Failure('internal', {}, { cause: error });
}
