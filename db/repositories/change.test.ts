import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../integrity.ts';
import { callRecord, draft, ME, testBase } from '../testing.ts';

type Operation = {
  op_id: string;
  table_name: string;
  row_id: string;
  base: string | null;
  patch: string;
  actor_id: string;
};

const outbox = (base: ReturnType<typeof testBase>): Operation[] =>
  base.db.sqlite.prepare('select * from outbox order by rowid').all() as Operation[];

const ivan = draft({
  name: 'Ivan',
  phones: [{ number: '+79161234567' }],
  emails: [{ address: 'i@x.example' }],
  tags: ['vip'],
});

describe('a change', () => {
  it('puts the row and its operation in one transaction: base as seen, patch as it became, only what changed', () => {
    using base = testBase();
    const { id, changeId } = base.repos.contacts.create(ivan);
    base.repos.contacts.update(id, 1, { ...ivan, name: 'Ivan II', tags: ['vip', 'new'] });
    const [created, updated] = outbox(base).filter((operation) => operation.row_id === id);
    expect(created).toMatchObject({
      op_id: changeId,
      table_name: 'contacts',
      base: null,
      actor_id: ME,
      schema_version: base.db.schemaVersion,
    });
    expect(JSON.parse(created?.patch ?? '')).toMatchObject({
      name: 'Ivan',
      deletedAt: null,
      phones: [{ e164: 79161234567 }],
    });
    expect(JSON.parse(created?.patch ?? '')).not.toHaveProperty('responsibleId');
    expect(JSON.parse(updated?.base ?? '')).toEqual({ name: 'Ivan', tags: ['vip'] });
    expect(JSON.parse(updated?.patch ?? '')).toEqual({ name: 'Ivan II', tags: ['vip', 'new'] });
  });

  it('is nothing at all when its operation cannot be written', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(ivan);
    base.db.sqlite.exec(
      "create trigger full before insert on outbox begin select raise(abort, 'no room'); end",
    );
    const before = { rows: base.repos.contacts.get(id), operations: outbox(base) };
    expect(() =>
      base.repos.contacts.create(draft({ name: 'Second', phones: [{ number: '+79161234568' }] })),
    ).toThrow('no room');
    expect(() => base.repos.contacts.update(id, 1, { ...ivan, name: 'x' })).toThrow('no room');
    expect(() => base.repos.calls.saveWithFact(callRecord(), { callId: v7(), at: 1, kind: 'muted' })).toThrow(
      'no room',
    );
    base.db.sqlite.exec('drop trigger full');
    expect({ rows: base.repos.contacts.get(id), operations: outbox(base) }).toEqual(before);
    expect(base.repos.contacts.count()).toBe(1);
    expect(base.repos.calls.list({ limit: 10 }).calls).toEqual([]);
    expect(base.db.sqlite.prepare('select count(*) from call_facts').pluck().get()).toBe(0);
    expect(checkIntegrity(base.db.file).sound).toBe(true);
  });

  it('of a full disk is told as such, and leaves everything as it was', () => {
    using base = testBase();
    const pages = base.db.sqlite.pragma('page_count', { simple: true }) as number;
    base.db.sqlite.pragma(`max_page_count = ${pages}`);
    const fill = () => {
      for (;;) base.repos.contacts.create(draft({ name: 'x'.repeat(300), about: 'y'.repeat(9000) }));
    };
    expect(fill).toThrow(expect.objectContaining({ code: 'diskFull' }));
    base.db.sqlite.pragma('max_page_count = 1000000');
    expect(checkIntegrity(base.db.file)).toMatchObject({ sound: true, troubles: [] });
    base.repos.contacts.create(ivan);
  });

  it('is refused when somebody changed the row since', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(ivan);
    base.repos.contacts.update(id, 1, { ...ivan, name: 'First' });
    expect(() => base.repos.contacts.update(id, 1, { ...ivan, name: 'Second' })).toThrow(
      expect.objectContaining({ code: 'changedMeanwhile' }),
    );
    expect(base.repos.contacts.get(id)?.name).toBe('First');
  });
});

describe('undo', () => {
  it('of a creation deletes, of that undo brings back', () => {
    using base = testBase();
    const { id, changeId } = base.repos.contacts.create(ivan);
    const whole = base.repos.contacts.get(id);
    const undone = base.repos.changes.undo(changeId);
    expect(undone).toMatchObject({ id, table: 'contacts' });
    expect(base.repos.contacts.get(id)).toBeUndefined();
    base.repos.changes.undo(undone.changeId);
    expect(base.repos.contacts.get(id)).toEqual({ ...whole, version: 3 });
  });

  it('of an update brings back every field, number and address, with their ids', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(ivan);
    const before = base.repos.contacts.get(id);
    const { changeId } = base.repos.contacts.update(
      id,
      1,
      draft({ name: 'Other', phones: [{ number: '+79990000000' }] }),
    );
    expect(base.repos.contacts.get(id)).toMatchObject({
      name: 'Other',
      emails: [],
      phones: [{ e164: '+79990000000' }],
    });
    base.repos.changes.undo(changeId);
    expect(base.repos.contacts.get(id)).toEqual({ ...before, version: 3 });
  });

  it('of a deletion brings back what was there, and not what had been taken off before', () => {
    using base = testBase();
    const two = draft({ name: 'Two', phones: [{ number: '+79161234567' }, { number: '+79161234568' }] });
    const { id } = base.repos.contacts.create(two);
    base.repos.contacts.update(id, 1, { ...two, phones: two.phones.slice(0, 1) });
    const before = base.repos.contacts.get(id);
    // The same millisecond for all of it.
    const { changeId } = base.repos.contacts.remove(id);
    base.repos.changes.undo(changeId);
    expect(base.repos.contacts.get(id)).toEqual({ ...before, version: 4 });
  });

  it('is refused when the row has moved on, and when there is no such change', () => {
    using base = testBase();
    const { id, changeId } = base.repos.contacts.create(ivan);
    base.repos.contacts.update(id, 1, { ...ivan, name: 'Later' });
    expect(() => base.repos.changes.undo(changeId)).toThrow(
      expect.objectContaining({ code: 'changedMeanwhile' }),
    );
    expect(() => base.repos.changes.undo(v7())).toThrow(expect.objectContaining({ code: 'notFound' }));
    expect(base.repos.contacts.get(id)?.name).toBe('Later');
  });

  it('of a save without an edit does nothing', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(ivan);
    const { changeId } = base.repos.contacts.update(id, 1, {
      ...ivan,
      phones: [{ number: '8 (916) 123-45-67', label: 'main', main: false }],
    });
    expect(base.repos.contacts.get(id)?.version).toBe(1);
    base.repos.changes.undo(changeId);
    expect(base.repos.contacts.get(id)).toMatchObject({
      name: 'Ivan',
      version: 1,
      phones: [{ raw: '+79161234567' }],
    });
  });

  it('of a note, a promise and a correction', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(ivan);
    const note = base.repos.contacts.addNote(id, 'text');
    const task = base.repos.tasks.create({ contactId: id, title: 'call', dueAt: 5, zone: 'Europe/Kyiv' });
    const done = base.repos.tasks.complete(task.id);
    base.repos.changes.undo(note.changeId);
    expect(base.repos.contacts.card(id).timeline).toEqual([]);
    base.repos.changes.undo(done.changeId);
    expect(base.repos.tasks.get(task.id).state).toBe('open');
    const link = base.repos.lookup.remember({ kind: 'internal', extension: '204' }, id);
    base.repos.changes.undo(link?.changeId ?? '');
    expect(base.repos.lookup.byNumber({ kind: 'internal', extension: '204' }, { ownNumbers: [] })).toEqual(
      [],
    );
  });
});
