import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { APPLICATION_ID } from '../../db/migrator/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { createRepositories } from '../../db/repositories/index.ts';
import { fillCallsThatSurvive, fillFirstHouse } from './migrations-data.ts';

const SHIPPED = join(import.meta.dirname, '../../db/migrations');

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-migrations-'));
  file = join(dir, 'ringdesk.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

interface Entry {
  readonly idx: number;
  readonly tag: string;
}
const entries = (from = SHIPPED): Entry[] =>
  (JSON.parse(readFileSync(join(from, 'meta/_journal.json'), 'utf8')) as { entries: Entry[] }).entries;

/** A folder of migrations of our own: the first `count` shipped ones and some more. */
function migrations(count: number, more: Readonly<Record<string, string>> = {}): string {
  const target = mkdtempSync(join(dir, 'steps-'));
  mkdirSync(join(target, 'meta'));
  const kept = entries().slice(0, count);
  for (const { tag } of kept) cpSync(join(SHIPPED, `${tag}.sql`), join(target, `${tag}.sql`));
  const added = Object.entries(more).map(([tag, sql], i) => {
    writeFileSync(join(target, `${tag}.sql`), sql);
    return { idx: count + i, tag };
  });
  writeFileSync(join(target, 'meta/_journal.json'), JSON.stringify({ entries: [...kept, ...added] }));
  return target;
}

const ALL = entries().length;
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const open = (migrationsDir = SHIPPED): void => openDatabase({ file, migrationsDir }).close();
const failure = (code: string, params: Readonly<Record<string, unknown>> = {}) =>
  expect.objectContaining({ name: 'Failure', code, params: expect.objectContaining(params) });
const backups = (): string[] => readdirSync(dir).filter((name) => name.includes('.backup-'));

function inBase<T>(work: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(file);
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

describe('migrations', () => {
  it('make a new base, marked as ours, without a backup of nothing', () => {
    open();
    inBase((sqlite) => {
      expect(sqlite.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
      expect(sqlite.pragma('user_version', { simple: true })).toBe(ALL);
      expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    });
    expect(backups()).toEqual([]);
    expect(checkIntegrity(file)).toMatchObject({ sound: true, troubles: [] });
  });

  it.each(
    entries()
      .map((entry, i) => [entry.tag, i] as const)
      .slice(1),
  )('%s: from N-1 with data, nothing lost', (_tag, n) => {
    open(migrations(n));
    const before = inBase((sqlite) => {
      fillFirstHouse(sqlite);
      if (n > 2) fillCallsThatSurvive(sqlite);
      return rowsOf(sqlite);
    });
    open(migrations(n + 1));
    inBase((sqlite) => {
      expect(rowsOf(sqlite)).toMatchObject(before);
      expect(sqlite.pragma('foreign_key_check')).toEqual([]);
      expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    });
    expect(backups()).toHaveLength(1);
    // The backup is the base as it was: whole, and of the version before.
    const copy = new Database(join(dir, backups()[0] ?? ''), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(n);
    expect(rowsOf(copy)).toEqual(before);
    copy.close();
  });

  it('0002_calls-that-survive: calls of before are talks, and lines go on as they were', () => {
    open(migrations(2));
    inBase(fillFirstHouse);
    const db = openDatabase({ file });
    const home = () => ({ country: 'RU', areaCode: '' });
    const { calls, accounts, quality } = createRepositories(db, {
      now: () => 1,
      newId: () => 'x',
      actorId: () => 'u1',
      home,
    });
    expect(calls.list({ limit: 10 }).calls).toMatchObject([
      { id: 'k1', purpose: 'talk', joined: false, contactName: 'Алёна Йорданова', note: 'ok' },
    ]);
    expect(accounts.list()).toMatchObject([
      {
        ...{ id: 'a1', secretRef: 'secret:a1', active: true, backupServer: '', dtmf: 'rfc4733' },
        ...{ iceTimeoutMs: 1000, profile: { preset: 'asterisk' } },
      },
    ]);
    quality.addMessages('k1', [{ at: 1, direction: 'sent', text: 'INVITE' }]);
    expect(quality.messages('k1')).toHaveLength(1);
    db.close();
  });

  it('0003_cold-calling: calls of before belong to no list, promises take ten minutes', () => {
    open(migrations(3));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      fillCallsThatSurvive(sqlite);
    });
    open();
    inBase((sqlite) => {
      expect(sqlite.prepare('select campaign_id, lead_id from calls').all()).toEqual([
        { campaign_id: null, lead_id: null },
        { campaign_id: null, lead_id: null },
      ]);
      expect(sqlite.prepare('select minutes, assignee_id, rule_id from tasks').all()).toEqual([
        { minutes: 10, assignee_id: null, rule_id: null },
      ]);
    });
  });

  it('0004_reminder-rules: the dates of customers of before are found by the day', () => {
    open(migrations(4));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      sqlite.prepare("update contacts set birthday = '--02-29', contract_ends_on = '2026-12-01'").run();
    });
    open();
    const plan = (sqlite: Database.Database, condition: string) =>
      sqlite
        .prepare(`explain query plan select id from contacts where ${condition} and deleted_at is null`)
        .all()
        .map((step) => (step as { detail: string }).detail)
        .join();
    inBase((sqlite) => {
      expect(plan(sqlite, "birthday is not null and substr(birthday, -5) = '02-29'")).toContain(
        'contacts_birthday',
      );
      expect(plan(sqlite, "contract_ends_on = '2026-12-01'")).toContain('contacts_contract_end');
      expect(
        sqlite.prepare("select count(*) from contacts where substr(birthday, -5) = '02-29'").pluck().get(),
      ).toBe(sqlite.prepare('select count(*) from contacts').pluck().get());
    });
  });

  it('0005_own-leads: prospects of before are chosen by their owner', () => {
    open(migrations(5));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      const contact = sqlite.prepare('select id from contacts limit 1').pluck().get();
      sqlite.exec(`insert into campaigns (id, created_at, updated_at, name, state, pace, owner_ids, goal, rules)
        values ('c', 1, 1, 'Before', 'running', 'preview', '[]', '{}', '{}');
        insert into leads (id, created_at, updated_at, campaign_id, contact_id, state, priority, position, attempts)
        values ('l', 1, 1, 'c', '${contact}', 'waiting', 0, 0, 0)`);
    });
    open();
    inBase((sqlite) => {
      const choice = `from leads where campaign_id = 'c' and owner_id is null and state = 'waiting'
        and deleted_at is null and priority = 0 and next_at is null order by position limit 1`;
      expect(sqlite.prepare(`select id ${choice}`).pluck().get()).toBe('l');
      expect(JSON.stringify(sqlite.prepare(`explain query plan select id ${choice}`).all())).toContain(
        'leads_next_own',
      );
    });
  });

  it('0006_moves-taken-back: talks of before have taken nothing back', () => {
    open(migrations(6));
    inBase((sqlite) =>
      sqlite.exec(`insert into talk_runs (id, created_at, updated_at, call_id, script_id, version_id, language,
        facts, moves, carried_out, state, started_at)
        values ('r', 1, 1, 'k', 's', 'v', 'en', '{}', '[]', '[]', 'left', 1)`),
    );
    open();
    inBase((sqlite) =>
      expect(sqlite.prepare("select taken_back from talk_runs where id = 'r'").pluck().get()).toBe('[]'),
    );
  });

  it('0009_call-days: days of before have their stamp, and a call that ends changes its day’s', () => {
    open(migrations(9));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      sqlite.exec("update calls set state = 'ended'");
    });
    open();
    inBase((sqlite) => {
      const stamps = () => sqlite.prepare('select day, stamp from call_days order by day').all();
      const before = stamps() as { day: number; stamp: string }[];
      expect(before.map(({ day }) => day)).toEqual(
        sqlite.prepare('select distinct started_at / 86400000 from calls order by 1').pluck().all(),
      );
      sqlite.exec("update calls set note = 'later' where id = (select id from calls limit 1)");
      expect(stamps()).not.toEqual(before);
    });
  });

  it('0012_rights-and-audit-chain: people of before are there, and nobody changes what was written down', () => {
    open(migrations(12));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      sqlite.exec(`insert into audit (id, created_at, updated_at, at, actor_id, action, subject, detail)
        values ('a', 1, 1, 1, 'u1', 'dial.override', 'number', '{}')`);
    });
    open();
    inBase((sqlite) => {
      expect(sqlite.prepare('select distinct role_id, group_ids, active from users').all()).toEqual([
        { role_id: null, group_ids: '[]', active: 1 },
      ]);
      expect(() => sqlite.exec("update audit set actor_id = 'another'")).toThrow('only added to');
      expect(() => sqlite.exec('delete from audit')).toThrow('only added to');
    });
  });

  it('0014_supervisor-targets: the ways of customers through the stages come from what was written down of their changes', () => {
    open(migrations(14));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      const add = sqlite.prepare(
        `insert into outbox (op_id, table_name, row_id, base, patch, at, actor_id, schema_version, row_version)
         values (?, 'contacts', 'c9', ?, ?, ?, 'u1', 13, 1)`,
      );
      add.run('o1', null, '{"stage":"new"}', 1);
      add.run('o3', '{"stage":"contacted"}', '{"stage":"interested"}', 3);
      add.run('o2', '{"stage":"new","name":"x"}', '{"stage":"contacted","name":"y"}', 2);
      add.run('o4', '{"name":"y"}', '{"name":"z"}', 4);
    });
    open();
    inBase((sqlite) =>
      expect(
        sqlite
          .prepare(
            "select at, from_stage, to_stage, by_id from stage_changes where contact_id = 'c9' order by seq",
          )
          .all(),
      ).toEqual([
        { at: 2, from_stage: 'new', to_stage: 'contacted', by_id: 'u1' },
        { at: 3, from_stage: 'contacted', to_stage: 'interested', by_id: 'u1' },
      ]),
    );
  });

  it('0015_reviews: recordings of before have no score, and can have one', () => {
    open(migrations(15));
    inBase((sqlite) => fillFirstHouse(sqlite));
    open();
    inBase((sqlite) => {
      sqlite.exec(`insert into recording_index (seq, recording_id, call_id, account_id, direction, duration_ms, comments, measured, worded)
        values (1, 'r', 'k', 'l', 'inbound', 1, 0, 'no', 1)`);
      expect(sqlite.prepare('select score from recording_index').pluck().all()).toEqual([null]);
      for (const table of ['scorecards', 'scorecard_versions', 'review_tasks', 'reviews'])
        expect(sqlite.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0);
    });
  });

  it('0016_erasures: a line of the audit can lose its details, and nothing else of it', () => {
    open(migrations(16));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      sqlite.exec(`insert into do_not_call (id, created_at, updated_at, e164, reason) values ('d', 1, 1, 79161234567, 'asked');
        insert into audit (id, created_at, updated_at, at, actor_id, action, subject, detail)
        values ('a', 1, 1, 1, 'u1', 'dial.override', 'number', '{"number":"+79161234567"}')`);
    });
    open();
    inBase((sqlite) => {
      expect(sqlite.prepare('select e164, number_hash from do_not_call').all()).toEqual([
        { e164: 79161234567, number_hash: null },
      ]);
      expect(() => sqlite.exec('delete from audit')).toThrow('only added to');
      for (const change of [`detail = '{}'`, `detail = '{"erased":"x","more":1}'`, `at = 2`])
        expect(() => sqlite.exec(`update audit set ${change}`), change).toThrow('only added to');
      expect(() => sqlite.exec(`update audit set detail = '{"erased":"x"}', actor_id = 'me'`)).toThrow(
        'only added to',
      );
      sqlite.exec(`update audit set detail = '{"erased":"x"}'`);
      expect(sqlite.prepare('select detail from audit').pluck().get()).toBe('{"erased":"x"}');
    });
  });

  it('are the shipped files, unedited since they were released', () => {
    // A migration that people have is never changed: add a new one. When you add one, add its line here.
    expect(
      Object.fromEntries(entries().map(({ tag }) => [tag, hashOf(join(SHIPPED, `${tag}.sql`)).slice(0, 16)])),
    ).toEqual(RELEASED);
  });

  it('back up nothing and change nothing when there is nothing to do', () => {
    open();
    const before = hashOf(file);
    open();
    expect(hashOf(file)).toBe(before);
    expect(backups()).toEqual([]);
  });

  it('keep the newest three backups', () => {
    open(migrations(1));
    for (let n = 0; n < 5; n += 1) {
      const steps = Object.fromEntries(
        Array.from({ length: n + 1 }, (_, i) => [`900${i}_x`, `create table x${i} (id);`]),
      );
      openDatabase({
        file,
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
    const before = { hash: hashOf(file), names: readdirSync(dir) };
    expect(() => open()).toThrow(failure('databaseNewer', { has: ALL + 1, knows: ALL }));
    expect({ hash: hashOf(file), names: readdirSync(dir) }).toEqual(before);
  });

  it('newer and in use by the newer program: refused, and the log of that program is left alone', () => {
    const newer = openDatabase({
      file,
      migrationsDir: migrations(ALL, { '9000_future': 'create table future (id text);' }),
    });
    newer.sqlite.exec("insert into future values ('kept')");
    const before = { base: hashOf(file), log: hashOf(`${file}-wal`) };
    expect(() => open()).toThrow(failure('databaseNewer', { migration: '9000_future' }));
    expect({ base: hashOf(file), log: hashOf(`${file}-wal`) }).toEqual(before);
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
    const before = hashOf(file);
    expect(() => open()).toThrow(failure('databaseDamaged'));
    expect(hashOf(file)).toBe(before);
  });

  it.each([
    ['text in place of a base', () => writeFileSync(file, 'this is no database '.repeat(500))],
    ['a base cut in half', () => writeFileSync(file, readFileSync(file).subarray(0, 9000))],
    [
      'a base with pages overwritten',
      () => {
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0xa5, 100, 4096));
      },
    ],
  ])('%s: damaged, and left for rescue', (_name, damage) => {
    open();
    damage();
    const before = hashOf(file);
    expect(() => open()).toThrow(failure('databaseDamaged'));
    expect(hashOf(file)).toBe(before);
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
    expect(() => open(migrations(1, { '9000_big': sql }))).toThrow(failure('diskFull', { file }));
    expect(state()).toEqual(before);
  });
});

describe('a process that is killed in the middle of a migration', () => {
  it('leaves the base before or after it, never between', async () => {
    const slow = `create table big as with recursive n(i) as (select 1 union all select i + 1 from n where i < 120000)
      select i, hex(randomblob(40)) as x from n; create index big_x on big (x);`;
    for (const wait of [0, 30, 80, 160, 300]) {
      rmSync(file, { force: true });
      open(migrations(ALL));
      inBase(fillFirstHouse);
      inBase(fillCallsThatSurvive);
      const before = inBase(rowsOf);
      const steps = migrations(ALL, { '9000_slow': slow });
      const code = `import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, '../../db/open.ts'))};
        process.stdout.write('go'); openDatabase({ file: ${JSON.stringify(file)}, migrationsDir: ${JSON.stringify(steps)} });`;
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
      openDatabase({ file, migrationsDir: steps }).close();
      expect(inBase((sqlite) => sqlite.prepare('select count(*) from big').pluck().get())).toBe(120_000);
    }
  });
});

describe('a disk that may only be read', () => {
  it.skipIf(process.platform === 'win32')('says so', async () => {
    open(migrations(1));
    chmodSync(file, 0o444);
    chmodSync(dir, 0o555);
    try {
      expect(await openAsNobody(file)).toBe('diskReadOnly');
      expect(await openAsNobody(join(dir, 'new', 'ringdesk.db'))).toBe('diskReadOnly');
    } finally {
      chmodSync(dir, 0o755);
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

/** Every row of every table of the program, but the list of migrations. */
function rowsOf(sqlite: Database.Database): Record<string, unknown[]> {
  const tables = sqlite
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'migrations'
      and name not like 'contact_search%' and name not like 'recording_words%' and name <> 'big' and name <> 'fine' order by name`)
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => [table, sqlite.prepare(`select * from ${table} order by 1`).all()]),
  );
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
};
