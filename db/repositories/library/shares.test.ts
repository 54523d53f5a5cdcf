import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callRecord, HOME, ME, type TestBase, testBase } from '../../testing.ts';
import { createRepositories } from '../index.ts';

const PETRO = '01900000-0000-7000-8000-000000000002';
const HOUR = 3_600_000;

let base: TestBase;
beforeEach(() => {
  base = testBase();
  base.repos.users.save({ id: PETRO, name: 'Petro' });
});
afterEach(() => base[Symbol.dispose]());

const as = (who: string) =>
  createRepositories(base.db, { now: () => base.clock.now, newId: v7, actorId: () => who, home: () => HOME });

function recording(agentId: string | undefined): string {
  const record = callRecord();
  base.repos.calls.save(record);
  base.db.sqlite.prepare('update calls set agent_id = ? where id = ?').run(agentId ?? null, record.call.id);
  const id = v7();
  base.repos.recordings.create({ id, callId: record.call.id, mime: 'audio/webm', startedAt: base.clock.now });
  return id;
}

it('lets the colleague hear until it is over, and nobody take it out', () => {
  const id = recording(ME);
  const expiresAt = base.clock.now + HOUR;
  const given = base.repos.recordingShares.give({
    recordingId: id,
    toId: PETRO,
    atMs: 5_000,
    note: ' hm ',
    expiresAt,
  });
  const owners = (kind: 'recording' | 'sharedRecording') => base.repos.ownersOf(kind, id)?.toSorted();
  expect([owners('recording'), owners('sharedRecording')]).toEqual([[ME], [ME, PETRO]]);
  expect(as(PETRO).recordingShares.mine()).toMatchObject([
    { recordingId: id, atMs: 5_000, note: 'hm', fromName: 'Olena', toName: 'Petro', expiresAt },
  ]);
  expect(base.repos.recordingShares.mine()).toEqual([]);
  base.clock.now = expiresAt;
  expect([owners('sharedRecording'), as(PETRO).recordingShares.mine()]).toEqual([[ME], []]);
  base.clock.now -= 1;
  base.repos.changes.undo(given.changeId);
  expect([owners('sharedRecording'), as(PETRO).recordingShares.mine()]).toEqual([[ME], []]);
});

it('leaves nobody’s recording to everybody, and is for other people that are there', () => {
  const id = recording(undefined);
  const share = { recordingId: id, atMs: 0, note: '', expiresAt: base.clock.now + HOUR };
  base.repos.recordingShares.give({ ...share, toId: PETRO });
  expect(base.repos.ownersOf('sharedRecording', id)).toEqual([]);
  const refused = expect.objectContaining({ code: 'notFound' });
  for (const toId of [ME, v7()])
    expect(() => base.repos.recordingShares.give({ ...share, toId })).toThrow(refused);
  expect(base.repos.ownersOf('sharedRecording', v7())).toBeUndefined();
});
