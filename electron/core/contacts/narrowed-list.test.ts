import { expect, it } from 'vitest';
import { draft, HOME, ME, type TestBase, testBase } from '../../../db/testing.ts';
import { ContactFilter } from '../../../shared/contract/contacts.ts';
import { createNarrowedList } from './narrowed-list.ts';

const filter = (fields: object) => ContactFilter.parse(fields);

/** As the newest of a large base are numbered. */
const enlarge = ({ db }: TestBase) => db.sqlite.exec('update contacts set rseq = rseq + 30000');

it('reads a filter of a large base in a thread of its own, and all else at once', async () => {
  using base = testBase();
  const { contacts } = base.repos;
  for (const stage of ['new', 'refused', 'customer', 'refused'] as const)
    contacts.create(draft({ name: `Somebody ${stage}`, stage }));
  let here = 0;
  const narrowed = createNarrowedList({
    db: base.db,
    contacts: {
      readsMany: contacts.readsMany,
      list(asked) {
        here += 1;
        return contacts.list(asked);
      },
    },
    settings: () => HOME,
    actorId: () => ME,
  });
  try {
    const lost = filter({ stage: 'refused', limit: 1 });
    expect((await narrowed.list(lost)).total).toBe(2);
    expect(here).toBe(1);
    enlarge(base);
    for (const asked of [
      lost,
      filter({ stage: 'refused', limit: 1, offset: 1 }),
      filter({ kind: 'organisation' }),
    ])
      expect(await narrowed.list(asked)).toEqual(contacts.list(asked));
    expect(await narrowed.list({ ...filter({}), owners: new Set([ME]) })).toMatchObject({ total: 4 });
    expect(here).toBe(1);
    expect((await narrowed.list(filter({}))).total).toBe(4);
    expect(here).toBe(2);
  } finally {
    await narrowed.close();
  }
});
