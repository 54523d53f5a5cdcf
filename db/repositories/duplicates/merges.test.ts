import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { CampaignDraft } from '../../../shared/contract/campaigns.ts';
import type { ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { CustomerContractFields, InvoiceFields, PurchaseFields } from '../../../shared/contract/goods.ts';
import { DEFAULT_RULES } from '../../../shared/domain/pacing/campaign.ts';
import { callRecord, draft, type TestBase, testBase } from '../../testing.ts';
import { CONTACT_PLACES } from './contact-places.ts';
import { ROWS_AT_ONCE } from './moves.ts';

const failure = (code: string) => expect.objectContaining({ name: 'Failure', code });

/** All that the base says, without the words that it has ever had, and without how often it was changed: what is removed, versions and times of changes. */
function dump({ db }: TestBase): Record<string, unknown[]> {
  const all = (sql: string) => db.sqlite.prepare(sql).all();
  const tables = (
    all(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'contact_search%' and name not like 'recording_words%'",
    ) as { name: string }[]
  ).map(({ name }) => name);
  const told: Record<string, unknown[]> = {};
  for (const table of tables) {
    if (['outbox', 'merges', 'merge_moves', 'merge_steps', 'call_days', 'word_beginnings'].includes(table))
      continue;
    const columns = (all(`pragma table_xinfo(${table})`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => !['version', 'updated_at', 'deleted_at'].includes(name));
    const live = (all(`pragma table_info(${table})`) as { name: string }[]).some(
      ({ name }) => name === 'deleted_at',
    );
    told[table] = all(
      `select ${columns.join(', ')} from ${table} ${live ? 'where deleted_at is null' : ''} order by 1, 2`,
    );
  }
  told.search = all('select rowid, words from contact_search order by rowid');
  return told;
}

/** Two cards with something in every place that follows. */
function twoCards(
  base: TestBase,
  fields: [Partial<ContactDraftInput>, Partial<ContactDraftInput>] = [{}, {}],
) {
  const { repos, db } = base;
  const [from, into] = fields.map(
    (each, i) => repos.contacts.create(draft({ name: i === 0 ? 'Petrova A.' : 'Anna Petrova', ...each })).id,
  ) as [string, string];
  const call = callRecord({}, { contactId: from });
  repos.calls.save(call);
  repos.contacts.addNote(from, 'wants an offer');
  repos.tasks.create({ title: 'Call', contactId: from, dueAt: 1, zone: 'UTC' });
  repos.doNotCall.add({ contactId: from, reason: 'asked' });
  repos.retention.hold({ contactId: from }, 'a lawsuit');
  repos.lookup.remember({ kind: 'internal', extension: '204' }, from);
  const list = repos.campaigns.create(
    CampaignDraft.parse({ name: 'Spring', pace: 'preview', ownerIds: [], rules: DEFAULT_RULES }),
  ).id;
  repos.leads.addTo(list, from);
  repos.contacts.setStage(from, 'interested');
  repos.goods.purchases.create(from, PurchaseFields.parse({ name: 'Pump' }));
  repos.goods.contracts.create(from, CustomerContractFields.parse({ number: '12/24' }));
  repos.goods.invoices.create(
    from,
    InvoiceFields.parse({ number: 'R-7', issuedOn: '2026-11-01', amount: { minor: 1, currency: 'EUR' } }),
  );
  repos.goods.documents.create(from, {
    fileName: 'Offer.pdf',
    mediaType: 'application/pdf',
    size: 9,
    sha256: 'ab'.repeat(32),
  });
  repos.goods.encounters.create(from, { kind: 'visit', at: 5, text: 'Showed the pump' });
  const other = repos.contacts.create(draft({ name: 'Somebody else' })).id;
  return { from, into, call, list, other, db };
}

const namedBy = (base: TestBase, id: string): string[] =>
  CONTACT_PLACES.filter(({ how }) => how !== 'stays').flatMap(({ table, column, how }) => {
    const live = how === 'local' ? '' : 'and deleted_at is null';
    const n = base.db.sqlite
      .prepare(`select count(*) from ${table} where ${column} = ? ${live}`)
      .pluck()
      .get(id);
    return n === 0 ? [] : [`${table}.${column}`];
  });

describe('a merge', () => {
  it('takes every row along that names the card which goes, and whoever asks for it gets the other', () => {
    using base = testBase();
    const { from, into } = twoCards(base);
    const before = namedBy(base, from);
    expect(before).toEqual([
      'leads.contact_id',
      'do_not_call.contact_id',
      'legal_holds.contact_id',
      'number_links.contact_id',
      'tasks.contact_id',
      'notes.contact_id',
      'contracts.contact_id',
      'invoices.contact_id',
      'purchases.contact_id',
      'documents.contact_id',
      'encounters.contact_id',
      'stage_changes.contact_id',
      'calls.contact_id',
    ]);
    base.repos.merges.merge({ fromId: from, intoId: into, choices: {} });
    expect(namedBy(base, from)).toEqual([]);
    expect(namedBy(base, into)).toEqual(before);
    expect(base.repos.contacts.get(from)?.id).toBe(into);
    expect(base.repos.contacts.card(from).contact.id).toBe(into);
    const kinds = base.repos.contacts.card(from).timeline.map(({ kind }) => String(kind));
    expect(kinds).toEqual(expect.arrayContaining(['call', 'note']));
  });

  it('unites numbers, addresses and tags, and takes the fields as they were chosen', () => {
    using base = testBase();
    const { from, into } = twoCards(base, [
      {
        phones: [{ number: '+79161112233', main: true }, { number: '+79164445566' }],
        emails: [{ address: 'A@firm.ru' }],
        tags: ['vip'],
        region: 'Kazan',
        about: 'old client',
        consent: 'refused',
      },
      {
        phones: [{ number: '8 916 111-22-33', main: true }],
        emails: [{ address: 'a@firm.ru' }, { address: 'b@firm.ru' }],
        tags: ['vip', 'north'],
        region: 'Moscow',
        about: 'likes tea',
        consent: 'given',
      },
    ]);
    base.repos.merges.merge({ fromId: from, intoId: into, choices: { region: 'from', name: 'from' } });
    const card = base.repos.contacts.get(into);
    expect(card).toMatchObject({
      name: 'Petrova A.',
      region: 'Kazan',
      stage: 'interested',
      consent: 'refused',
      about: 'likes tea\nold client',
      tags: ['vip', 'north'],
    });
    expect(card?.phones.map(({ e164, main }) => [e164, main])).toEqual([
      ['+79161112233', true],
      ['+79164445566', false],
    ]);
    expect(card?.emails.map(({ address }) => address)).toEqual(['a@firm.ru', 'b@firm.ru']);
    expect(
      base.repos.contacts.list({ sort: 'name', search: 'petrova', offset: 0, limit: 9 }).contacts,
    ).toHaveLength(1);
  });

  it('leads whoever writes with the old card to the one that stayed: a call under way, an old link', () => {
    using base = testBase();
    const { from, into, call } = twoCards(base);
    base.repos.merges.merge({ fromId: from, intoId: into, choices: {} });
    // A live call is written from memory, where the old id still stands.
    base.repos.calls.save({ ...call, note: 'from memory' });
    expect(base.repos.calls.get(call.call.id)).toMatchObject({ contactId: into, note: 'from memory' });
    base.repos.contacts.addNote(from, 'late');
    base.repos.tasks.create({ title: 'late', contactId: from, dueAt: 2, zone: 'UTC' });
    expect(namedBy(base, from)).toEqual([]);
    expect(() => base.repos.contacts.update(from, 2, draft({ name: 'typed before' }))).toThrow(
      failure('changedMeanwhile'),
    );
  });

  it('refuses a person with a company, a card with itself, one that is gone, and one that was changed meanwhile', () => {
    using base = testBase();
    const { merges, contacts } = base.repos;
    const [a, b, firm] = [
      contacts.create(draft({ name: 'A' })).id,
      contacts.create(draft({ name: 'B' })).id,
      contacts.create(draft({ name: 'Firm', kind: 'organisation' })).id,
    ];
    expect(() => merges.merge({ fromId: a, intoId: firm, choices: {} })).toThrow(failure('mergeOfUnlike'));
    expect(() => merges.merge({ fromId: a, intoId: a, choices: {} })).toThrow(failure('mergeOfUnlike'));
    expect(() => merges.merge({ fromId: a, intoId: b, choices: {}, seen: { from: 2, into: 1 } })).toThrow(
      failure('changedMeanwhile'),
    );
    contacts.remove(a);
    expect(() => merges.merge({ fromId: a, intoId: b, choices: {} })).toThrow(failure('notFound'));
  });

  it('of companies takes the people along', () => {
    using base = testBase();
    const { merges, contacts } = base.repos;
    const [from, into] = ['Volga Ltd', 'Volga'].map(
      (name) => contacts.create(draft({ name, kind: 'organisation' })).id,
    ) as [string, string];
    const person = contacts.create(draft({ name: 'Anna', organisationId: from })).id;
    merges.merge({ fromId: from, intoId: into, choices: {} });
    expect(contacts.get(person)?.organisationId).toBe(into);
    expect(contacts.list({ sort: 'recent', search: 'volga', offset: 0, limit: 9 }).contacts).toHaveLength(2);
    const late = contacts.create(draft({ name: 'Boris', organisationId: from })).id;
    expect(contacts.get(late)?.organisationId).toBe(into);
  });

  it('keeps one place in a list that both are in, and one entry of do-not-call', () => {
    using base = testBase();
    const { from, into, list } = twoCards(base);
    base.repos.leads.addTo(list, into);
    base.repos.doNotCall.add({ contactId: into, reason: 'asked too' });
    const before = dump(base);
    const { changeId } = base.repos.merges.merge({ fromId: from, intoId: into, choices: {} });
    expect(base.repos.leads.openOf(into)).toHaveLength(1);
    expect(base.repos.doNotCall.list({ offset: 0, limit: 9 }).total).toBe(1);
    base.repos.changes.undo(changeId);
    expect(dump(base)).toEqual(before);
  });
});

describe('a merge that is taken back', () => {
  it('leaves the base as it was, whatever the two cards had, and whichever of them stayed', () => {
    const field = fc.option(fc.constantFrom('x', 'y', ''), { nil: undefined });
    const card = fc.record({
      phones: fc.array(fc.record({ number: fc.constantFrom('+79161112233', '+79164445566', '204') }), {
        maxLength: 3,
      }),
      emails: fc.array(fc.record({ address: fc.constantFrom('a@b.ru', 'A@b.ru', 'c@d.ru') }), {
        maxLength: 2,
      }),
      tags: fc.array(fc.constantFrom('vip', 'north'), { maxLength: 2 }),
      region: field,
      needs: field,
      stage: fc.constantFrom('new', 'contacted', 'customer'),
      consent: fc.constantFrom('given', 'refused', undefined),
    });
    const side = fc.constantFrom('into', 'from', 'both');
    fc.assert(
      fc.property(
        card,
        card,
        fc.dictionary(fc.constantFrom('name', 'region', 'needs', 'stage', 'consent'), side),
        fc.boolean(),
        fc.nat(4),
        (one, other, choices, turned, touched) => {
          using base = testBase();
          const cards = twoCards(base, [one, other] as never);
          for (let n = 0; n < touched; n += 1)
            base.repos.calls.save(
              callRecord({ startedAt: n }, { contactId: n % 2 ? cards.from : cards.into }),
            );
          base.repos.merges.distinguish(cards.from, cards.other);
          const [from, into] = turned ? [cards.into, cards.from] : [cards.from, cards.into];
          const before = dump(base);
          const { id } = base.repos.merges.merge({ fromId: from, intoId: into, choices });
          expect(dump(base)).not.toEqual(before);
          expect(base.repos.merges.undo(id)).toEqual({ fields: [], rows: 0 });
          expect(dump(base)).toEqual(before);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('leaves what somebody changed since, and says so', () => {
    using base = testBase();
    const { from, into, call, other } = twoCards(base, [
      { region: 'Kazan', phones: [{ number: '+79164445566' }] },
      { phones: [{ number: '+79161112233' }] },
    ]);
    const { id } = base.repos.merges.merge({ fromId: from, intoId: into, choices: {} });
    const now = base.repos.contacts.get(into);
    base.repos.contacts.update(
      into,
      now?.version ?? 0,
      draft({
        name: 'Anna Petrova',
        stage: 'interested',
        region: 'Omsk',
        phones: [
          ...(now?.phones ?? []).map((phone) => ({ ...phone, number: phone.raw })),
          { number: '+79167778899' },
        ],
      }),
    );
    base.repos.calls.save({ ...call, contactId: other });
    expect(base.repos.merges.undo(id)).toEqual({ fields: ['region'], rows: 1 });
    expect(base.repos.contacts.get(into)).toMatchObject({ region: 'Omsk', stage: 'new' });
    expect(base.repos.contacts.get(into)?.phones.map(({ e164 }) => e164)).toEqual([
      '+79161112233',
      '+79167778899',
    ]);
    expect(base.repos.contacts.get(from)).toMatchObject({ id: from, region: 'Kazan' });
    expect(base.repos.calls.get(call.call.id)?.contactId).toBe(other);
  });

  it('follows through several, from the last to the first', () => {
    using base = testBase();
    const { merges, contacts } = base.repos;
    const [a, b, c] = ['A', 'B', 'C'].map((name) => contacts.create(draft({ name })).id) as [
      string,
      string,
      string,
    ];
    contacts.addNote(a, 'hello');
    const before = dump(base);
    const first = merges.merge({ fromId: a, intoId: b, choices: {} });
    const second = merges.merge({ fromId: b, intoId: c, choices: {} });
    expect(contacts.get(a)?.id).toBe(c);
    expect(merges.under(c).toSorted()).toEqual([a, b].toSorted());
    expect(() => merges.undo(first.id)).toThrow(failure('mergedOn'));
    merges.undo(second.id);
    merges.undo(first.id);
    expect(dump(base)).toEqual(before);
    expect(() => merges.undo(first.id)).toThrow(failure('notFound'));
  });

  it('of a long history goes in steps, out and back, and a step at a time', () => {
    using base = testBase();
    const { from, into } = twoCards(base);
    base.db.transaction(() => {
      for (let n = 0; n < ROWS_AT_ONCE * 2; n += 1)
        base.repos.calls.save(callRecord({ id: v7(), startedAt: n }, { contactId: from }));
    });
    const calls = (id: string) =>
      base.db.sqlite.prepare('select count(*) from calls where contact_id = ?').pluck().get(id);
    const before = dump(base);
    const { id } = base.repos.merges.merge({ fromId: from, intoId: into, choices: {} });
    // What is looked at came along at once: the newest ones.
    expect(
      base.repos.contacts.card(into).timeline.filter(({ kind }) => kind === 'call').length,
    ).toBeGreaterThan(10);
    expect(calls(from)).toBeGreaterThan(0);
    while (base.repos.merges.step());
    expect(calls(from)).toBe(0);
    base.repos.merges.undo(id);
    expect(calls(into)).toBeGreaterThan(0);
    while (base.repos.merges.step());
    expect(dump(base)).toEqual(before);
    // Taken back before all was there: the rest never went.
    const again = base.repos.merges.merge({ fromId: from, intoId: into, choices: {} });
    base.repos.merges.undo(again.id);
    while (base.repos.merges.step());
    expect(dump(base)).toEqual(before);
  });
});
