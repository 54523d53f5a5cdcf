import type { Db } from './open.ts';
import { createRepositories } from './repositories/index.ts';

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
  const own = createRepositories(db, {
    newId,
    now,
    actorId: () => fresh,
    home: () => ({ country: 'US', areaCode: '' }),
  });
  const stored = own.settings.get(KEY);
  if (typeof stored === 'string') return stored;
  db.transaction(() => {
    own.users.save({ id: fresh, name });
    own.settings.set(KEY, fresh);
  });
  return fresh;
}
