import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Card, Contact, ContactRow } from '../../../shared/contract/contacts.ts';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import { callRecord, draft, HOME, ME, testBase } from '../../testing.ts';

const list = { offset: 0, limit: 100, sort: 'recent' } as const;

describe('contacts', () => {
  it('reads numbers of a draft in any writing, keeps what cannot be read', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(
      draft({
        name: ' Ivan ',
        phones: [
          { number: '8 (916) 123-45-67', label: 'mobile' },
          { number: '+7 916 123 45 67', label: 'work' },
          { number: 'reception', label: 'other' },
          { number: ' ' },
          { number: '204', label: 'work', main: true },
        ],
        emails: [{ address: 'I@X.example ' }, { address: 'i@x.example' }, { address: '' }],
      }),
    );
    const contact = Contact.parse(base.repos.contacts.get(id));
    expect(contact.name).toBe('Ivan');
    expect(contact.phones.map(({ id: _, ...phone }) => phone)).toEqual([
      {
        e164: '+79161234567',
        raw: '8 (916) 123-45-67',
        display: '8 (916) 123-45-67',
        label: 'mobile',
        main: false,
      },
      { raw: 'reception', display: 'reception', label: 'other', main: false, text: 'unreadable' },
      { raw: '204', display: '204', label: 'work', main: true, text: 'extension' },
    ]);
    expect(contact.emails.map((email) => email.address)).toEqual(['I@X.example']);
  });

  it('reads numbers at the home that is given', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(draft({ name: 'A', phones: [{ number: '067 123 4567' }] }), {
      country: 'UA',
      areaCode: '',
    });
    expect(base.repos.contacts.get(id)?.phones[0]?.e164).toBe('+380671234567');
  });

  it('makes one number the main one', () => {
    using base = testBase();
    const phones = ['+79161234567', '+79161234568', '+79161234569'];
    const mains = (main: number[]) => {
      const { id } = base.repos.contacts.create(
        draft({ name: 'x', phones: phones.map((number, i) => ({ number, main: main.includes(i) })) }),
      );
      return base.repos.contacts.get(id)?.phones.map((phone) => phone.main);
    };
    expect(mains([])).toEqual([true, false, false]);
    expect(mains([1, 2])).toEqual([false, true, false]);
  });

  it('takes an organisation by name, whatever its writing, or makes it', () => {
    using base = testBase();
    const a = base.repos.contacts.create(draft({ name: 'Anna', organisationName: 'ООО «Ромашка»' }));
    const b = base.repos.contacts.create(draft({ name: 'Boris', organisationName: 'ооо "РОМАШКА" ' }));
    const organisation = base.repos.contacts.get(a.id)?.organisationId;
    expect(base.repos.contacts.get(b.id)?.organisationId).toBe(organisation);
    expect(base.repos.contacts.findOrganisationByName('ООО Ромашка')).toBe(organisation);
    expect(base.repos.contacts.count()).toBe(3);
    // A person of that name is no organisation.
    expect(base.repos.contacts.findOrganisationByName('Anna')).toBeUndefined();
  });

  it('survives names that are markup, SQL or formulas', () => {
    using base = testBase();
    for (const name of [
      "'; drop table contacts; --",
      '<img src=x onerror=alert(1)>',
      '=cmd()',
      '"*"',
      '😀 ‮evil',
      '%_%',
    ]) {
      const { id } = base.repos.contacts.create(draft({ name }));
      expect(base.repos.contacts.get(id)?.name).toBe(name);
      expect(() => base.repos.contacts.list({ ...list, search: name })).not.toThrow();
    }
    expect(base.repos.contacts.count()).toBe(6);
  });

  it('lists by recency or name, filters, pages and counts', () => {
    using base = testBase();
    const ids = ['Вера', 'анна', 'Ёлка', 'Борис'].map(
      (name) => base.repos.contacts.create(draft({ name })).id,
    );
    base.repos.contacts.create(draft({ name: 'Firm', kind: 'organisation', relation: 'supplier' }));
    base.repos.contacts.addNote(ids[1] ?? '', 'talked');
    const names = (filter: object) =>
      base.repos.contacts.list({ ...list, ...filter }).contacts.map((row) => row.name);
    expect(names({})).toEqual(['анна', 'Firm', 'Борис', 'Ёлка', 'Вера']);
    expect(names({ sort: 'name', kind: 'person' })).toEqual(['анна', 'Борис', 'Вера', 'Ёлка']);
    expect(names({ relation: 'supplier' })).toEqual(['Firm']);
    const page = base.repos.contacts.list({ ...list, limit: 2, offset: 2 });
    expect(page).toMatchObject({ total: 5, more: true });
    page.contacts.forEach((row) => void ContactRow.parse(row));
    expect(base.repos.contacts.list({ ...list, limit: 2, offset: 4 })).toMatchObject({ more: false });
  });

  it('says who has a number', () => {
    using base = testBase();
    base.repos.contacts.create(draft({ name: 'Ivan', phones: [{ number: '+79161234567' }] }));
    expect(base.repos.contacts.byNumber(readNumber('8 916 123 45 67', HOME)).map((row) => row.name)).toEqual([
      'Ivan',
    ]);
    expect(base.repos.contacts.byNumber(readNumber('8 916 123 45 68', HOME))).toEqual([]);
  });

  it('refuses what is not there', () => {
    using base = testBase();
    const notFound = expect.objectContaining({ code: 'notFound' });
    const { contacts } = base.repos;
    const { id } = contacts.create(draft({ name: 'Gone' }));
    contacts.remove(id);
    expect(() => contacts.card(id)).toThrow(notFound);
    expect(() => contacts.remove(id)).toThrow(notFound);
    expect(() => contacts.update(id, 2, draft({ name: 'x' }))).toThrow(notFound);
    expect(() => contacts.addNote(id, 'x')).toThrow(notFound);
    expect(() => contacts.card(v7())).toThrow(notFound);
  });
});

describe('the card', () => {
  it('has everything that the screen shows', () => {
    using base = testBase();
    const { contacts, calls, recordings, tasks } = base.repos;
    const firm = contacts.create(
      draft({ name: 'Firm', kind: 'organisation', phones: [{ number: '+74951234567' }] }),
    );
    const anna = contacts.create(
      draft({
        name: 'Anna',
        organisationId: firm.id,
        responsibleId: ME,
        channel: 'website',
        phones: [{ number: '+79161234567' }],
      }),
    );
    const boris = contacts.create(draft({ name: 'Boris', organisationId: firm.id }));
    const talk = callRecord(
      { startedAt: base.clock.now - 5000 },
      { contactId: anna.id, outcome: 'agreed', note: 'fine' },
    );
    calls.save(talk);
    const { answeredAt: _, ...missedCall } = callRecord({
      startedAt: base.clock.now - 1000,
      endedAt: base.clock.now,
    }).call;
    calls.save({
      ...talk,
      call: { ...missedCall, end: { result: 'missed', cause: 'cancelled', by: 'customer' } },
      contactId: anna.id,
      outcome: undefined,
      note: '',
    });
    calls.save(callRecord({ startedAt: base.clock.now - 3000 }, { contactId: boris.id }));
    recordings.create({ id: v7(), callId: talk.call.id, mime: 'audio/webm', startedAt: base.clock.now });
    contacts.addNote(anna.id, 'likes tea');
    tasks.create({
      contactId: anna.id,
      title: 'Send offer',
      dueAt: base.clock.now + 1000,
      zone: 'Europe/Kyiv',
    });

    const card = Card.parse(contacts.card(anna.id, ['channel', 'region', 'headCount']));
    expect(card.contact).toMatchObject({ name: 'Anna', organisationName: 'Firm', responsibleName: 'Olena' });
    expect(card.organisation?.name).toBe('Firm');
    expect(card.people.map((row) => row.name)).toEqual(['Boris']);
    expect(card.missing).toEqual(['region', 'headCount']);
    expect(card.openTasks).toMatchObject([
      { title: 'Send offer', contactName: 'Anna', phone: '+79161234567' },
    ]);
    expect(card.timeline.map((entry) => (entry.kind === 'call' ? entry.result : entry.text))).toEqual([
      'likes tea',
      'missed',
      'answered',
    ]);
    expect(card.lastTalk).toMatchObject({
      id: talk.call.id,
      talkMs: 60_000,
      ringMs: 4000,
      outcome: 'agreed',
      number: '8 (916) 123-45-67',
      recordingId: expect.any(String),
    });

    const company = Card.parse(contacts.card(firm.id));
    expect(company.people.map((row) => row.name)).toEqual(['Anna', 'Boris']);
    expect(company.timeline.map((entry) => entry.kind === 'call' && entry.withName)).toEqual([
      'Anna',
      'Boris',
      'Anna',
    ]);
    expect(company.lastTalk).toMatchObject({ withName: 'Boris' });
  });

  it('shows the newest twenty, and no call that still goes on', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(draft({ name: 'Busy' }));
    for (let i = 0; i < 25; i += 1)
      base.repos.calls.save(callRecord({ startedAt: 1000 * i }, { contactId: id }));
    const { end: _, endedAt: __, ...live } = callRecord({ startedAt: 99_000, state: 'talking' }).call;
    base.repos.calls.save({ ...callRecord(), call: live, contactId: id });
    const { timeline } = base.repos.contacts.card(id);
    expect(timeline).toHaveLength(20);
    expect(timeline[0]?.at).toBe(24_000);
  });

  it('names a colleague’s main number, wherever it stands, and the first where none is the main one', () => {
    using base = testBase();
    const { contacts } = base.repos;
    const firm = contacts.create(draft({ name: 'Firm', kind: 'organisation' }));
    const phones = [{ number: '204' }, { number: '+79161234567', main: true }, { number: '+79161234568' }];
    const anna = contacts.create(draft({ name: 'Anna', organisationId: firm.id, phones }));
    const named = () => contacts.card(firm.id).people.map(({ phone }) => phone);
    expect(named()).toEqual(['+79161234567']);
    base.db.sqlite.prepare('update contact_phones set main = 0 where contact_id = ?').run(anna.id);
    expect(named()).toEqual(['204']);
    base.db.sqlite.prepare('delete from contact_phones where contact_id = ?').run(anna.id);
    expect(named()).toEqual([undefined]);
  });

  it('leaves out a deleted organisation and deleted colleagues', () => {
    using base = testBase();
    const firm = base.repos.contacts.create(draft({ name: 'Firm', kind: 'organisation' }));
    const anna = base.repos.contacts.create(draft({ name: 'Anna', organisationId: firm.id }));
    const boris = base.repos.contacts.create(draft({ name: 'Boris', organisationId: firm.id }));
    base.repos.contacts.remove(boris.id);
    expect(base.repos.contacts.card(anna.id).people).toEqual([]);
    const { changeId } = base.repos.contacts.remove(firm.id);
    expect(base.repos.contacts.card(anna.id).contact.organisationId).toBeUndefined();
    base.repos.changes.undo(changeId);
    expect(base.repos.contacts.card(anna.id).organisation?.name).toBe('Firm');
  });
});
