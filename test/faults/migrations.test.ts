import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { APPLICATION_ID } from '../../db/migrator/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { fillCallsThatSurvive, fillFirstHouse } from './migrations-data.ts';
import { entries, rowsOf, SHIPPED, stepsBase } from './steps-base.ts';

const base = stepsBase();
const { migrations, open, backups, inBase } = base;
const ALL = entries().length;
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const failure = (code: string, params: Readonly<Record<string, unknown>> = {}) =>
  expect.objectContaining({ name: 'Failure', code, params: expect.objectContaining(params) });

describe('migrations', () => {
  it('make a new base, marked as ours, without a backup of nothing', () => {
    open();
    inBase((sqlite) => {
      expect(sqlite.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
      expect(sqlite.pragma('user_version', { simple: true })).toBe(ALL);
      expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    });
    expect(backups()).toEqual([]);
    expect(checkIntegrity(base.file)).toMatchObject({ sound: true, troubles: [] });
  });

  it('are the shipped files, unedited since they were released', () => {
    // A migration that people have is never changed: add a new one. When you add one, add its line here.
    expect(
      Object.fromEntries(entries().map(({ tag }) => [tag, hashOf(join(SHIPPED, `${tag}.sql`)).slice(0, 16)])),
    ).toEqual(RELEASED);
  });

  it('back up nothing and change nothing when there is nothing to do', () => {
    open();
    const before = hashOf(base.file);
    open();
    expect(hashOf(base.file)).toBe(before);
    expect(backups()).toEqual([]);
  });

  it('keep the newest three backups', () => {
    open(migrations(1));
    for (let n = 0; n < 5; n += 1) {
      const steps = Object.fromEntries(
        Array.from({ length: n + 1 }, (_, i) => [`900${i}_x`, `create table x${i} (id);`]),
      );
      openDatabase({
        file: base.file,
        migrationsDir: migrations(1, steps),
        now: () => Date.UTC(2026, 0, n + 1),
      }).close();
    }
    expect(backups().toSorted()).toEqual([3, 4, 5].map((day) => expect.stringContaining(`2026-01-0${day}`)));
  });

  it('take CRLF line ends of a checkout for no edit', () => {
    open(migrations(1));
    const turned = migrations(1);
    const path = join(turned, `${entries()[0]?.tag}.sql`);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
    expect(() => open(turned)).not.toThrow();
  });
});

describe('a base that does not fit', () => {
  it('newer: refused, and untouched to the byte', () => {
    open(migrations(ALL, { '9000_future': 'create table future (id text);' }));
    const before = { hash: hashOf(base.file), names: readdirSync(base.dir) };
    expect(() => open()).toThrow(failure('databaseNewer', { has: ALL + 1, knows: ALL }));
    expect({ hash: hashOf(base.file), names: readdirSync(base.dir) }).toEqual(before);
  });

  it('newer and in use by the newer program: refused, and the log of that program is left alone', () => {
    const newer = openDatabase({
      file: base.file,
      migrationsDir: migrations(ALL, { '9000_future': 'create table future (id text);' }),
    });
    newer.sqlite.exec("insert into future values ('kept')");
    const before = { base: hashOf(base.file), log: hashOf(`${base.file}-wal`) };
    expect(() => open()).toThrow(failure('databaseNewer', { migration: '9000_future' }));
    expect({ base: hashOf(base.file), log: hashOf(`${base.file}-wal`) }).toEqual(before);
    newer.close();
  });

  it('with an edited migration: refused by name', () => {
    open(migrations(1, { '0001_x': 'create table x (id);' }));
    expect(() => open(migrations(1, { '0001_x': 'create table x (id, more);' }))).toThrow(
      failure('databaseMismatch', { reason: 'migrationEdited', migration: '0001_x' }),
    );
  });

  it('with a migration merged late: refused by name', () => {
    open(migrations(1, { '0002_b': 'create table b (id);' }));
    expect(() =>
      open(migrations(1, { '0001_a': 'create table a (id);', '0002_b': 'create table b (id);' })),
    ).toThrow(failure('databaseMismatch', { reason: 'migrationLate', migration: '0001_a' }));
  });

  it('of another program: refused and untouched', () => {
    inBase((sqlite) => sqlite.exec('create table theirs (id); insert into theirs values (1)'));
    const before = hashOf(base.file);
    expect(() => open()).toThrow(failure('databaseDamaged'));
    expect(hashOf(base.file)).toBe(before);
  });

  it.each([
    ['text in place of a base', () => writeFileSync(base.file, 'this is no database '.repeat(500))],
    ['a base cut in half', () => writeFileSync(base.file, readFileSync(base.file).subarray(0, 9000))],
    [
      'a base with pages overwritten',
      () => {
        const bytes = readFileSync(base.file);
        writeFileSync(base.file, bytes.fill(0xa5, 100, 4096));
      },
    ],
  ])('%s: damaged, and left for rescue', (_name, damage) => {
    open();
    damage();
    const before = hashOf(base.file);
    expect(() => open()).toThrow(failure('databaseDamaged'));
    expect(hashOf(base.file)).toBe(before);
  });
});

describe('a migration that fails', () => {
  const state = () =>
    inBase((sqlite) => ({ rows: rowsOf(sqlite), version: sqlite.pragma('user_version', { simple: true }) }));

  it.each([
    ['wrong SQL after right', 'create table fine (id); insert into nowhere values (1);', {}],
    [
      'rows that point to nothing',
      "pragma foreign_keys = off; update notes set contact_id = 'nobody';",
      { code: 'internal', params: { reason: 'migrationBreaksLinks', migration: '9000_bad', rows: 1 } },
    ],
  ])('%s: the base stays as it was, and goes on with a mended one', (_name, sql, expected) => {
    open(migrations(1));
    inBase(fillFirstHouse);
    const before = state();
    expect(() => open(migrations(1, { '9000_bad': sql }))).toThrow(expect.objectContaining(expected));
    expect(state()).toEqual(before);
    open(migrations(1, { '9000_bad': 'create table fine (id);' }));
    expect(state()).toMatchObject({ rows: before.rows, version: 2 });
  });

  it('a table may be rebuilt under the rows that point to it', () => {
    open(migrations(1));
    inBase(fillFirstHouse);
    const rebuild = `create table users_new as select * from users; drop table users;
      create table users (id text primary key not null, created_at integer not null, updated_at integer not null,
        deleted_at integer, version integer default 1 not null, name text not null, badge text);
      insert into users select *, null from users_new; drop table users_new;`;
    open(migrations(1, { '9000_rebuild': rebuild }));
    expect(
      inBase((sqlite) => sqlite.prepare('select count(*) from users where badge is null').pluck().get()),
    ).toBe(1);
  });

  it('on a full disk: says so, keeps the base', () => {
    open(migrations(1));
    inBase(fillFirstHouse);
    const before = state();
    // SQLite's own limit of pages gives the same SQLITE_FULL as the disk, without a disk to fill.
    const sql = `pragma max_page_count = 10; create table big as
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select i, zeroblob(4000) from n;`;
    expect(() => open(migrations(1, { '9000_big': sql }))).toThrow(failure('diskFull', { file: base.file }));
    expect(state()).toEqual(before);
  });
});

describe('a process that is killed in the middle of a migration', () => {
  it('leaves the base before or after it, never between', async () => {
    const slow = `create table big as with recursive n(i) as (select 1 union all select i + 1 from n where i < 120000)
      select i, hex(randomblob(40)) as x from n; create index big_x on big (x);`;
    for (const wait of [0, 30, 80, 160, 300]) {
      rmSync(base.file, { force: true });
      open(migrations(ALL));
      inBase(fillFirstHouse);
      inBase(fillCallsThatSurvive);
      const before = inBase(rowsOf);
      const steps = migrations(ALL, { '9000_slow': slow });
      const code = `import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, '../../db/open.ts'))};
        process.stdout.write('go'); openDatabase({ file: ${JSON.stringify(base.file)}, migrationsDir: ${JSON.stringify(steps)} });`;
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      inBase((sqlite) => {
        expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
        expect(rowsOf(sqlite)).toMatchObject(before);
      });
      expect(backups().filter((name) => name.endsWith('.part')).length).toBeLessThanOrEqual(1);
      openDatabase({ file: base.file, migrationsDir: steps }).close();
      expect(inBase((sqlite) => sqlite.prepare('select count(*) from big').pluck().get())).toBe(120_000);
    }
  });
});

describe('a disk that may only be read', () => {
  it.skipIf(process.platform === 'win32')('says so', async () => {
    open(migrations(1));
    chmodSync(base.file, 0o444);
    chmodSync(base.dir, 0o555);
    try {
      expect(await openAsNobody(base.file)).toBe('diskReadOnly');
      expect(await openAsNobody(join(base.dir, 'new', 'ringdesk.db'))).toBe('diskReadOnly');
    } finally {
      chmodSync(base.dir, 0o755);
    }
  });
});

/** Root may write everywhere, so the attempt is made by a child that is nobody. */
async function openAsNobody(path: string): Promise<string> {
  const code = `import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, '../../db/open.ts'))};
    try { openDatabase({ file: ${JSON.stringify(path)} }); process.stdout.write('opened'); }
    catch (error) { process.stdout.write(String(error.code)); }`;
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...nobody,
  });
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  await new Promise((resolve) => child.once('close', resolve));
  return said;
}

/** Beginning of the SHA-256 of each migration that people have. */
const RELEASED: Readonly<Record<string, string>> = {
  '0000_first-house': '746244efb414d8ea',
  '0001_contact-search': '705e3163c7af05d8',
  '0002_calls-that-survive': 'f6554ff98536596f',
  '0003_cold-calling': 'b42911d66fcf9961',
  '0004_reminder-rules': 'bef3ba00d1713abf',
  '0005_own-leads': 'c804a1a317301360',
  '0006_moves-taken-back': 'b896e808184cf39a',
  '0007_library': 'ae2155c5ee09d4c7',
  '0008_missed-queue': '5aee94c8e9e00ce5',
  '0009_call-days': '1b7f5f1152055390',
  '0010_next-call-drafts': '4ba862ba8e2c0ada',
  '0011_promises-of-a-call': 'b932890dba2f4e59',
  '0012_rights-and-audit-chain': 'bf6036c462fb6186',
  '0013_legal-holds': '8b47e790a8e96acf',
  '0014_supervisor-targets': '257385bd9df666e8',
  '0015_reviews': 'd92d8d05e877ff7c',
  '0016_erasures': 'd7e36d66d18dbd8f',
  '0017_hand-overs': '872a8616a31563e3',
  '0018_words-of-any-length': 'a6c78f2ba94baa16',
  '0019_merges': 'e4ac241a430826c3',
  '0020_rows-of-a-customer': 'ffa5a0a5a47009e6',
  '0021_own-fields': 'a55af13329e28551',
  '0022_word-beginnings': '69bff98332d8ad0e',
  '0023_import-mappings': '8f06d9572985417f',
  '0024_what-is-between-us': '80744b30dc83c75b',
  '0025_imports-that-go-on': 'fa64b80d2087cb22',
  '0026_directories': '8c76f340a63d7496',
  '0027_numbers-kept-as-text': '6db1adabc87fbe07',
};
