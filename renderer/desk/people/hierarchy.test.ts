import { expect, test } from 'vitest';
import { inOrder } from './hierarchy.ts';

const role = (id: string, parentId?: string) => ({
  id,
  name: id,
  profileId: 'p',
  ...(parentId === undefined ? {} : { parentId }),
});

test('each stands under the one above it, whatever the order, and who hangs on nothing at the top', () => {
  const roles = [role('caller', 'lead'), role('boss'), role('lost', 'gone'), role('lead', 'boss')];
  expect(inOrder(roles).map(({ role: { id }, depth }) => `${depth} ${id}`)).toEqual([
    '0 boss',
    '1 lead',
    '2 caller',
    '0 lost',
  ]);
});
