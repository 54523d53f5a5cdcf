import { expect, it } from 'vitest';
import { createOwnHolders } from '../../../db/repositories/own-fields/holders.ts';
import { draft, testBase } from '../../../db/testing.ts';
import { ownField } from '../../../shared/domain/own-field/testing/field.ts';
import { look } from './look.ts';

it('a look says what another type would make of what is kept, and changes nothing', () => {
  using base = testBase();
  const { contacts, ownFields } = base.repos;
  const { id } = ownFields.save(ownField());
  const texts = ['12', '12,5', 'about 12', 'many', '1 200'];
  for (const text of texts) contacts.create(draft({ name: text, own: { [id]: text } }));
  contacts.create(draft({ name: 'nothing' }));
  contacts.remove(contacts.create(draft({ name: 'gone', own: { [id]: 'gone' } })).id);
  const steps: number[] = [];
  const stored = ownFields.get(id) ?? expect.fail();
  const seen = look(createOwnHolders(base.db.sqlite), { ...stored, type: 'number' }, (_soFar, share) =>
    steps.push(share),
  );
  expect(seen).toEqual({ read: 3, asText: 2, examples: ['about 12', 'many'] });
  expect(steps).toEqual([1]);
  expect(ownFields.get(id)?.type).toBe('text');
});
