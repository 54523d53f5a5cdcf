import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { watchLog } from '../../../db/checkpoints.ts';
import { ensureMe } from '../../../db/me.ts';
import { openDatabase } from '../../../db/open.ts';
import { type Context, createRepositories } from '../../../db/repositories/index.ts';
import { bringStagedIn } from '../backups/staged.ts';
import { asFailure } from './as-failure.ts';
import type { Troubles } from './troubles.ts';

/**
 * Opens the profile's base, in whose name it is worked with from now on included.
 *
 * @throws Failure as `openDatabase`
 */
export function openBase(options: {
  readonly dataDir: string;
  readonly migrationsDir?: string;
  readonly now: Context['now'];
  readonly home: Context['home'];
  /** Who sits here now; undefined: as long as nobody can. */
  readonly person: () => string | undefined;
}) {
  const { dataDir, migrationsDir, now, home, person } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  bringStagedIn(dataDir);
  const db = openDatabase({
    file: join(dataDir, 'ringdesk.db'),
    ...(migrationsDir ? { migrationsDir } : {}),
  });
  watchLog(db.sqlite);
  const id = ensureMe(db, { newId: uuid, now, name: userInfo().username });
  const repositories = createRepositories(db, { now, newId: uuid, actorId: () => person() ?? id, home });
  return {
    db,
    repositories,
    owner: {
      id,
      /** As it is now: it can be changed. */
      get name() {
        return repositories.users.get(id)?.name ?? '';
      },
    },
    firstRun: repositories.settings.get('firstRunDone') === undefined,
  };
}

/** Runs what must come into the base: a disk that does not take it is told, and the asker tries again. */
export const createBaseWatch =
  (troubles: Troubles) =>
  (work: () => void): void => {
    try {
      work();
      troubles.set('base', undefined);
    } catch (error) {
      const failure = asFailure(error);
      if (failure.code !== 'internal') troubles.set('base', failure);
      throw failure;
    }
  };
