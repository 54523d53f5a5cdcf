import { Failure } from '../../shared/contract/failure.ts';
import type { Migration } from './journal.ts';

export interface Applied {
  readonly name: string;
  readonly hash: string;
}

/**
 * Which migrations are still to be run. The applied ones must be the first ones of ours: same names, same order, same
 * text. (Drizzle's own migrator looks at the last date only, so it skips one that was merged late and never compares.)
 *
 * @throws Failure `databaseNewer` when the base has one that we do not know; `databaseMismatch` with `params.reason`
 * `migrationEdited` or `migrationLate` and `params.migration` when ours contradict it.
 */
export function pending(known: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const names = new Set(known.map((migration) => migration.name));
  const stranger = applied.find(({ name }) => !names.has(name));
  if (stranger !== undefined) {
    throw new Failure('databaseNewer', {
      migration: stranger.name,
      has: applied.length,
      knows: known.length,
    });
  }
  for (const [i, { name, hash }] of applied.entries()) {
    const ours = known[i];
    if (ours?.name !== name) throw contradiction('migrationLate', ours?.name ?? name);
    if (ours.hash !== hash) throw contradiction('migrationEdited', name);
  }
  return known.slice(applied.length);
}

const WORDS = {
  migrationLate: 'stands before one that the base already has: give it a new number at the end',
  migrationEdited: 'was changed after it was applied: put it back and add a new one',
};

const contradiction = (reason: keyof typeof WORDS, migration: string): Failure =>
  new Failure(
    'databaseMismatch',
    { reason, migration },
    { cause: new Error(`migration ${migration} ${WORDS[reason]}`) },
  );
