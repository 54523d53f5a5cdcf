import Database from 'better-sqlite3';

/**
 * Things that are not in the base but shall be found as if they were: what an import would make, while it is only being
 * looked at. It lies in a file of its own that nobody sees and the system takes back, so that a million rows need no memory.
 */
export interface Overlay<T> {
  get(id: string): T | undefined;
  /** Also anew; the keys by which it is found are added to those that it has. */
  put(id: string, thing: T, keys: readonly string[]): void;
  /** Ids in the order in which they were put. */
  byKey(key: string): string[];
  close(): void;
}

export function openOverlay<T>(): Overlay<T> {
  // An empty name is SQLite's own for a temporary file that is gone when it is closed.
  const sqlite = new Database('');
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -16000'])
    sqlite.pragma(pragma);
  sqlite.exec(`create table things (id text primary key, thing text not null);
    create table keys (key text not null, id text not null, primary key (key, id)) without rowid;`);
  const get = sqlite.prepare('select thing from things where id = +?').pluck();
  const put = sqlite.prepare(
    'insert into things (id, thing) values (?, ?) on conflict (id) do update set thing = excluded.thing',
  );
  const addKey = sqlite.prepare('insert or ignore into keys (key, id) values (?, ?)');
  const byKey = sqlite
    .prepare('select k.id from keys k join things t on t.id = k.id where k.key = +? order by t.rowid')
    .pluck();
  // One transaction for all of it: nothing here outlives its connection.
  sqlite.exec('begin');
  return {
    get(id) {
      const found = get.get(id) as string | undefined;
      return found === undefined ? undefined : (JSON.parse(found) as T);
    },
    put(id, thing, keys) {
      put.run(id, JSON.stringify(thing));
      for (const key of keys) addKey.run(key, id);
    },
    byKey: (key) => byKey.all(key) as string[],
    close: () => void sqlite.close(),
  };
}
