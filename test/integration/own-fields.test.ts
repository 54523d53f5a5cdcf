// Fields that the firm makes for its cards, at the core itself: who may, who is told, and what stands in the audit.
import { afterEach, expect, it, vi } from 'vitest';
import type { OwnFieldDraft } from '../../shared/contract/own-fields.ts';
import { type Office, openOffice, refusal } from '../support/office.ts';

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

async function office(): Promise<Office> {
  const opened = await openOffice();
  stop = () => opened.core.close();
  return opened;
}

const draft = (fields: Partial<OwnFieldDraft> = {}): OwnFieldDraft => ({
  name: 'Level',
  type: 'text',
  options: [],
  currency: 'EUR',
  group: '',
  holders: 'both',
  mandatory: { stages: [], moments: [] },
  searchable: false,
  ...fields,
});

it('only an administrator makes and changes them; everybody at work knows and fills them', async () => {
  const { boss, hire, seat } = await office();
  const { id } = await boss.request('ownFields.save', { draft: draft() });
  await hire('Anna', 'operator');
  const desk = await seat('Anna');
  expect(await desk.request('ownFields.list', {})).toMatchObject([{ id, name: 'Level' }]);
  const asked = { id, type: 'number' as const, currency: 'EUR', options: [] };
  expect(await refusal(desk, 'ownFields.save', { draft: draft({ name: 'Mine' }) })).toBe('noRight');
  expect(await refusal(desk, 'ownFields.archive', { id, archived: true })).toBe('noRight');
  expect(await refusal(desk, 'ownFields.reorder', { order: [{ id, group: 'x' }] })).toBe('noRight');
  expect(await refusal(desk, 'ownFields.look', asked)).toBe('noRight');
  const made = await desk.request('contacts.create', {
    draft: { kind: 'person', name: 'Customer', own: { [id]: 'gold' } },
  });
  expect((await desk.request('contacts.card', { id: made.id })).contact.own).toEqual({ [id]: 'gold' });
  const wrong = { kind: 'person', name: 'Customer', own: { [id]: 12 } } as const;
  expect(await refusal(desk, 'contacts.create', { draft: wrong })).toBe('ownValueRefused');
});

it('every desk is told, what would become of the values is counted first, and each change stands in the audit', async () => {
  const { boss } = await office();
  const told: string[][] = [];
  boss.on('ownFields.changed', (fields) => told.push(fields.map(({ name }) => name)));
  const { id } = await boss.request('ownFields.save', { draft: draft() });
  for (const value of ['12', 'a dozen'])
    await boss.request('contacts.create', { draft: { kind: 'person', name: value, own: { [id]: value } } });
  const look = { id, type: 'number' as const, currency: 'EUR', options: [] };
  expect(await boss.request('ownFields.look', look)).toEqual({
    read: 1,
    asText: 1,
    examples: ['a dozen'],
    stopped: false,
  });
  const saved = await boss.request('ownFields.save', {
    id,
    version: 1,
    draft: draft({ type: 'number', name: 'Count' }),
  });
  await boss.request('changes.undo', { changeId: saved.changeId });
  await boss.request('ownFields.archive', { id, archived: true });
  await vi.waitFor(() => expect(told).toEqual([['Level'], ['Count'], ['Level'], ['Level']]));
  const { lines } = await boss.request('audit.list', { kind: 'changed' });
  const actions = lines.map(({ action }) => action).filter((action) => action.startsWith('ownFields'));
  expect(actions).toEqual(['ownFields.archive', 'ownFields.save', 'ownFields.save']);
});
