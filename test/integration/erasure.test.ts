import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { draft } from '../../db/testing.ts';
import type { ErasureCertificate } from '../../shared/contract/erasures.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { createSmallDisk } from '../support/small-disk.ts';
import { addPerson, NAME, OWN, openErasures, SHARED, TRACES } from './erasure-base.ts';

let victims: Bundle;
beforeAll(async () => {
  victims = await bundle(join(import.meta.dirname, 'erasure-victim.ts'));
}, 60_000);
afterAll(() => victims.remove());

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-erasure-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const number = Number(OWN.slice(1));
const asDouble = Buffer.alloc(8);
asDouble.writeDoubleLE(number);
const asInteger = Buffer.alloc(8);
asInteger.writeBigInt64BE(BigInt(number));

/** Every file of the profile that still says something of her, with what it says. */
function foundIn(dir = dataDir): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(dir, name);
    if (!statSync(path).isFile()) return [];
    const bytes = readFileSync(path);
    const text = bytes.toString('latin1').toLowerCase();
    const found = TRACES.filter((trace) => text.includes(trace));
    if (bytes.includes(asDouble)) found.push('as a double');
    if (bytes.includes(asInteger.subarray(2))) found.push('as an integer');
    return found.length === 0 ? [] : [`${name}: ${found.join()}`];
  });
}

/** What the files of a folder of the profile say. */
const filesOf = (name: string): string[] =>
  readdirSync(join(dataDir, name), { recursive: true, encoding: 'utf8' })
    .map((each) => join(dataDir, name, each))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));

function filled(talks?: number) {
  const opened = openErasures(dataDir);
  return { ...opened, person: addPerson(opened.db, opened.repos, dataDir, talks) };
}

const erase = (opened: Pick<ReturnType<typeof filled>, 'ask'>, contactId: string, typed = NAME) =>
  opened.ask['erasures.erase']?.({
    contactId,
    typed,
    keepFromCalls: true,
  }) as unknown as Promise<ErasureCertificate>;

describe('a person who is erased', () => {
  it('stands in no file any more, byte for byte, and the others are as they were', async () => {
    const opened = filled();
    const { db, repos, person, erasures } = opened;
    expect(foundIn().length).toBeGreaterThan(4);
    const brother = repos.contacts.card(person.brotherId);
    const made = await erase(opened, person.contactId);
    await erasures.idle();
    expect(foundIn()).toEqual([]);
    // What another customer has as well stays his.
    expect(repos.contacts.card(person.brotherId).goods.documents.total).toBe(1);
    expect(filesOf('documents')).toEqual(['price list']);
    expect(person.sounds.map((path) => existsSync(path))).toEqual([false, false]);

    expect(made.counts).toMatchObject({
      ...{
        contact: 1,
        numbers: 3,
        notes: 1,
        encounters: 1,
        goods: 3,
        documents: 2,
        tasks: 1,
        calls: 6,
        recordings: 2,
        comments: 1,
        reviews: 1,
        talkRuns: 1,
      },
      ...{ leads: 1, missed: 1, importRows: 1, importFiles: 1, traces: 12, oldBases: 1 },
    });
    expect(made.stays).toMatchObject({ heldCalls: 0, sharedNumbers: 1, doNotCall: 1, statistics: 6 });
    expect(repos.erasures.get(made.id)).toMatchObject({ cleanedAt: expect.any(Number), mentioned: false });
    // Another customer's number and calls stay his, without her among those who might have rung.
    expect(repos.contacts.card(person.brotherId).contact).toEqual(brother.contact);
    expect(
      repos.calls.recentOf(SHARED, 9).map(({ identity }) => identity.matches.map(({ name }) => name)),
    ).toEqual([['Boris Stone']]);
    expect(
      repos.imports.rejections(db.sqlite.prepare('select id from imports').pluck().get() as string, {
        after: 0,
        limit: 9,
      }),
    ).toHaveLength(1);
    // Counted still, without whose they were.
    expect(repos.calls.list({ limit: 99 }).calls.filter(({ remote }) => remote.anonymous)).toHaveLength(6);
    expect(() => repos.contacts.card(person.contactId)).toThrow();
    db.close();
    expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
  });

  it('leaves the chain of the audit whole, and whoever blanks a line by himself is found', async () => {
    const opened = filled();
    const { db, repos, person } = opened;
    const before = repos.audit.list({ limit: 99 });
    const made = await erase(opened, person.contactId);
    const line = repos.audit.list({ limit: 99 }).find(({ id }) => id === made.auditId);
    expect(line).toMatchObject({
      action: 'contact.erase',
      subjectId: person.contactId,
      detail: { calls: 6 },
    });
    expect(repos.audit.hash(made.auditId)).toBe(made.auditHash);
    expect(repos.audit.verify().broken).toBeUndefined();
    expect(repos.audit.list({ limit: 99 })).toHaveLength(before.length + 1);
    // In the name of the erasure that there was, and of one that there never was.
    const blank = db.sqlite.prepare(`update audit set detail = json_object('erased', ?) where id = ?`);
    for (const [erasure, id] of [
      [made.id, before.find(({ action }) => action === 'contacts.card')?.id],
      ['01900000-0000-7000-8000-00000000dead', made.auditId],
    ]) {
      db.sqlite.exec('savepoint trial');
      blank.run(erasure, id);
      expect(repos.audit.verify().broken).toMatchObject({ because: 'content' });
      db.sqlite.exec('rollback to trial; release trial');
    }
    expect(repos.audit.verify().broken).toBeUndefined();
    db.close();
  });

  it('tells replicas by its outbox row which rows lost what they said, and nothing is undone to it', async () => {
    const opened = filled();
    const { db, repos, person } = opened;
    const changes = db.sqlite
      .prepare('select op_id as id, table_name as name, row_id as row from outbox order by rowid')
      .all() as { id: string; name: string; row: string }[];
    const made = await erase(opened, person.contactId);
    const after = db.sqlite
      .prepare('select op_id as id, table_name as name, row_id as row from outbox order by rowid limit ?')
      .all(changes.length);
    expect(after).toEqual(changes);
    const told = JSON.parse(
      db.sqlite.prepare(`select patch from outbox where table_name = 'erasures'`).pluck().get() as string,
    );
    expect(told).toMatchObject({ contactId: person.contactId, rows: { contacts: [person.contactId] } });
    expect(told.rows.calls).toHaveLength(6);
    const hers = changes.filter(({ row }) => row === person.contactId);
    expect(hers.length).toBeGreaterThan(1);
    for (const { id } of hers) expect(() => repos.changes.undo(id)).toThrow();
    expect(made.counts.changes).toBeGreaterThan(15);
    // Each row that lost something has one more, and its version with it.
    const marks = db.sqlite
      .prepare(`select count(*) from outbox where rowid > ? and patch = json_object('erased', ?)`)
      .pluck();
    expect(marks.get(changes.length, made.id)).toBe(
      Object.values(told.rows as Record<string, string[]>).flat().length,
    );
    db.close();
  });

  it('is not called again, though nobody can read the number, also after an import', async () => {
    const opened = filled();
    const { db, repos, person } = opened;
    await erase(opened, person.contactId);
    expect(repos.doNotCall.hasNumber(OWN)).toBe(true);
    expect(repos.doNotCall.hasNumber('+79167654322')).toBe(false);
    expect(repos.doNotCall.list({ offset: 0, limit: 9 }).entries).toMatchObject([{ erased: true }]);
    const { id } = repos.contacts.create(
      draft({ name: 'Imported', phones: [{ number: OWN, label: 'mobile', main: true }] }),
    );
    expect(repos.leads.facts(id, { now: Date.now(), quietDays: 0 })?.numbers).toMatchObject([
      { doNotCall: true },
    ]);
    db.close();
  });

  it('keeps what a hold on one call keeps, until the hold is lifted', async () => {
    const opened = filled();
    const { db, repos, person, erasures } = opened;
    const [held = ''] = person.callIds;
    const { id } = repos.retention.hold({ callId: held }, 'court');
    const made = await erase(opened, person.contactId);
    expect(made.stays.heldCalls).toBe(1);
    expect(repos.calls.get(held)?.note).toContain('aubergine');
    expect(person.sounds.map((path) => existsSync(path))).toEqual([true, false]);
    repos.retention.release(id);
    erasures.released(person.contactId);
    await erasures.idle();
    await erasures.idle();
    expect(repos.erasures.list().map(({ cause }) => cause)).toEqual(['released', 'asked']);
    expect(person.sounds.map((path) => existsSync(path))).toEqual([false, false]);
    db.close();
    expect(foundIn()).toEqual([]);
  });

  it('is refused under a hold, with another name, for a company, and while an import goes on', async () => {
    const opened = filled();
    const { db, repos, person } = opened;
    await expect(erase(opened, person.contactId, 'Zinaida')).rejects.toMatchObject({
      code: 'erasureNotConfirmed',
    });
    const { id } = repos.retention.hold({ contactId: person.contactId }, 'court');
    await expect(erase(opened, person.contactId)).rejects.toMatchObject({ code: 'erasureHeld' });
    expect(await opened.ask['erasures.look']?.({ contactId: person.contactId })).toMatchObject({
      refused: 'erasureHeld',
    });
    repos.retention.release(id);
    db.sqlite.exec(`update imports set state = 'running'`);
    await expect(erase(opened, person.contactId)).rejects.toMatchObject({ code: 'erasureImport' });
    const firm = repos.contacts.findOrganisationByName('Sun and Sons') ?? '';
    await expect(erase(opened, firm, 'Sun and Sons')).rejects.toMatchObject({ code: 'notAllowed' });
    expect(repos.erasures.list()).toEqual([]);
    expect(repos.contacts.get(person.contactId)?.name).toContain(NAME);
    db.close();
  });

  it('who came back with an older backup is erased again by the next start', async () => {
    const before = mkdtempSync(join(tmpdir(), 'ringdesk-backup-'));
    try {
      const opened = filled();
      opened.db.sqlite.pragma('wal_checkpoint(truncate)');
      cpSync(dataDir, before, { recursive: true });
      await erase(opened, opened.person.contactId);
      await opened.erasures.idle();
      opened.db.close();
      for (const name of ['ringdesk.db', 'recordings']) {
        rmSync(join(dataDir, name), { recursive: true });
        cpSync(join(before, name), join(dataDir, name), { recursive: true });
      }
      expect(foundIn().length).toBeGreaterThan(0);
      const again = openErasures(dataDir);
      again.erasures.start();
      await again.erasures.idle();
      await again.erasures.stop();
      expect(again.repos.erasures.list()).toMatchObject([
        { cause: 'restored', contactId: opened.person.contactId },
      ]);
      expect(again.repos.doNotCall.hasNumber(OWN)).toBe(true);
      again.db.close();
      expect(foundIn()).toEqual([]);
    } finally {
      rmSync(before, { recursive: true, force: true });
    }
  });
});

describe('an erasure that is cut off', () => {
  /** Finished as after the next start, or not begun. */
  async function settled(contactId: string): Promise<'erased' | 'whole'> {
    const { db, repos, erasures } = openErasures(dataDir);
    const begun = repos.erasures.list().length > 0;
    erasures.start();
    await erasures.idle();
    await erasures.stop();
    expect(repos.audit.verify().broken).toBeUndefined();
    const whole = repos.contacts.get(contactId)?.name.includes(NAME) ?? false;
    db.close();
    expect(whole).toBe(!begun);
    if (begun) expect(foundIn()).toEqual([]);
    else expect(foundIn().length).toBeGreaterThan(4);
    return whole ? 'whole' : 'erased';
  }

  it('by a kill at twenty points has not begun, or is finished by the next start', async () => {
    const { db, person } = filled(60);
    db.sqlite.pragma('wal_checkpoint(truncate)');
    db.close();
    const kept = mkdtempSync(join(tmpdir(), 'ringdesk-before-'));
    const ends: string[] = [];
    try {
      cpSync(dataDir, kept, { recursive: true });
      for (let point = 0; point < 20; point++) {
        rmSync(dataDir, { recursive: true });
        cpSync(kept, dataDir, { recursive: true });
        const victim = fork(victims.program, [dataDir, person.contactId, NAME], { execArgv: [] });
        victim.once('message', () => void setTimeout(() => victim.kill('SIGKILL'), point * 5));
        await once(victim, 'exit');
        ends.push(await settled(person.contactId));
      }
    } finally {
      rmSync(kept, { recursive: true, force: true });
    }
    expect(new Set(ends)).toEqual(new Set(['erased', 'whole']));
  }, 300_000);

  it('by a full disk has not begun, says so, and goes through once there is room', async () => {
    const disk = createSmallDisk(24);
    const before = dataDir;
    dataDir = disk.path;
    try {
      const opened = filled();
      const { db, repos, person, erasures } = opened;
      db.sqlite.pragma('wal_checkpoint(truncate)');
      disk.fill();
      await expect(erase(opened, person.contactId)).rejects.toMatchObject({ code: 'diskFull' });
      expect(repos.erasures.list()).toEqual([]);
      expect(repos.contacts.get(person.contactId)?.name).toContain(NAME);
      expect(person.sounds.map((path) => existsSync(path))).toEqual([true, true]);
      disk.free();
      await erase(opened, person.contactId);
      await erasures.idle();
      db.close();
      expect(foundIn()).toEqual([]);
    } finally {
      dataDir = before;
      disk.remove();
    }
  });
});

it('is refused in words while the person is on the line', async () => {
  const { core, connect } = await startCore(dataDir);
  const desk = connect('desk');
  const { id: contactId } = await desk.request('contacts.create', {
    draft: { kind: 'person', name: NAME, phones: [{ number: OWN, label: 'mobile', main: true }] },
  });
  const phone = new ScriptedPhone(connect);
  await phone.attach();
  await phone.ring({ number: OWN });
  const asked = { contactId, typed: NAME, keepFromCalls: false };
  expect(await desk.request('erasures.look', { contactId })).toMatchObject({ refused: 'erasureOpenCall' });
  await expect(desk.request('erasures.erase', asked)).rejects.toMatchObject({ code: 'erasureOpenCall' });
  await core.close();
});
