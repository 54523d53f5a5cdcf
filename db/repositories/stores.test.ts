import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Task } from '../../shared/contract/contacts.ts';
import { RecordingInfo } from '../../shared/contract/recordings.ts';
import { presetProfile } from '../../shared/domain/pbx/presets.ts';
import { callRecord, draft, ME, testBase } from '../testing.ts';
import type { StoredAccount } from './index.ts';

describe('recordings', () => {
  it('go from begun to finished; progress is local', () => {
    using base = testBase();
    const { calls, recordings } = base.repos;
    const { call } = callRecord();
    calls.save(callRecord(call));
    const id = v7();
    const begun = { id, callId: call.id, mime: 'audio/webm;codecs=opus', startedAt: 5 };
    recordings.create(begun);
    recordings.create(begun);
    const operations = () =>
      base.db.sqlite.prepare("select count(*) from outbox where table_name = 'recordings'").pluck().get();
    for (const bytes of [100, 4200, 8400]) recordings.setProgress(id, bytes);
    expect(operations()).toBe(1);
    expect(RecordingInfo.parse(recordings.get(id))).toEqual({ ...begun, state: 'recording', bytes: 8400 });
    expect(recordings.unfinished()).toHaveLength(1);
    recordings.finish(id, { durationMs: 60_000, bytes: 9000, sha256: 'ab', state: 'repaired' });
    expect(recordings.byCall(call.id)).toEqual([
      { ...begun, state: 'repaired', bytes: 9000, durationMs: 60_000, sha256: 'ab' },
    ]);
    expect(recordings.unfinished()).toEqual([]);
    expect(operations()).toBe(2);
  });

  it('belong to a call', () => {
    using base = testBase();
    const orphan = { id: v7(), callId: v7(), mime: 'audio/webm', startedAt: 5 };
    expect(() => base.repos.recordings.create(orphan)).toThrow(expect.objectContaining({ code: 'notFound' }));
    expect(base.repos.recordings.get(orphan.id)).toBeUndefined();
  });
});

describe('tasks', () => {
  const promise = { title: 'Call back', zone: 'Europe/Kyiv' };

  it('ring once when due, and again after a postponement', () => {
    using base = testBase();
    const { tasks } = base.repos;
    const { id } = tasks.create({ ...promise, dueAt: 1000 });
    tasks.create({ ...promise, dueAt: 9000 });
    expect(tasks.nextDueAt()).toBe(1000);
    expect(tasks.due(999)).toEqual([]);
    expect(tasks.due(1000).map((task) => task.id)).toEqual([id]);
    tasks.markRang(id, 1001);
    expect(tasks.due(5000)).toEqual([]);
    expect(tasks.nextDueAt()).toBe(9000);
    tasks.postpone(id, 2000);
    tasks.postpone(id, 3000);
    expect(Task.parse(tasks.due(3000)[0])).toMatchObject({ id, postponements: 2, dueAt: 3000 });
    tasks.complete(id);
    expect(tasks.due(99_000).map((task) => task.dueAt)).toEqual([9000]);
  });

  it('are listed: open by their time, done newest first', () => {
    using base = testBase();
    const { tasks } = base.repos;
    const ids = [3000, 1000, 2000].map((dueAt) => tasks.create({ ...promise, dueAt }).id);
    expect(tasks.list({ state: 'open', limit: 10 }).map((task) => task.dueAt)).toEqual([1000, 2000, 3000]);
    expect(tasks.list({ state: 'open', before: 3000, limit: 1 }).map((task) => task.dueAt)).toEqual([1000]);
    for (const id of ids) {
      base.clock.now += 1;
      tasks.complete(id);
    }
    expect(tasks.list({ state: 'done', limit: 2 }).map((task) => task.id)).toEqual([ids[2], ids[1]]);
    expect(() => tasks.complete(v7())).toThrow(expect.objectContaining({ code: 'notFound' }));
  });

  it('count what is put off, not what is brought forward, and say who has to do it', () => {
    using base = testBase();
    const { tasks, users } = base.repos;
    const colleague = v7();
    users.save({ id: colleague, name: 'Taras' });
    const { id } = tasks.create({ ...promise, dueAt: 5000 });
    tasks.postpone(id, 4000);
    expect(tasks.get(id)).toMatchObject({
      postponements: 0,
      dueAt: 4000,
      minutes: 10,
      assigneeName: 'Olena',
    });
    tasks.update(id, { title: 'Send it', minutes: 30, assigneeId: colleague });
    expect(tasks.get(id)).toMatchObject({
      title: 'Send it',
      minutes: 30,
      assigneeName: 'Taras',
      dueAt: 4000,
    });
    // What a colleague has to do rings at the colleague's desk.
    expect(tasks.due(9000)).toEqual([]);
    expect(tasks.nextDueAt()).toBeUndefined();
    const { changeId } = tasks.remove(id);
    expect(() => tasks.get(id)).toThrow(expect.objectContaining({ code: 'notFound' }));
    base.repos.changes.undo(changeId);
    expect(tasks.get(id).title).toBe('Send it');
  });

  it('are found by span and by person, for the calendar and for the load', () => {
    using base = testBase();
    const { tasks } = base.repos;
    const colleague = v7();
    const [first, second] = [1000, 2000].map((dueAt) => tasks.create({ ...promise, dueAt }).id);
    tasks.create({ ...promise, dueAt: 2000, assigneeId: colleague });
    tasks.create({ ...promise, dueAt: 3000 });
    tasks.complete(first ?? '');
    const span = { from: 1000, to: 3000 };
    expect(tasks.between(span, { assigneeId: ME, limit: 10 }).map(({ id }) => id)).toEqual([first, second]);
    expect(tasks.between(span, { limit: 10 })).toHaveLength(3);
    expect(tasks.planned(span, ME)).toEqual([{ dueAt: 1000, doneAt: base.clock.now }, { dueAt: 2000 }]);
    expect(tasks.list({ state: 'open', after: 2000, assigneeId: colleague, limit: 9 })).toHaveLength(1);
  });

  it('know the number to dial: their own, the call’s, the customer’s', () => {
    using base = testBase();
    const { calls, contacts, tasks } = base.repos;
    const contact = contacts.create(draft({ name: 'Anna', phones: [{ number: '+79160000001' }] }));
    const record = callRecord();
    calls.save(record);
    const phone = (extra: object) =>
      tasks.get(tasks.create({ ...promise, dueAt: 1, contactId: contact.id, ...extra }).id).phone;
    expect(phone({ phone: '204', callId: record.call.id })).toBe('204');
    expect(phone({ callId: record.call.id })).toBe('+79161234567');
    expect(phone({})).toBe('+79160000001');
  });
});

describe('accounts', () => {
  it('keep no secret, and one of them at most is in use', () => {
    using base = testBase();
    const { accounts } = base.repos;
    const account = (id: string, active: boolean): StoredAccount => ({
      ...{
        id,
        label: id,
        engine: 'jssip',
        server: 'wss://pbx',
        login: '100',
        domain: '',
        displayName: '',
        stun: '',
      },
      ...{ turn: '', turnLogin: '', secretRef: 'secret:1', turnSecretRef: null, active, training: false },
      ...{ backupServer: '', dtmf: 'rfc4733', iceTimeoutMs: 1000, profile: presetProfile('threecx') },
    });
    accounts.save(account('a', true));
    base.clock.now += 1;
    accounts.save(account('b', true));
    expect(accounts.list().map(({ id, active }) => [id, active])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    accounts.use('a');
    expect(accounts.active()).toEqual(account('a', true));
    accounts.use(null);
    expect(accounts.active()).toBeUndefined();
    expect(() => accounts.use('c')).toThrow(expect.objectContaining({ code: 'notFound' }));
    accounts.remove('a');
    expect(accounts.list().map(({ id }) => id)).toEqual(['b']);
  });
});

describe('settings', () => {
  it('keep any JSON, all of a set or none', () => {
    using base = testBase();
    const { settings } = base.repos;
    expect(settings.get('x')).toBeUndefined();
    settings.setAll({ language: 'uk', audio: { ringerIds: ['a'] }, off: false, nothing: '' });
    settings.set('language', 'ru');
    expect(settings.all()).toEqual({ language: 'ru', audio: { ringerIds: ['a'] }, off: false, nothing: '' });
    expect(() => settings.setAll({ language: 'en', broken: undefined })).toThrow();
    expect(settings.get('language')).toBe('ru');
    settings.remove('off');
    expect(settings.get('off')).toBeUndefined();
  });
});

describe('imports', () => {
  it('count, keep refused rows once, and wait to go on after a crash', () => {
    using base = testBase();
    const { imports } = base.repos;
    const id = v7();
    imports.create({ id, fileName: '=cmd().csv', actorId: v7() });
    imports.update(id, { state: 'running', rows: 5, processed: 2, rejected: 2, header: ['Name'] });
    imports.reject(id, [
      { line: 3, reason: 'noNumber', cells: ['a'] },
      { line: 4, reason: 'noName', cells: [''] },
    ]);
    imports.reject(id, [{ line: 3, reason: 'noNumber', cells: ['b'] }]);
    expect(imports.rejections(id, { after: 0, limit: 1 })).toEqual([
      { line: 3, reason: 'noNumber', cells: ['a'] },
    ]);
    expect(imports.rejections(id, { after: 3, limit: 10 })).toEqual([
      { line: 4, reason: 'noName', cells: [''] },
    ]);
    const received = v7();
    imports.create({ id: received, fileName: 'half.csv', actorId: v7() });
    imports.pauseUnfinished('internal');
    expect(imports.progress(received)).toMatchObject({ state: 'failed', failure: 'internal' });
    expect(imports.progress(id)).toEqual({
      ...{
        importId: id,
        state: 'paused',
        rows: 5,
        processed: 2,
        created: 0,
        merged: 0,
        rejected: 2,
        asText: 0,
      },
    });
    expect(imports.progress(v7())).toBeUndefined();
  });
});

describe('users', () => {
  it('are listed by name and know who I am', () => {
    using base = testBase();
    const { users } = base.repos;
    const other = v7();
    users.save({ id: other, name: 'Andrii' });
    expect(users.list()).toEqual([
      { id: other, name: 'Andrii', me: false },
      { id: ME, name: 'Olena', me: true },
    ]);
    expect(users.findByName(' olena ')?.id).toBe(ME);
    users.save({ id: ME, name: 'Olena K.' });
    expect(users.get(ME)?.name).toBe('Olena K.');
  });
});
