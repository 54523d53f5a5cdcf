import { eq, sql } from 'drizzle-orm';
import { settings } from '../../schema/local.ts';
import type { Deps } from '../context.ts';

/** Settings of this workstation as JSON values; what they mean is the core's (it parses them with zod). */
export interface SettingsStore {
  /** `undefined`: never set. `null`: what is stored cannot be read any more. */
  get(key: string): unknown;
  all(): Readonly<Record<string, unknown>>;
  set(key: string, value: unknown): void;
  /** All of them or none. */
  setAll(values: Readonly<Record<string, unknown>>): void;
  remove(key: string): void;
}

export function createSettings({ db, now }: Deps): SettingsStore {
  const { orm } = db;
  const one = orm
    // As text: a value that is no JSON must not keep the whole program from starting.
    .select({ value: sql<string>`${settings.value}`.mapWith(String) })
    .from(settings)
    .where(eq(settings.key, sql.placeholder('key')))
    .prepare();

  function put(key: string, value: unknown): void {
    const row = { key, value, updatedAt: now() };
    orm.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row }).run();
  }

  return {
    get(key) {
      const row = one.get({ key });
      if (row === undefined) return undefined;
      try {
        return JSON.parse(row.value) as unknown;
      } catch {
        return null;
      }
    },
    all: () =>
      Object.fromEntries(
        orm
          .select()
          .from(settings)
          .all()
          .map(({ key, value }) => [key, value]),
      ),
    set: (key, value) => db.transaction(() => put(key, value)),
    setAll: (values) =>
      db.transaction(() => Object.entries(values).forEach(([key, value]) => void put(key, value))),
    remove: (key) => db.transaction(() => void orm.delete(settings).where(eq(settings.key, key)).run()),
  };
}
