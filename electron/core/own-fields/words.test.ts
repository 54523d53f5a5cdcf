import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { createOwnHolders } from '../../../db/repositories/own-fields/holders.ts';
import { draft, type TestBase, testBase } from '../../../db/testing.ts';
import { ownField } from '../../../shared/domain/own-field/testing/field.ts';
import { silentLog } from '../host/log.ts';
import { createRenewal, reworded } from './renewal.ts';
import { renewWords } from './words.ts';

let base: TestBase;
afterEach(() => base[Symbol.dispose]());

const found = (text: string) => base.repos.search.ids(text, 9).map((id) => base.repos.contacts.get(id)?.name);

/** Two customers with a level that is not searched for as yet. */
function twoCustomers() {
  base = testBase();
  const { ownFields, contacts } = base.repos;
  const options = [{ name: 'Золотий' }, { name: 'Silver' }];
  const made = (searchable: boolean) => ({ ...ownField({ type: 'choice', searchable }), options });
  const { id } = ownFields.save(made(false));
  const [gold, silver] = ownFields.get(id)?.options ?? [];
  contacts.create(draft({ name: 'Anna', own: { [id]: gold?.id ?? '' } }));
  contacts.create(draft({ name: 'Boris', own: { [id]: silver?.id ?? '' } }));
  contacts.create(draft({ name: 'Nobody' }));
  return { id, gold, made };
}

it('a customer is found by the words of a searchable field, in full and by the firm’s own name of an option', () => {
  const { made } = twoCustomers();
  const { ownFields, contacts } = base.repos;
  const [{ id } = { id: '' }] = ownFields.list();
  ownFields.save(made(true), { id });
  const code = ownFields.save({ ...ownField({ name: 'Code', type: 'number', searchable: true }) }).id;
  contacts.create(draft({ name: 'Carla', own: { [code]: 204_815 } }));
  expect(found('204815')).toEqual(['Carla']);
  const { search } = base.repos;
  const [row] = search.rows(search.contacts('204815', {}, { offset: 0, limit: 9 }).found);
  expect(row?.hits).toEqual([{ field: 'own', text: 'Code: 204815', marks: [[6, 12]] }]);
  // Those of before have not been looked at again.
  expect(found('золот')).toEqual([]);
});

it('what changed is renewed for whoever has it, from where it was cut off', async () => {
  const { id, gold, made } = twoCustomers();
  const { ownFields, contacts } = base.repos;
  ownFields.save({ ...made(true), options: [{ id: gold?.id, name: 'Платина' }] }, { id });
  const kept: number[] = [];
  const run = {
    db: base.db,
    holders: createOwnHolders(base.db.sqlite),
    contacts,
    save: (from: number) => void kept.push(from),
    transactionMs: () => 0,
    breathe: async () => undefined,
    stopped: () => false,
  };
  await renewWords({ fieldIds: [id], from: 0 }, { ...run, stopped: () => true });
  expect(found('платина')).toEqual([]);
  await renewWords({ fieldIds: [id], from: 0 }, run);
  expect(found('платина')).toEqual(['Anna']);
  // A retired option is still what Boris has.
  expect(found('silver')).toEqual(['Boris']);
  expect(kept).toEqual([10_000]);
});

it('runs in its thread, begins again with what changed meanwhile, and leaves nothing behind', async () => {
  const { id, made } = twoCustomers();
  const { ownFields, settings } = base.repos;
  const before = [...ownFields.list()];
  ownFields.save(made(true), { id });
  const renewal = createRenewal({ databaseFile: base.db.file, settings, newId: v7, log: silentLog });
  renewal.begin(reworded(before, ownFields.list()));
  renewal.begin([id]);
  await renewal.idle();
  expect(found('золотий')).toEqual(['Anna']);
  expect(settings.get('ownFields.words')).toBeUndefined();
  await renewal.stop();
});

it('knows which changes touch words', () => {
  base = testBase();
  const field = { ...ownField({ searchable: true }), version: 1 };
  expect(reworded([field], [{ ...field, group: 'Other', position: 4 }])).toEqual([]);
  expect(reworded([field], [{ ...field, searchable: false }])).toEqual([field.id]);
  expect(reworded([field], [{ ...field, archived: true }])).toEqual([field.id]);
  expect(reworded([], [field])).toEqual([field.id]);
});
