import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import { checkIntegrity } from '../../integrity.ts';
import { draft, HOME, testBase } from '../../testing.ts';
import type { ContactState } from '../index.ts';

const person = (name: string, fields: Partial<ContactState> = {}): ContactState => ({
  ...{ kind: 'person', name, organisationId: null, role: null, relation: 'customer', stage: 'new' },
  ...{
    responsibleId: null,
    channel: null,
    region: null,
    field: null,
    headCount: null,
    needs: null,
    tags: [],
  },
  ...{ language: null, zone: null, about: '', phones: [], emails: [] },
  ...{ consent: null, birthday: null, contractEndsOn: null, own: {}, addresses: [] },
  ...fields,
});

const phone = (e164: number) =>
  ({ id: v7(), e164, digits: null, raw: `+${e164}`, label: 'main', main: true, note: null }) as const;

it('leaves the same behind as the ordinary way: row, numbers, outbox, search, recency', () => {
  using base = testBase();
  const { repos, db } = base;
  const one = repos.contacts.create(
    draft({ name: 'Анна', phones: [{ number: '+79161234567', label: 'main', main: true }] }),
  ).id;
  const two = v7();
  db.transaction(() => repos.contacts.bulk.create(two, person('Анна', { phones: [phone(79161234568)] })));
  const shape = (id: string) => {
    const {
      id: _id,
      phones,
      ...rest
    } = repos.contacts.get(id) as NonNullable<ReturnType<typeof repos.contacts.get>>;
    return { ...rest, phones: phones.map(({ label, main }) => ({ label, main })) };
  };
  expect(shape(two)).toEqual(shape(one));
  expect(repos.search.ids('анна', 9)).toEqual([two, one]);
  const reading = readNumber('+79161234568', HOME);
  expect(repos.lookup.byNumber(reading, { ownNumbers: [] })).toMatchObject([{ contactId: two }]);
  const operations = db.sqlite
    .prepare(
      "select row_id as row, base, json_extract(patch, '$.name') as name, row_version as version from outbox where row_id in (?, ?) order by row_id",
    )
    .all(one, two);
  expect(operations).toEqual([one, two].map((row) => ({ row, base: null, name: 'Анна', version: 1 })));
});

it('changes with a version and an outbox row, and undo takes it back', () => {
  using base = testBase();
  const { repos, db } = base;
  const { bulk } = repos.contacts;
  const id = v7();
  db.transaction(() => bulk.create(id, person('Ivanov')));
  db.transaction(() => {
    const before = bulk.read(id);
    if (before) bulk.change(id, { ...before.state, name: 'Petrov' }, before);
  });
  expect(repos.contacts.get(id)).toMatchObject({ name: 'Petrov', version: 2 });
  expect(repos.search.ids('ivanov', 9)).toEqual([]);
  const last = db.sqlite
    .prepare('select op_id from outbox where row_id = ? and row_version = 2')
    .pluck()
    .get(id);
  repos.changes.undo(last as string);
  expect(repos.contacts.get(id)).toMatchObject({ name: 'Ivanov', version: 3 });
});

it('is part of the transaction around it, and refuses to be without one', () => {
  using base = testBase();
  const { repos, db } = base;
  expect(() => repos.contacts.bulk.create(v7(), person('Nobody'))).toThrow('transaction');
  const before = db.sqlite.prepare('select count(*) from outbox').pluck().get();
  expect(() =>
    db.transaction(() => {
      repos.contacts.bulk.create(v7(), person('Nobody'));
      throw new Error('power cut');
    }),
  ).toThrow();
  expect(repos.contacts.count()).toBe(0);
  expect(db.sqlite.prepare('select count(*) from outbox').pluck().get()).toBe(before);
  expect(repos.search.contacts('nobody', {}, { offset: 0, limit: 9 }).total).toBe(0);
});

it('puts the words of a whole transaction into the search at its end, as they are then', () => {
  using base = testBase();
  const { repos } = base;
  const { bulk } = repos.contacts;
  const [firm, stays, leaves, renamed] = [v7(), v7(), v7(), v7()];
  bulk.transaction(() => bulk.create(renamed, person('Petrova')));
  bulk.transaction(() => {
    bulk.create(firm, person('Romashka', { kind: 'organisation' }));
    bulk.create(stays, person('Ivanov', { organisationId: firm }));
    bulk.create(leaves, person('Sidorov'));
    const change = (id: string, fields: Partial<ContactState>) => {
      const before = bulk.read(id);
      if (before) bulk.change(id, { ...before.state, ...fields }, before);
    };
    change(firm, { name: 'Vasilek' });
    change(renamed, { name: 'Orlova' });
    const before = bulk.read(leaves);
    if (before) bulk.remove(leaves, before);
  });
  expect(repos.search.ids('vasilek', 9)).toEqual([stays, firm]);
  expect(repos.search.ids('orlova', 9)).toEqual([renamed]);
  for (const gone of ['romashka', 'sidorov', 'petrova']) expect(repos.search.ids(gone, 9)).toEqual([]);
  expect(checkIntegrity(base.db.file).troubles).toEqual([]);
});

it('lets a transaction go between two of them', () => {
  using base = testBase();
  const { repos } = base;
  const { bulk } = repos.contacts;
  const names = ['Ivanov', 'Petrov', 'Sidorov'];
  let asked = 0;
  expect(() =>
    bulk.transaction(
      () => names.map((name) => bulk.create(v7(), person(name))),
      () => {
        asked += 1;
        if (asked === 2) throw new Error('somebody wants in');
      },
    ),
  ).toThrow();
  expect(asked).toBe(2);
  expect(repos.contacts.count()).toBe(0);
  bulk.transaction(() => bulk.create(v7(), person('Orlov')));
  expect(names.flatMap((name) => repos.search.ids(name, 9))).toEqual([]);
  expect(repos.search.ids('orlov', 9)).toHaveLength(1);
});
