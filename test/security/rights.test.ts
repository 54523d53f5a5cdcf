// Ten ways in that must not be one: each asks the core as somebody would who wants more than he may.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../db/repositories/audit/line.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { RequestName } from '../../shared/contract/index.ts';
import { requests } from '../../shared/contract/index.ts';
import { ROLE_IDS } from '../../shared/domain/rights/built-in.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { type Office, openOffice, PASSWORD, refusal } from '../support/office.ts';

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

async function office(...given: Parameters<typeof startCore>): Promise<Office> {
  const opened = await openOffice(...given);
  stop = () => opened.core.close();
  return opened;
}

/** A talk of whoever sits here, with its recording. */
async function talk(connect: Office['connect'], number = '+12025550100') {
  const phone = new ScriptedPhone(connect);
  await phone.attach();
  const callId = await phone.ring({ number });
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  const recordingId = '01938f2e-7b5a-7000-8000-00000000f001';
  await phone.core.request('recordings.begin', {
    recordingId,
    callId,
    mime: 'audio/webm',
    startedAt: Date.now(),
  });
  await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
  phone.leave();
  return { callId, recordingId };
}

const audit = async (desk: CoreClient, filter = {}) =>
  (await desk.request('audit.list', filter)).lines.map(({ kind, action, actorName }) => ({
    kind,
    action,
    actorName,
  }));

describe('another one’s records', () => {
  it('cannot be had by their ids, nor found in lists', async () => {
    const { connect, hire, seat } = await office();
    await hire('Anna', 'caller');
    await hire('Ben', 'caller');
    const anna = await seat('Anna');
    const me = (await anna.request('system.info', {})).me.id;
    const { callId, recordingId } = await talk(connect);
    const contact = await anna.request('contacts.create', {
      draft: { kind: 'person', name: 'Hers', responsibleId: me, phones: [{ number: '+12025550177' }] },
    });
    const task = await anna.request('tasks.create', { title: 'hers', dueAt: Date.now(), zone: 'UTC' });

    const ben = await seat('Ben');
    const byId: [RequestName, object][] = [
      ['recordings.get', { recordingId }],
      ['recordings.read', { recordingId, offset: 0, length: 1000 }],
      ['calls.get', { callId }],
      ['calls.report', { callId }],
      ['calls.wrapUp', { callId, note: 'mine now', close: false }],
      ['contacts.card', { id: contact.id }],
      ['contacts.update', { id: contact.id, version: 1, draft: { kind: 'person', name: 'x' } }],
      ['talkRuns.ofContact', { contactId: contact.id }],
      ['tasks.complete', { id: task.id }],
      ['changes.undo', { changeId: contact.changeId }],
    ];
    for (const [name, input] of byId)
      expect(await refusal(ben, name, input as never), name).toBe('outOfReach');
    expect(await ben.request('calls.list', {})).toEqual({ calls: [], more: false });
    for (const filter of [{}, { search: 'Hers' }, { search: '5550177' }, { sort: 'name' as const }])
      expect((await ben.request('contacts.list', filter)).contacts, JSON.stringify(filter)).toEqual([]);
    expect(await ben.request('contacts.byNumber', { number: '+12025550177' })).toEqual([]);
    expect(await ben.request('tasks.list', { assigneeId: me })).toEqual([]);
    expect(await ben.request('tasks.between', { from: 0, to: Date.now() + 1e9 })).toEqual([]);
    expect((await ben.request('results.calls', { agentId: me })).total.dialled).toBe(0);

    // Hers they are, all the same.
    const again = await seat('Anna');
    expect(await refusal(again, 'recordings.get', { recordingId })).toBe('done');
    expect((await again.request('calls.list', {})).calls).toHaveLength(1);
    expect((await again.request('contacts.list', {})).total).toBe(1);
  });

  it('are written down when somebody tried', async () => {
    const { connect, hire, seat } = await office();
    await hire('Ben', 'caller');
    const boss = await seat('Boss');
    const { recordingId } = await talk(connect);
    expect(boss).toBeDefined();
    const ben = await seat('Ben');
    expect(await refusal(ben, 'recordings.get', { recordingId })).toBe('outOfReach');
    expect(await refusal(ben, 'audit.list', {})).toBe('noRight');
    expect(await audit(await seat('Boss'), { kind: 'refused' })).toEqual([
      { kind: 'refused', action: 'audit.list', actorName: 'Ben' },
      { kind: 'refused', action: 'recordings.get', actorName: 'Ben' },
    ]);
  });
});

describe('taking out', () => {
  it('is for who may, and is in the audit before the file leaves', async () => {
    const { hire, seat } = await office();
    await hire('Anna', 'operator');
    const words = {} as never;
    const order = { kind: 'calls', format: 'csv', words, resultNames: words, outcomeNames: {} } as never;
    expect(await refusal(await seat('Anna'), 'results.export', order)).toBe('noRight');
    expect(await refusal(await seat('Boss'), 'audit.export', { headings: Array(8).fill('h') })).toBe('done');
    const boss = await seat('Boss');
    expect(await audit(boss, { kind: 'exported' })).toEqual([
      { kind: 'exported', action: 'audit.export', actorName: 'Boss' },
    ]);
  });

  it('names its file itself, whatever the words say, and runs no formula', async () => {
    const { boss } = await office();
    await boss.request('users.saveGroup', { name: '=HYPERLINK("http://evil")' });
    const { fileName, bytes } = await boss.request('audit.export', {
      headings: ['../../etc/passwd', '=1+1', 'c', 'd', 'e', 'f', 'g', 'h'],
    });
    expect(fileName).toMatch(/^ringdesk-audit-\d{4}-\d\d-\d\d\.csv$/);
    const text = new TextDecoder().decode(bytes);
    expect(text).not.toMatch(/(^|,)"?=/m);
  });
});

describe('a satellite that is not what it says', () => {
  it('is not asked as the phone: its channel needs a ticket of a desk, once', async () => {
    const { core, boss, connect } = await office();
    expect(core.admitsPhone(null)).toBe(false);
    expect(core.admitsPhone('guess')).toBe(false);
    expect(await refusal(connect('desk'), 'session.phoneTicket', {})).toBe('loginNeeded');
    const { ticket } = await boss.request('session.phoneTicket', {});
    expect(core.admitsPhone(ticket)).toBe(true);
    expect(core.admitsPhone(ticket)).toBe(false);
  });

  it('gets no answer to what was not made for it: the phone’s channel opens no desk, and a desk states no facts', async () => {
    const { connect, boss } = await office();
    const phone = connect('phone');
    for (const name of Object.keys(requests) as RequestName[]) {
      const { from } = requests[name];
      if (!(from as readonly string[]).includes('phone'))
        expect(await refusal(phone, name, {} as never), name).toBe('notAllowed');
      if ((from as readonly string[]).join() === 'phone')
        expect(await refusal(boss, name, {} as never), name).toBe('notAllowed');
    }
  });

  it('hears nothing before it said who sits there', async () => {
    const { boss, connect } = await office();
    const heard: string[] = [];
    const stranger = connect('desk');
    for (const name of ['contacts.changed', 'calls.changed', 'tasks.changed'] as const)
      stranger.on(name, () => heard.push(name));
    expect(await refusal(stranger, 'contacts.list', {})).toBe('loginNeeded');
    const mine = new Promise((resolve) => boss.on('contacts.changed', resolve));
    await boss.request('contacts.create', { draft: { kind: 'person', name: 'C' } });
    await mine;
    expect(await refusal(stranger, 'session.state', {})).toBe('done');
    expect(heard).toEqual([]);
  });

  it('finds no talk of the one before that still waits to be written up; whose it is finds it again', async () => {
    const { connect, seat, hire, boss } = await office();
    await hire('Anna', 'operator');
    const phone = new ScriptedPhone(connect);
    await phone.attach();
    const callId = await phone.ring({ number: '+79160000001' });
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
    expect(await boss.request('calls.live', {})).toMatchObject([{ call: { id: callId, wrapUp: 'open' } }]);
    await boss.request('session.logout', {});
    const again = await seat('Boss');
    expect(await again.request('calls.live', {})).toMatchObject([{ call: { id: callId } }]);
    const anna = connect('desk');
    const heard: unknown[] = [];
    anna.on('calls.changed', (call) => heard.push(call));
    await anna.request('session.login', { name: 'Anna', password: PASSWORD });
    expect(await anna.request('calls.live', {})).toEqual([]);
    const later = new Promise((resolve) => anna.on('contacts.changed', resolve));
    await anna.request('contacts.create', { draft: { kind: 'person', name: 'C' } });
    await later;
    expect(heard).toEqual([]);
    expect(await refusal(anna, 'calls.wrapUp', { callId, note: 'mine', close: true })).toBe('outOfReach');
  });

  it('hears no name of a call that rings at a locked screen, though it can be taken there', async () => {
    const { connect, boss } = await office();
    const shell = connect('shell');
    const heard: unknown[] = [];
    shell.on('calls.changed', (live) => heard.push(live));
    await shell.request('session.state', {});
    const phone = new ScriptedPhone(connect);
    await phone.attach();
    const callId = await phone.ring({ number: '+79160000002', displayName: 'Secret Name' });
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(JSON.stringify(heard.at(-1))).toContain('Secret Name');
    const told = heard.length;
    await boss.request('session.lock', {});
    const state = await boss.request('session.state', {});
    expect(state.onLine).toEqual([
      { callId, state: 'ringing', since: expect.any(Number), muted: false, held: false },
    ]);
    // Told again by the lock, and this time without the name.
    await expect.poll(() => heard.length).toBeGreaterThan(told);
    expect(JSON.stringify(heard.at(-1))).toContain(callId);
    expect(JSON.stringify(heard.at(-1))).not.toContain('Secret Name');
  });

  it('does not get in by a token that had its turn, nor round the lock by a reload', async () => {
    const { connect, seat } = await office();
    const first = connect('desk');
    const { token } = await first.request('session.login', { name: 'Boss', password: PASSWORD });
    const second = connect('desk');
    const { token: next } = await second.request('session.resume', { token });
    expect(await refusal(connect('desk'), 'session.resume', { token })).toBe('loginNeeded');
    await second.request('session.lock', {});
    const reloaded = connect('desk');
    expect((await reloaded.request('session.resume', { token: next })).state.locked).toBe(true);
    expect(await refusal(reloaded, 'contacts.list', {})).toBe('screenLocked');
    const boss = await seat('Boss');
    expect(await audit(boss, { kind: 'login' })).toContainEqual(
      expect.objectContaining({ action: 'session.replayed' }),
    );
  });
});

describe('guessing', () => {
  it('waits longer and longer, also after a restart, for the right word, and for names that nobody has', async () => {
    let now = Date.now();
    const clock = { now: () => now };
    const first = await office(undefined, clock);
    await first.hire('Anna', 'operator');
    const guess = (desk: CoreClient, name: string, password = 'not this one') =>
      refusal(desk, 'session.login', { name, password });
    const desk = first.connect('desk');
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await guess(desk, 'Boss')).toBe('loginWrong');
      expect(await guess(desk, 'Nobody')).toBe('loginWrong');
    }
    expect(await guess(desk, 'Boss', PASSWORD)).toBe('loginWait');
    expect(await guess(desk, 'Nobody')).toBe('loginWait');
    // One’s own name in between gives no more guesses at another’s.
    expect(await guess(desk, 'Anna', PASSWORD)).toBe('done');
    expect(await guess(desk, 'Boss', PASSWORD)).toBe('loginWait');
    await first.core.close();

    const again = await startCore(first.dataDir, clock);
    stop = () => again.core.close();
    const later = again.connect('desk');
    expect(await guess(later, 'Boss', PASSWORD)).toBe('loginWait');
    now += 31_000;
    expect(await guess(later, 'Boss')).toBe('loginWrong');
    now += 31_000;
    expect(await guess(later, 'Boss', PASSWORD)).toBe('loginWait');
    now += 30_000;
    expect(await guess(later, 'Boss', PASSWORD)).toBe('done');
  }, 60_000);
});

describe('text of strangers', () => {
  it('is data: SQL in a filter finds nothing and breaks nothing, a script in a comment stays text', async () => {
    const { boss } = await office();
    const evil = `'; drop table contacts; -- <script>alert(1)</script>`;
    const { id } = await boss.request('contacts.create', { draft: { kind: 'person', name: evil } });
    await boss.request('contacts.addNote', { contactId: id, text: evil });
    for (const search of [`' or 1=1 --`, `") or 1=1 --`, '%', '"', 'a" OR b', 'x*'])
      expect((await boss.request('contacts.list', { search })).contacts, search).toEqual([]);
    expect(await boss.request('calls.list', { search: `' or 1=1 --` })).toEqual({ calls: [], more: false });
    expect(await refusal(boss, 'audit.list', { actorId: `' or 1=1 --` as never })).toBe('badRequest');
    const { contact, timeline } = await boss.request('contacts.card', { id });
    expect(contact.name).toBe(evil);
    expect(timeline).toMatchObject([{ kind: 'note', text: evil }]);
  });
});

describe('more rights than one was given', () => {
  it('are not to be had by oneself, nor back by an undo', async () => {
    const { boss, hire, seat } = await office();
    const anna = await hire('Anna', 'operator');
    const raised = { id: anna, name: 'Anna', groupIds: [], active: true, roleId: ROLE_IDS.administrator };
    await boss.request('users.save', raised);
    const desk = await seat('Anna');
    const own = await desk.request('users.save', { ...raised, roleId: ROLE_IDS.operator });
    expect(await refusal(desk, 'users.save', raised)).toBe('noRight');
    expect(await refusal(desk, 'changes.undo', { changeId: own.changeId })).toBe('notFound');
    expect(await refusal(desk, 'users.turnOff', {})).toBe('noRight');
    expect(await refusal(desk, 'settings.save', { firmName: 'Mine' })).toBe('noRight');
    expect(await refusal(desk, 'calls.dial', { number: '100', override: { reason: 'because' } })).toBe(
      'noRight',
    );
  });
});

describe('the audit', () => {
  it('says what was seen, changed and decided, in order, and that nobody was at it', async () => {
    const { boss, hire } = await office();
    await hire('Anna', 'operator');
    const { id } = await boss.request('contacts.create', { draft: { kind: 'person', name: 'C' } });
    await boss.request('contacts.card', { id });
    await boss.request('contacts.card', { id });
    await boss.request('contacts.remove', { id });
    const about = await boss.request('audit.list', { contactId: id });
    expect(about.lines.map(({ kind, contactName }) => [kind, contactName])).toEqual([
      ['deleted', 'C'],
      ['seen', 'C'],
      ['changed', 'C'],
    ]);
    expect(JSON.stringify(about)).not.toContain(PASSWORD);
    expect(JSON.stringify(await boss.request('audit.list', {}))).not.toContain(PASSWORD);
    const verdict = await boss.request('audit.verify', {});
    expect(verdict).toMatchObject({ unchained: 0, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(verdict.broken).toBeUndefined();
  });

  it.each([
    ['content', `update audit set actor_id = 'somebody else' where seq = 2`],
    ['gap', 'delete from audit where seq = 2'],
    ['content', `update audit set detail = '{}' where seq = 1`],
    ['order', 'ORDER'],
  ])('finds what was done to the file behind its back (%s)', async (because, sql) => {
    const first = await openOffice();
    await first.hire('Anna', 'operator');
    await first.hire('Ben', 'operator');
    await first.core.close();
    const file = new Database(join(first.dataDir, 'ringdesk.db'));
    expect(() => file.exec('delete from audit')).toThrow('only added to');
    file.exec('drop trigger audit_no_update; drop trigger audit_no_delete');
    // Whoever makes one line anew, hash included, breaks the one after it.
    file.exec(sql === 'ORDER' ? forged(file) : sql);
    file.close();
    const again = await startCore(first.dataDir);
    stop = () => again.core.close();
    const desk = again.connect('desk');
    await desk.request('session.login', { name: 'Boss', password: PASSWORD });
    expect((await desk.request('audit.verify', {})).broken).toMatchObject({ because });
  });
});

function forged(file: Database.Database): string {
  const { prev } = file.prepare('select prev from audit where seq = 2').get() as { prev: string };
  const line = file.prepare('select * from audit where seq = 2').get() as Record<string, unknown>;
  const hash = hashOf({
    id: String(line.id),
    at: Number(line.at),
    actorId: 'forged',
    kind: line.kind as string | null,
    action: String(line.action),
    subject: String(line.subject),
    subjectId: line.subject_id as string | null,
    detail: String(line.detail),
    node: String(line.node),
    seq: 2,
    prev,
  });
  return `update audit set actor_id = 'forged', hash = '${hash}' where seq = 2`;
}
