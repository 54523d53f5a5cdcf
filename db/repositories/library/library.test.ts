import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../repositories/index.ts';
import { callRecord, draft, ME, type TestBase, testBase } from '../../testing.ts';
import type { LibraryFilter } from './list.ts';

const OTHER = '01900000-0000-7000-8000-000000000002';
const DAY = Date.UTC(2026, 10, 20);
const HOUR = 3_600_000;

let base: TestBase;
beforeEach(() => {
  base = testBase();
});
afterEach(() => base[Symbol.dispose]());

/** A talk with a finished recording; its hour is its name in the tests. */
function talk(
  hour: number,
  fields: Parameters<typeof callRecord>[0] = {},
  rest: Partial<CallRecord> = {},
  minutes = 1,
) {
  const { repos } = base;
  const startedAt = DAY + hour * HOUR;
  const record = callRecord({ ...fields, startedAt }, rest);
  repos.calls.save(record);
  const id = v7();
  repos.recordings.create({ id, callId: record.call.id, mime: 'audio/webm', startedAt });
  repos.recordings.finish(id, { state: 'finished', durationMs: minutes * 60_000, bytes: 9, sha256: 'ab' });
  return { id, record };
}

const hours = (filter: LibraryFilter = {}) => {
  const { rows } = base.repos.library.list(filter, { limit: 100 });
  expect(base.repos.library.total(filter).recordings).toBe(rows.length);
  return rows.map(({ startedAt }) => (startedAt - DAY) / HOUR);
};

describe('the library', () => {
  it('finds by each thing that a recording has, and by all of them together', () => {
    const { repos } = base;
    const firm = repos.contacts.create(draft({ kind: 'organisation', name: 'Volga Bearings' }));
    const anna = repos.contacts.create(draft({ name: 'Anna Petrova', organisationId: firm.id }));
    talk(1, { direction: 'outbound', accountId: 'line-2' }, { contactId: anna.id, outcome: 'order' }, 5);
    talk(2, {}, { note: 'Цена слишком высокая' });
    talk(3, { remote: { number: '+74951112233', displayName: '', anonymous: false } }, {}, 20);
    expect(hours()).toEqual([3, 2, 1]);
    expect(hours({ from: DAY + 2 * HOUR, to: DAY + 3 * HOUR })).toEqual([2]);
    expect(hours({ agentId: ME })).toEqual([3, 2, 1]);
    expect(hours({ agentId: OTHER })).toEqual([]);
    expect(hours({ contactId: firm.id })).toEqual([1]);
    expect(hours({ accountId: 'line-2' })).toEqual([1]);
    expect(hours({ outcomes: ['order', 'refused'] })).toEqual([1]);
    expect(hours({ direction: 'inbound' })).toEqual([3, 2]);
    expect(hours({ minMs: 300_000, maxMs: 600_000 })).toEqual([1]);
    expect(hours({ search: 'цена' })).toEqual([2]);
    expect(hours({ search: 'anna' })).toEqual([1]);
    expect(hours({ search: '111 22' })).toEqual([3]);
    expect(hours({ search: '" or 1=1 --' })).toEqual([]);
    expect(hours({ outcomes: ['order'], direction: 'outbound', minMs: 1, contactId: anna.id })).toEqual([1]);
  });

  it('is of those whose recordings may be heard, and of nobody', () => {
    talk(1);
    expect(hours({ owners: new Set([ME]) })).toEqual([1]);
    expect(hours({ owners: new Set([OTHER]) })).toEqual([]);
    expect(base.repos.library.choices(new Set([OTHER])).agents).toEqual([]);
  });

  it('comes in pages, also of recordings that began in the same millisecond', () => {
    const ids = [talk(1), talk(1), talk(1), talk(2)].map(({ id }) => id);
    const { library } = base.repos;
    const first = library.list({}, { limit: 2 });
    const second = library.list({}, { limit: 2, before: first.rows.at(-1)?.recordingId });
    expect([first.more, second.more]).toEqual([true, false]);
    const seen = [...first.rows, ...second.rows].map(({ recordingId }) => recordingId);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(seen[0]).toBe(ids[3]);
  });

  it('follows what is learned of a talk later', () => {
    const { record } = talk(1);
    base.repos.calls.save({ ...record, outcome: 'order', note: 'delivery on Friday' });
    expect(hours({ outcomes: ['order'] })).toEqual([1]);
    expect(hours({ search: 'friday deliv' })).toEqual([1]);
    base.repos.calls.save({ ...record, note: '' });
    expect(hours({ search: 'friday' })).toEqual([]);
  });

  it('shows no recording before it is finished, and a failed one as what it is', () => {
    const { repos } = base;
    const record = callRecord();
    repos.calls.save(record);
    repos.recordings.create({ id: v7(), callId: record.call.id, mime: 'audio/webm', startedAt: DAY });
    expect(hours()).toEqual([]);
    const [running] = repos.recordings.unfinished();
    repos.recordings.finish(running?.id ?? '', { state: 'failed', bytes: 0 });
    expect(repos.library.list({}, { limit: 1 }).rows).toMatchObject([{ state: 'failed', durationMs: 0 }]);
    expect(repos.library.unmeasured(undefined)).toEqual({ left: 0 });
  });

  it('finds by silence what was measured, and asks for the newest that was not', () => {
    const { library } = base.repos;
    const [old, young] = [talk(1), talk(2)];
    expect(library.unmeasured(undefined)).toEqual({ recordingId: young.id, left: 2 });
    expect(library.unmeasured(new Set([OTHER]))).toEqual({ left: 0 });
    library.setSilence(young.id, 0.4);
    library.setSilence(old.id, undefined);
    expect(library.unmeasured(undefined)).toEqual({ left: 0 });
    expect([library.measured(young.id), library.measured(old.id)]).toEqual(['yes', 'never']);
    expect(hours({ minSilence: 0.3 })).toEqual([2]);
    expect(hours({ maxSilence: 0.3 })).toEqual([]);
  });
});

describe('comments', () => {
  it('are found by their words, changed by version, and come back with an undo', () => {
    const { library, changes } = base.repos;
    const { id } = talk(1);
    const made = library.comments.add({ recordingId: id, atMs: 4_000, text: 'interrupts the customer' });
    library.comments.add({ recordingId: id, atMs: 1_000, text: '' });
    expect(library.comments.of(id)).toMatchObject([
      { atMs: 1_000, text: '' },
      { atMs: 4_000, version: 1, authorName: 'Olena' },
    ]);
    expect(hours({ search: 'interrupt' })).toEqual([1]);
    expect(library.list({ commented: true }, { limit: 1 }).rows).toMatchObject([{ comments: 2 }]);
    library.comments.edit(made.id, 1, 'lets him speak');
    expect(hours({ search: 'interrupt' })).toEqual([]);
    expect(() => library.comments.edit(made.id, 1, 'late')).toThrow(
      expect.objectContaining({ code: 'changedMeanwhile' }),
    );
    const removed = library.comments.remove(made.id);
    expect(hours({ search: 'speak' })).toEqual([]);
    changes.undo(removed.changeId);
    expect(hours({ search: 'speak' })).toEqual([1]);
    expect(library.comments.recordingOf(made.id)).toBe(id);
  });

  it('need a recording', () => {
    expect(() => base.repos.library.comments.add({ recordingId: v7(), atMs: 0, text: '' })).toThrow(
      expect.objectContaining({ code: 'notFound' }),
    );
  });
});

it('brings the words of recordings of before into the index, step by step', () => {
  const { db, repos } = base;
  for (const hour of [1, 2, 3]) talk(hour, {}, { note: `note${hour}` });
  db.sqlite.exec('delete from recording_words; update recording_index set worded = 0');
  expect(hours({ search: 'note2' })).toEqual([]);
  expect([repos.library.catchUp(2), repos.library.catchUp(2), repos.library.catchUp(2)]).toEqual([2, 1, 0]);
  expect(hours({ search: 'note2' })).toEqual([2]);
});
