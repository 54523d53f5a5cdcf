// What each migration makes of a base of before it.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { createRepositories } from '../../db/repositories/index.ts';
import { fillCallsThatSurvive, fillFirstHouse } from './migrations-data.ts';
import { entries, rowsOf, stepsBase } from './steps-base.ts';

const base = stepsBase();
const { migrations, open, backups, inBase } = base;

describe('a migration', () => {
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
    const copy = new Database(join(base.dir, backups()[0] ?? ''), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(n);
    expect(rowsOf(copy)).toEqual(before);
    copy.close();
  });

  it('0002_calls-that-survive: calls of before are talks, and lines go on as they were', () => {
    open(migrations(2));
    inBase(fillFirstHouse);
    const db = openDatabase({ file: base.file });
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

  it('0018_words-of-any-length: notes of before are found again by any beginning of their words', () => {
    open(migrations(18));
    inBase((sqlite) => {
      fillFirstHouse(sqlite);
      sqlite.exec(`insert into recording_index (seq, recording_id, call_id, account_id, direction, duration_ms, comments, measured, worded)
        values (2000000, 'r1', 'k1', 'a1', 'inbound', 7000, 0, 'no', 1)`);
    });
    const db = openDatabase({ file: base.file });
    const home = () => ({ country: 'RU', areaCode: '' });
    const { library } = createRepositories(db, { now: () => 1, newId: () => 'x', actorId: () => 'u1', home });
    const found = () => library.list({ search: 'ok' }, { limit: 10 }).rows.map((row) => row.recordingId);
    expect(found()).toEqual([]);
    expect(library.catchUp(10)).toBe(1);
    expect(found()).toEqual(['r1']);
    expect(library.total({ search: 'o' })).toEqual({ recordings: 1, durationMs: 7000 });
    db.close();
  });

  it('0021_own-fields: customers of before have none filled, and can have them', () => {
    open(migrations(21));
    inBase(fillFirstHouse);
    const db = openDatabase({ file: base.file });
    const home = () => ({ country: 'RU', areaCode: '' });
    const { contacts } = createRepositories(db, { now: () => 9, newId: v7, actorId: () => 'u1', home });
    const [row] = contacts.list({ sort: 'recent', offset: 0, limit: 9 }).contacts;
    const before = contacts.get(row?.id ?? '');
    expect(before?.own).toEqual({});
    db.sqlite.exec('update contacts set own = \'{"f":"kept"}\'');
    expect(contacts.get(row?.id ?? '')?.own).toEqual({ f: 'kept' });
    db.close();
  });
});
