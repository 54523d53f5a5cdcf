import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Failure } from '../shared/contract/failure.ts';
import { checkIntegrity } from './integrity.ts';
import { openDatabase, openReader } from './open.ts';
import { callRecord, draft, testBase } from './testing.ts';

describe('openDatabase', () => {
  it('is durable, checks links, and makes the folder', () => {
    using base = testBase();
    const pragma = (name: string) => base.db.sqlite.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
    const deep = join(base.dir, 'a', 'b', 'ringdesk.db');
    openDatabase({ file: deep }).close();
    expect(existsSync(deep)).toBe(true);
  });

  it('runs a transaction whole or not at all, also inside another', () => {
    using base = testBase();
    const { contacts } = base.repos;
    expect(() =>
      base.db.transaction(() => {
        contacts.create(draft({ name: 'Gone' }));
        throw new Error('stop');
      }),
    ).toThrow('stop');
    base.db.transaction(() => {
      contacts.create(draft({ name: 'Kept' }));
      expect(() =>
        base.db.transaction(() => {
          contacts.create(draft({ name: 'Gone too' }));
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(contacts.list({ offset: 0, limit: 9, sort: 'recent' }).contacts.map((row) => row.name)).toEqual([
      'Kept',
    ]);
    expect(checkIntegrity(base.db.file).sound).toBe(true);
  });

  it('lets a reader read while it writes, and only read', () => {
    using base = testBase();
    base.repos.contacts.create(draft({ name: 'Anna' }));
    const reader = openReader(base.db.file);
    const count = () => reader.sqlite.prepare('select count(*) from contacts').pluck().get();
    base.db.transaction(() => {
      base.repos.contacts.create(draft({ name: 'Boris' }));
      expect(count()).toBe(1);
    });
    expect(count()).toBe(2);
    expect(() => reader.transaction(() => reader.sqlite.exec('delete from contacts'))).toThrow(
      expect.objectContaining({ code: 'diskReadOnly' }),
    );
    reader.close();
    expect(() => openReader(join(base.dir, 'nothing.db'))).toThrow(Failure);
  });

  it('reads one state of the base, also inside a transaction, and lets go after an error', () => {
    using base = testBase();
    const reader = openReader(base.db.file);
    const count = () => reader.sqlite.prepare('select count(*) from contacts').pluck().get();
    const add = (name: string) => base.repos.contacts.create(draft({ name }));
    const seen = reader.reading(() => {
      const before = count();
      add('Anna');
      return [before, reader.reading(count)];
    });
    expect([seen, count()]).toEqual([[0, 0], 1]);
    expect(() =>
      reader.reading(() => {
        count();
        throw new Error('stop');
      }),
    ).toThrow('stop');
    add('Boris');
    expect(count()).toBe(2);
    base.db.transaction(() => {
      add('Carl');
      expect(base.db.reading(() => base.repos.contacts.count())).toBe(3);
      expect(base.db.sqlite.inTransaction).toBe(true);
    });
    reader.close();
  });

  it('lets two writers take turns', () => {
    using base = testBase();
    const other = openDatabase({ file: base.db.file });
    base.repos.contacts.create(draft({ name: 'First' }));
    other.transaction(() => other.sqlite.exec("insert into settings values ('a', '1', 0)"));
    base.repos.contacts.create(draft({ name: 'Second' }));
    expect(base.repos.settings.get('a')).toBe(1);
    other.close();
  });
});

describe('checkIntegrity', () => {
  const wrongs: readonly (readonly [check: string, sql: string])[] = [
    ['ended call without its result or time', 'update calls set ended_at = null'],
    ['open call with an end', "update calls set state = 'talking'"],
    ['answered call without an answer', 'update calls set answered_at = null'],
    ['times run backwards', 'update calls set answered_at = 1'],
    ['call without an operation', "delete from outbox where table_name = 'calls'"],
    ['call without its first fact', 'delete from call_facts'],
    [
      'fact of no call',
      "insert into call_facts (call_id, at, kind, body, received_at) values ('x', 1, 'muted', '{}', 1)",
    ],
    ['foreign_key_check', "update calls set contact_id = 'nobody'"],
    ['recording of no call', "update recordings set call_id = 'nobody'"],
    ['finished recording without its measure', "update recordings set state = 'finished', sha256 = null"],
    ['progress of no running recording', "insert into recording_progress values ('x', 1)"],
    ['contact without an operation', "delete from outbox where table_name = 'contacts'"],
    [
      'contact out of the search index',
      'delete from contact_search where rowid = (select rseq from contacts)',
    ],
    ['search index of no contact', "insert into contact_search (rowid, words) values (99, 'x')"],
    [
      'call twice',
      "create temp table t as select * from calls; update t set id = 'x'; insert into calls select * from t",
    ],
  ];

  it.each(wrongs)('sees: %s', (check, sql) => {
    using base = testBase();
    const { id } = base.repos.contacts.create(draft({ name: 'Anna' }));
    const record = callRecord({}, { contactId: id });
    const { call } = record;
    base.repos.calls.saveWithFact(record, { ...call, callId: call.id, at: call.startedAt, kind: 'incoming' });
    base.repos.recordings.create({ id: v7(), callId: call.id, mime: 'audio/webm', startedAt: 1 });
    expect(checkIntegrity(base.db.file)).toMatchObject({
      sound: true,
      counts: { calls: 1, recordings: 1, contacts: 1 },
    });
    base.db.sqlite.pragma('foreign_keys = OFF');
    base.db.sqlite.exec(sql);
    expect(checkIntegrity(base.db.file).troubles.map((trouble) => trouble.check)).toContain(check);
  });

  it('only reads', () => {
    using base = testBase();
    base.db.sqlite.pragma('wal_checkpoint(truncate)');
    const before = readFileSync(base.db.file);
    checkIntegrity(base.db.file);
    expect(readFileSync(base.db.file).equals(before)).toBe(true);
  });
});
