import type { Db } from './open.ts';
import { createChanges } from './repositories/change.ts';
import { createSettings } from './repositories/settings/settings.ts';
import { createUsers } from './repositories/users/users.ts';

const KEY = 'me';

/**
 * The id of the person at this workstation, made at the first start. It comes before the repositories that act in
 * this person's name.
 */
export function ensureMe(
  db: Db,
  { newId, now, name }: { newId: () => string; now: () => number; name: string },
): string {
  const fresh = newId();
  // These two alone: to prepare the statements of all repositories twice is a quarter of a start.
  const deps = { db, newId, now, actorId: () => fresh, home: () => ({ country: 'US', areaCode: '' }) };
  const settings = createSettings(deps);
  const stored = settings.get(KEY);
  if (typeof stored === 'string') return stored;
  db.transaction(() => {
    createUsers(deps, createChanges(deps)).save({ id: fresh, name });
    settings.set(KEY, fresh);
  });
  return fresh;
}
