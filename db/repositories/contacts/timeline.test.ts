import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { TimelineEntry, TimelineFilter } from '../../../shared/contract/contacts.ts';
import { callRecord, draft, type TestBase, testBase } from '../../testing.ts';

const HOUR = 3_600_000;

/** A call, a visit, a letter, a call elsewhere and a note, in this order of time. */
function filled(base: TestBase) {
  const { contacts, goods, calls } = base.repos;
  const firm = contacts.create(draft({ name: 'Firm', kind: 'organisation' })).id;
  const anna = contacts.create(draft({ name: 'Anna', organisationId: firm })).id;
  const at = base.clock.now - 10 * HOUR;
  calls.save(callRecord({ id: v7(), startedAt: at }, { contactId: anna, note: 'price of the pump' }));
  goods.encounters.create(anna, { kind: 'visit', at: at + HOUR, minutes: 30, text: 'Showed the PUMP' });
  goods.encounters.create(anna, { kind: 'letter', at: at + 2 * HOUR, direction: 'inbound', text: 'A claim' });
  goods.encounters.create(anna, { kind: 'call', at: at + 3 * HOUR, text: 'From my own telephone' });
  contacts.addNote(anna, 'likes tea');
  return { firm, anna, at };
}

const told = (entry: TimelineEntry) => (entry.kind === 'encounter' ? entry.what : entry.kind);

describe('the timeline', () => {
  it('has all kinds in one order, and each filter its own', () => {
    using base = testBase();
    const { anna } = filled(base);
    const of = (filter: TimelineFilter) =>
      base.repos.contacts.timeline(anna, { filter, limit: 9 }).entries.map(told);
    expect(of('all')).toEqual(['note', 'call', 'letter', 'visit', 'call']);
    expect(base.repos.contacts.card(anna).timeline.map(told)).toEqual(of('all'));
    expect(of('calls')).toEqual(['call', 'call']);
    expect(of('visits')).toEqual(['visit']);
    expect(of('letters')).toEqual(['letter']);
    expect(of('notes')).toEqual(['note']);
  });

  it('of a firm has what happened with its people, by name', () => {
    using base = testBase();
    const { firm } = filled(base);
    const { entries } = base.repos.contacts.timeline(firm, { filter: 'visits', limit: 9 });
    expect(entries).toMatchObject([{ kind: 'encounter', what: 'visit', minutes: 30, withName: 'Anna' }]);
  });

  it('of a firm has the calls of its people, by name, newest first, and no one else’s', () => {
    using base = testBase();
    const { contacts, calls } = base.repos;
    const firm = contacts.create(draft({ name: 'Firm', kind: 'organisation' })).id;
    const [anna, gone] = ['Anna', 'Gone'].map(
      (name) => contacts.create(draft({ name, organisationId: firm })).id,
    );
    const stranger = contacts.create(draft({ name: 'Stranger' })).id;
    const at = base.clock.now - 10 * HOUR;
    for (const [hour, contactId] of [stranger, gone, anna, firm, anna].entries())
      calls.save(callRecord({ id: v7(), startedAt: at + hour * HOUR }, { contactId }));
    contacts.remove(gone ?? '');
    const names = (entries: readonly TimelineEntry[]) =>
      entries.map((entry) => (entry.kind === 'call' ? (entry.withName ?? 'the firm') : entry.kind));
    const { timeline, lastTalk } = contacts.card(firm);
    expect(names(timeline)).toEqual(['Anna', 'the firm', 'Anna']);
    expect(timeline[0]).toMatchObject({ talkMs: 60_000, ringMs: 4_000, number: '8 (916) 123-45-67' });
    expect(lastTalk).toEqual(timeline[0]);
    expect(names(contacts.timeline(firm, { filter: 'calls', limit: 2 }).entries)).toEqual([
      'Anna',
      'the firm',
    ]);
    expect(contacts.card(anna ?? '').timeline.every((entry) => !('withName' in entry))).toBe(true);
  });

  it('is turned page by page without gap or repeat, also where many have the same moment', () => {
    using base = testBase();
    const { contacts, goods } = base.repos;
    const { id } = contacts.create(draft({ name: 'Anna' }));
    for (let n = 0; n < 25; n++) {
      goods.encounters.create(id, { kind: 'message', at: base.clock.now - (n % 3), text: `${n}` });
      if (n % 2 === 0) contacts.addNote(id, `note ${n}`);
    }
    const all = contacts.timeline(id, { filter: 'all', limit: 100 }).entries;
    expect(all).toHaveLength(38);
    const paged: TimelineEntry[] = [];
    for (let more = true; more; ) {
      const before = paged.at(-1);
      const page = contacts.timeline(id, { filter: 'all', limit: 7, before });
      paged.push(...page.entries);
      more = page.more;
    }
    expect(paged).toEqual(all);
  });

  it('finds words in what was said and written', () => {
    using base = testBase();
    const { anna } = filled(base);
    const found = (search: string, filter: TimelineFilter = 'all') =>
      base.repos.contacts.timeline(anna, { filter, search, limit: 9 }).entries.map(told);
    expect(found('pum')).toEqual(['visit', 'call']);
    expect(found('pump', 'visits')).toEqual(['visit']);
    expect(found('pump claim')).toEqual([]);
  });

  it('looks for words beyond a page, and says that there are more', () => {
    using base = testBase();
    const { contacts } = base.repos;
    const { id } = contacts.create(draft({ name: 'Anna' }));
    base.db.transaction(() => {
      for (let n = 0; n < 450; n++) contacts.addNote(id, n % 100 === 0 ? 'wanted' : 'other');
    });
    const page = contacts.timeline(id, { filter: 'notes', search: 'wanted', limit: 3 });
    expect(page.entries).toHaveLength(3);
    expect(page.more).toBe(true);
    const rest = contacts.timeline(id, {
      filter: 'notes',
      search: 'wanted',
      limit: 3,
      before: page.entries[2],
    });
    expect(rest).toMatchObject({ more: false, entries: [{}, {}] });
  });

  it('tells the last talk, also when twenty other things have happened since', () => {
    using base = testBase();
    const { contacts, calls } = base.repos;
    const { id } = contacts.create(draft({ name: 'Anna' }));
    expect(contacts.card(id).lastTalk).toBeUndefined();
    const talk = callRecord({ startedAt: base.clock.now - HOUR }, { contactId: id, note: 'agreed' });
    calls.save(talk);
    expect(contacts.card(id).lastTalk).toMatchObject({ id: talk.call.id, note: 'agreed' });
    for (let n = 0; n < 25; n++) contacts.addNote(id, `note ${n}`);
    const card = contacts.card(id);
    expect(card.timeline.map(told)).not.toContain('call');
    expect(card.lastTalk).toMatchObject({ id: talk.call.id });
  });

  it('of nobody is refused', () => {
    using base = testBase();
    expect(() => base.repos.contacts.timeline(v7(), { filter: 'all', limit: 9 })).toThrow(
      expect.objectContaining({ code: 'notFound' }),
    );
  });
});
