import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
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
  ...{ consent: null, birthday: null, contractEndsOn: null },
  ...fields,
});

const phone = (e164: number) =>
  ({ id: v7(), e164, digits: null, raw: `+${e164}`, label: 'main', main: true }) as const;

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
  expect(repos.search.contacts('анна', {}, { offset: 0, limit: 9 }).ids).toEqual([two, one]);
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
  expect(repos.search.contacts('ivanov', {}, { offset: 0, limit: 9 }).ids).toEqual([]);
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
