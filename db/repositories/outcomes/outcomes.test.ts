import { expect, test } from 'vitest';
import { builtInOutcomes } from '../../../shared/domain/outcome/outcome.ts';
import { offered } from '../../../shared/domain/outcome/tree.ts';
import { type TestBase, testBase } from '../../testing.ts';

const operations = (base: TestBase): unknown =>
  base.db.sqlite.prepare("select count(*) from outbox where table_name = 'outcomes'").pluck().get();

test('is what the program brings until somebody changes it', () => {
  using base = testBase();
  expect(base.repos.outcomes.list()).toEqual(builtInOutcomes());
  expect(base.repos.outcomes.get('doNotCall')).toMatchObject({ parent: 'refused' });
  expect(operations(base)).toBe(0);
});

test('gives back what was put, and writes only what changed', () => {
  using base = testBase();
  const tree = builtInOutcomes().map((node) => (node.key === 'order' ? { ...node, name: 'Sold' } : node));
  base.repos.outcomes.save(tree);
  expect(base.repos.outcomes.list()).toEqual(tree);
  const before = operations(base);
  base.repos.outcomes.save(tree.map((node) => (node.key === 'order' ? { ...node, name: 'Sold!' } : node)));
  expect(base.repos.outcomes.get('order')?.name).toBe('Sold!');
  expect(operations(base)).toBe(Number(before) + 1);
});

test('knows what a later version of the program brings, but does not offer it by itself', () => {
  using base = testBase();
  base.repos.outcomes.save(builtInOutcomes().filter(({ key }) => key !== 'voicemail'));
  expect(base.repos.outcomes.get('voicemail')).toMatchObject({ retired: true });
  expect(offered(base.repos.outcomes.list()).map(({ key }) => key)).not.toContain('voicemail');
});
