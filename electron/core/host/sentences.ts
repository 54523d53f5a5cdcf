import { asFailure } from './as-failure.ts';

/**
 * What a person reads on a terminal when the core cannot start: there is no page yet that could translate it.
 * The desktop shows the same failures in the user's language.
 */
export function failureSentence(error: unknown): string {
  const failure = asFailure(error);
  switch (failure.code) {
    case 'alreadyRunning':
      return 'Ringdesk already runs with this data (perhaps as the desktop program). Use that one, or give this one other data with --data DIR.';
    case 'databaseNewer':
      return 'This data was written by a newer Ringdesk. Install that version or a later one; nothing was changed.';
    case 'databaseDamaged':
      return 'The database is damaged. Nothing was changed. Put a backup in its place: the copies from before the last updates lie beside it as ringdesk.db.backup-….';
    case 'databaseMismatch':
      return 'This data does not fit this Ringdesk: it was made by another build of it. Install the version that you had before; nothing was changed.';
    case 'diskFull':
      return 'The disk is full. Free some space and start again; nothing was lost.';
    case 'diskReadOnly':
      return 'The data folder cannot be written. Check its rights, or choose another with --data DIR.';
    case 'secretsUnavailable':
      return 'The key that protects the passwords cannot be read. Check the rights of secrets.key in the data folder.';
    default:
      return `Ringdesk could not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
