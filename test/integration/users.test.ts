// Who works here: logging in, locking, taking turns, and what an administrator decides, at the core itself.
import { afterEach, describe, expect, it } from 'vitest';
import { ROLE_IDS } from '../../shared/domain/rights/built-in.ts';
import { PROFILE_IDS } from '../../shared/domain/rights/profiles.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { type Office, openOffice, PASSWORD, refusal } from '../support/office.ts';

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

async function office(...given: Parameters<typeof startCore>): Promise<Office> {
  const opened = await openOffice(...given);
  stop = () => opened.core.close();
  return opened;
}

describe('one person alone', () => {
  it('is never asked, and may do everything', async () => {
    const { core, connect } = await startCore();
    stop = () => core.close();
    const desk = connect('desk');
    const state = await desk.request('session.state', {});
    expect(state).toMatchObject({ asked: false, locked: false, grants: { 'users.administer': 'all' } });
    expect(await refusal(desk, 'contacts.list', {})).toBe('done');
    expect(await refusal(desk, 'session.login', { name: 'x', password: PASSWORD })).toBe('badRequest');
    expect(await refusal(desk, 'session.lock', {})).toBe('done');
    expect((await desk.request('session.state', {})).locked).toBe(false);
  });

  it('is called as he likes, everywhere at once and for good', async () => {
    const { core, connect } = await startCore();
    stop = () => core.close();
    const desk = connect('desk');
    const told = new Promise((resolve) => desk.on('session.changed', resolve));
    await desk.request('users.rename', { name: '  Olena Kovalenko ' });
    await told;
    expect((await desk.request('system.info', {})).me.name).toBe('Olena Kovalenko');
    expect((await desk.request('session.state', {})).who?.name).toBe('Olena Kovalenko');
    expect((await desk.request('users.list', {})).find(({ me }) => me)?.name).toBe('Olena Kovalenko');
    expect(await refusal(desk, 'users.rename', { name: '  ' })).toBe('badRequest');
  });
});

describe('logging in', () => {
  it('makes who asked for it the administrator, and asks every other desk', async () => {
    const { boss, connect } = await office();
    expect(await boss.request('session.state', {})).toMatchObject({ asked: true, who: { name: 'Boss' } });
    const other = connect('desk');
    expect(await other.request('session.state', {})).toEqual({
      asked: true,
      locked: false,
      grants: {},
      onLine: [],
    });
    expect(await refusal(other, 'contacts.list', {})).toBe('loginNeeded');
    expect((await other.request('system.info', {})).me.name).toBe('');
    expect(await refusal(other, 'session.login', { name: 'Boss', password: 'wrong one' })).toBe('loginWrong');
    expect(await refusal(other, 'session.login', { name: ' boss ', password: PASSWORD })).toBe('done');
    expect(await refusal(other, 'contacts.list', {})).toBe('done');
  });

  it('lasts over a restart by a token, which works once', async () => {
    const first = await office();
    const { token } = await first
      .connect('desk')
      .request('session.login', { name: 'Boss', password: PASSWORD });
    await first.core.close();
    const again = await startCore(first.dataDir);
    stop = () => again.core.close();
    const desk = again.connect('desk');
    expect(await refusal(desk, 'contacts.list', {})).toBe('loginNeeded');
    const next = await desk.request('session.resume', { token });
    expect(next.state.who?.name).toBe('Boss');
    expect(await refusal(again.connect('desk'), 'session.resume', { token })).toBe('loginNeeded');
    expect(await refusal(again.connect('desk'), 'session.resume', { token: next.token })).toBe('done');
  });

  it('ends the session of who sat here before, and what is done is done in the name of who sits here', async () => {
    const { boss, hire, seat } = await office();
    const anna = await hire('Anna', 'operator');
    const desk = await seat('Anna');
    expect(await refusal(boss, 'contacts.list', {})).toBe('loginNeeded');
    const { id } = await desk.request('contacts.create', { draft: { kind: 'person', name: 'C' } });
    const { id: note } = await desk.request('contacts.addNote', { contactId: id, text: 'hello' });
    expect(note).toBeTruthy();
    const { timeline } = await desk.request('contacts.card', { id });
    expect(timeline).toMatchObject([{ kind: 'note', authorName: 'Anna' }]);
    expect((await desk.request('system.info', {})).me.id).toBe(anna);
    await desk.request('session.logout', {});
    expect(await refusal(desk, 'contacts.list', {})).toBe('loginNeeded');
  });

  it('is not possible in the middle of another one’s talk', async () => {
    const { boss, connect, hire } = await office();
    await hire('Anna', 'operator');
    const phone = new ScriptedPhone(connect);
    await phone.attach();
    const callId = await phone.ring({ number: '+12025550100' });
    expect(await refusal(boss, 'session.logout', {})).toBe('talkGoesOn');
    const other = connect('desk');
    const login = { name: 'Anna', password: PASSWORD };
    expect(await refusal(other, 'session.login', login)).toBe('placeTaken');
    await phone.say(callId, { kind: 'ended', cause: 'cancelled', by: 'customer' });
    expect(await refusal(other, 'session.login', login)).toBe('done');
  });

  it('gives the line to the phone only while somebody is here', async () => {
    const { boss, connect } = await office();
    await boss.request('accounts.save', { server: 'wss://pbx.example/ws', login: 'me', password: 'secret' });
    const phone = new ScriptedPhone(connect);
    expect((await phone.attach()).account).toBeDefined();
    await boss.request('session.logout', {});
    await expect.poll(() => phone.told<{ account?: unknown }>('phone.configure')?.account).toBeUndefined();
    expect(await refusal(connect('shell'), 'calls.dial', { number: '100' })).toBe('loginNeeded');
  });
});

describe('the lock', () => {
  it('hides everything but that a call can be taken', async () => {
    const { boss, connect } = await office();
    const shell = connect('shell');
    const heard: unknown[] = [];
    const told: unknown[] = [];
    shell.on('calls.changed', (live) => heard.push(live));
    boss.on('calls.changed', (live) => told.push(live));
    const phone = new ScriptedPhone(connect);
    await phone.attach();
    await boss.request('contacts.create', {
      draft: { kind: 'person', name: 'Secret Customer', phones: [{ number: '+12025550100' }] },
    });
    await boss.request('session.lock', {});
    const callId = await phone.ring({ number: '+12025550100', displayName: 'Secret Customer' });
    expect(await boss.request('session.state', {})).toMatchObject({
      locked: true,
      onLine: [{ callId, state: 'ringing' }],
    });
    expect(await refusal(boss, 'calls.live', {})).toBe('screenLocked');
    expect(await refusal(boss, 'calls.get', { callId })).toBe('screenLocked');
    expect(await refusal(boss, 'calls.answer', { callId })).toBe('done');
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(JSON.stringify(heard)).not.toContain('Secret');
    expect(told).toEqual([]);

    expect(await refusal(boss, 'session.unlock', { password: 'wrong one' })).toBe('loginWrong');
    expect((await boss.request('session.unlock', { password: PASSWORD })).locked).toBe(false);
    expect(JSON.stringify(await boss.request('calls.live', {}))).toContain('Secret Customer');
  });
});

describe('what an administrator decides', () => {
  it('holds at once, for who is at work as well', async () => {
    const { boss, hire, seat } = await office();
    await hire('Anna', 'operator');
    const viewer = '01938f2e-7b5a-7000-8000-0000000000aa';
    await boss.request('users.saveProfile', { id: viewer, name: 'Viewer', grants: { 'tasks.view': 'own' } });
    const role = await boss.request('users.saveRole', { name: 'Viewers', profileId: viewer });
    const ben = await boss.request('users.save', {
      name: 'Ben',
      roleId: role.id,
      groupIds: [],
      active: true,
      password: PASSWORD,
    });
    expect(ben.id).toBeTruthy();
    const desk = await seat('Ben');
    expect(await refusal(desk, 'tasks.list', {})).toBe('done');
    expect(await refusal(desk, 'contacts.list', {})).toBe('noRight');
    expect(await refusal(desk, 'users.directory', {})).toBe('noRight');
  });

  it('never leaves a firm without an administrator, nor roles in a circle', async () => {
    const { boss, hire } = await office();
    const me = (await boss.request('system.info', {})).me.id;
    const mine = { id: me, name: 'Boss', groupIds: [], active: true };
    expect(await refusal(boss, 'users.save', { ...mine, roleId: ROLE_IDS.operator })).toBe(
      'lastAdministrator',
    );
    expect(
      await refusal(boss, 'users.save', { ...mine, roleId: ROLE_IDS.administrator, active: false }),
    ).toBe('lastAdministrator');
    expect(
      await refusal(boss, 'users.saveRole', {
        id: ROLE_IDS.supervisor,
        name: 'supervisor',
        parentId: ROLE_IDS.operator,
        profileId: PROFILE_IDS.supervisor,
      }),
    ).toBe('rightsFault');
    await hire('Anna', 'operator');
    const anna = { name: 'anna', roleId: ROLE_IDS.caller, groupIds: [], active: true };
    expect(await refusal(boss, 'users.save', anna)).toBe('nameTaken');
    expect(
      await refusal(boss, 'users.saveProfile', { id: PROFILE_IDS.administrator, name: 'x', grants: {} }),
    ).toBe('notAllowed');
    expect(await refusal(boss, 'users.remove', { kind: 'role', id: ROLE_IDS.operator })).toBe('notAllowed');
  });

  it('ends a session, also of who left', async () => {
    const { boss, hire, seat } = await office();
    const anna = await hire('Anna', 'operator');
    await seat('Anna');
    const desk = await seat('Boss');
    const sessions = await desk.request('users.sessions', {});
    expect(sessions.map(({ userName, end }) => [userName, end])).toEqual([
      ['Boss', undefined],
      ['Anna', 'replaced'],
      ['Boss', 'replaced'],
    ]);
    await desk.request('users.save', {
      id: anna,
      name: 'Anna',
      roleId: ROLE_IDS.operator,
      groupIds: [],
      active: false,
    });
    expect(await refusal(boss, 'session.login', { name: 'Anna', password: PASSWORD })).toBe('loginWrong');
    const own = sessions.find(({ mine }) => mine)?.id ?? '';
    await desk.request('users.endSession', { id: own });
    expect(await refusal(desk, 'contacts.list', {})).toBe('loginNeeded');
  });

  it('leaves the names, by which people log in, to the administrator', async () => {
    const { boss } = await office();
    expect(await refusal(boss, 'users.rename', { name: 'Chief' })).toBe('notAllowed');
  });

  it('can be put off again: nobody is asked any more', async () => {
    const { boss, connect } = await office();
    await boss.request('users.turnOff', {});
    expect(await refusal(connect('desk'), 'contacts.list', {})).toBe('done');
    expect(await refusal(connect('desk'), 'users.turnOn', { name: 'New', password: PASSWORD })).toBe('done');
  });
});
