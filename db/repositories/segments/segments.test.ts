import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { SegmentFilter } from '../../../shared/contract/segments.ts';
import { callRecord, draft, HOME, ME, testBase } from '../../testing.ts';
import { MARK_DIGITS } from '../imports/mark.ts';
import { createRepositories } from '../index.ts';

type Base = ReturnType<typeof testBase>;
const DAY = 24 * 60 * 60_000;

const names = ({ repos }: Base, filter: SegmentFilter): (string | undefined)[] =>
  [...repos.segments.contacts(filter)].flat().map((id) => repos.contacts.get(id)?.name);

describe('a segment', () => {
  it('holds who meets everything that is given', () => {
    using base = testBase();
    const { create } = base.repos.contacts;
    const one = { phones: [{ number: '+79160001000' }] };
    create(draft({ name: 'Anna', stage: 'new', region: 'Самара', tags: ['vip', 'tea'], ...one }));
    create(draft({ name: 'Boris', stage: 'customer', region: 'САМАРА', tags: ['vip'] }));
    create(draft({ name: 'Firm', kind: 'organisation', relation: 'supplier', channel: 'press' }));
    const gone = create(draft({ name: 'Gone' }));
    base.repos.contacts.remove(gone.id);
    expect(names(base, {})).toEqual(['Anna', 'Boris', 'Firm']);
    expect(names(base, { region: 'самара' })).toEqual(['Anna', 'Boris']);
    expect(names(base, { region: 'самара', stages: ['new', 'lapsed'] })).toEqual(['Anna']);
    expect(names(base, { tags: ['vip', 'tea'] })).toEqual(['Anna']);
    expect(names(base, { kind: 'organisation', relations: ['supplier'], channels: ['press'] })).toEqual([
      'Firm',
    ]);
    expect(names(base, { search: 'ann' })).toEqual(['Anna']);
    expect(names(base, { search: '+7916000' })).toEqual(['Anna']);
    expect(names(base, { search: '"*" OR (' })).toEqual([]);
    expect(base.repos.segments.count({ region: 'самара' })).toEqual({ total: 2, withNumber: 1 });
    expect(base.repos.segments.count({ region: 'nowhere' })).toEqual({ total: 0, withNumber: 0 });
  });

  it('is read as a list: latest in touch first, page by page, within the reach of who asks', () => {
    using base = testBase();
    const { users, contacts, calls, segments } = base.repos;
    const other = '01900000-0000-7000-8000-0000000000ff';
    for (const id of [ME, other]) users.save({ id, name: id });
    const make = (name: string, responsibleId?: string) =>
      contacts.create(draft({ name, stage: 'new', ...(responsibleId ? { responsibleId } : {}) })).id;
    const [mine, theirs, nobodys] = [make('Mine', ME), make('Theirs', other), make('Nobody’s')];
    contacts.create(draft({ name: 'Customer', stage: 'customer' }));
    calls.save(callRecord({}, { contactId: mine }));
    const page = (offset: number, limit: number, owners?: ReadonlySet<string>) =>
      segments.page({ stages: ['new'] }, { offset, limit, owners });
    expect(page(0, 2)).toEqual({ ids: [mine, nobodys], more: true });
    expect(page(2, 2)).toEqual({ ids: [theirs], more: false });
    expect(page(0, 9, new Set([ME]))).toEqual({ ids: [mine, nobodys], more: false });
  });

  it('is read in the order of names, and of when they came, as the plain list is', () => {
    using base = testBase();
    const { contacts, calls, segments } = base.repos;
    const [boris, anna, vera] = ['Boris', 'anna', 'Vera'].map((name) => contacts.create(draft({ name })).id);
    calls.save(callRecord({}, { contactId: boris }));
    for (const [sort, ids] of [
      ['recent', [boris, vera, anna]],
      ['name', [anna, boris, vera]],
      ['added', [vera, anna, boris]],
    ] as const) {
      expect(segments.page({ kind: 'person' }, { sort, offset: 0, limit: 9 }).ids).toEqual(ids);
      const listed = contacts.list({ sort, offset: 0, limit: 9 }).contacts;
      expect(listed.map(({ id }) => id)).toEqual(ids);
    }
  });

  it('knows whom nobody has talked with for a while', () => {
    using base = testBase();
    const { repos, clock } = base;
    const [old, fresh, never] = ['old', 'fresh', 'never'].map(
      (name) => repos.contacts.create(draft({ name })).id,
    );
    const talk = (contactId: string | undefined, days: number) =>
      repos.calls.save(callRecord({ startedAt: clock.now - days * DAY }, { contactId }));
    talk(old, 40);
    talk(fresh, 3);
    expect(never).toBeDefined();
    expect(names(base, { notContactedDays: 30 })).toEqual(['old', 'never']);
  });

  it('knows who came by an import', () => {
    using base = testBase();
    // Ids carry a clock of their own, which never goes back: another test of this process may have set it forward.
    const clockOf = (id: string) => Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
    const importId = v7();
    base.clock.now = clockOf(importId);
    base.repos.imports.create({ id: importId, fileName: 'a.csv' });
    base.repos.contacts.create(draft({ name: 'by hand meanwhile' }));
    const newId = () => `${v7().slice(0, -MARK_DIGITS)}${importId.slice(-MARK_DIGITS)}`;
    createRepositories(base.db, {
      now: Date.now,
      newId,
      actorId: () => ME,
      home: () => HOME,
    }).contacts.create(draft({ name: 'imported' }));
    base.clock.now = clockOf(v7());
    expect(names(base, { importId })).toEqual(['imported']);
    expect(names(base, { importId: v7() })).toEqual([]);
  });

  it('is kept under a name', () => {
    using base = testBase();
    const { segments } = base.repos;
    const { id } = segments.save({ name: ' New ones ', filter: { stages: ['new'] } });
    segments.save({ id, name: 'Newest', filter: { stages: ['new'], kind: 'person' } });
    expect(segments.list()).toEqual([
      { id, version: 2, name: 'Newest', filter: { stages: ['new'], kind: 'person' } },
    ]);
    segments.remove(id);
    expect(segments.list()).toEqual([]);
    expect(segments.get(id)).toBeUndefined();
  });
});
