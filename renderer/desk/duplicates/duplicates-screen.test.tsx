// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ANNA, id } from '../testing/sample.ts';
import { PAIRS, TWIN } from '../testing/sample-duplicates.ts';
import { DuplicatesScreen } from './duplicates-screen.tsx';

beforeAll(prepareDom);
afterEach(unmount);

async function open(handlers: Parameters<typeof createFakeCore>[0] = {}) {
  const core = createFakeCore(handlers);
  mount(core, <DuplicatesScreen />);
  const table = await screen.findByRole('region', { name: 'The two cards side by side' });
  return { core, table };
}
const press = (key: string, code = key) =>
  fireEvent.keyDown(screen.getByRole('region', { name: 'The two cards side by side' }), { key, code });

test('shows pairs with what speaks for them and against, and the two side by side with what differs', async () => {
  const { table } = await open();
  expect(screen.getByText('same number, same name in other letters, same region')).toBeTruthy();
  expect(screen.getByText('name differs in one letter, same company; but no number in common')).toBeTruthy();
  const stage = within(table).getByRole('group', { name: 'Stage' });
  expect(within(stage).getByRole('button', { name: 'Negotiation' }).getAttribute('aria-pressed')).toBe(
    'true',
  );
});

test('is worked through with keys: 1 and 2 choose field by field, Enter merges, and it can be taken back', async () => {
  const { core, table } = await open();
  const names = within(table)
    .getAllByRole('group')
    .map((group) => group.querySelector('legend')?.textContent);
  expect(names[0]).toBe('Name');
  press('2', 'Digit2');
  press('1', 'Digit1');
  press('Enter');
  await waitFor(() => expect(core.inputs('duplicates.merge')).toHaveLength(1));
  expect(core.inputs('duplicates.merge')[0]).toMatchObject({
    fromId: PAIRS[0]?.second.id,
    intoId: PAIRS[0]?.first.id,
    choices: { name: 'from' },
    seen: { from: TWIN.version, into: ANNA.version },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(core.inputs('duplicates.undo')).toEqual([{ mergeId: id(900) }]));
  expect(await screen.findByText('The two cards are apart again')).toBeTruthy();
});

test('says what stays of an undo, since somebody changed it', async () => {
  await open({ 'duplicates.undo': () => ({ fields: ['region'], rows: 0 }) });
  press('Enter');
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Apart again. Changed since and left as they are: Region.')).toBeTruthy();
});

test('N tells two apart; S lets the other one stay', async () => {
  const { core } = await open();
  press('s', 'KeyS');
  press('Enter');
  await waitFor(() =>
    expect(core.inputs('duplicates.merge')[0]).toMatchObject({ intoId: PAIRS[0]?.second.id }),
  );
  await screen.findByText(/is now part of/);
  await screen.findByRole('region', { name: 'The two cards side by side' });
  press('т', 'KeyN');
  await waitFor(() => expect(core.inputs('duplicates.distinguish')).toHaveLength(1));
});

test('merges what is certain only after it was shown', async () => {
  const { core } = await open({
    'duplicates.list': ({ certain }) => ({
      pairs: PAIRS.filter((pair) => !certain || pair.certain),
      more: false,
    }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Merge 1 certain pair…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Merge 1 certain pair' });
  await within(dialog).findByText(/same number/);
  const verb = within(dialog).getByRole('button', { name: 'Merge 1 pair' });
  await waitFor(() => expect(document.activeElement).toBe(verb));
  expect(core.inputs('duplicates.mergeCertain')).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Merge 1 pair' }));
  await waitFor(() => expect(core.inputs('duplicates.mergeCertain')).toHaveLength(1));
});

test('a run tells how far it is, is cancelled, and undone as a whole', async () => {
  const { core } = await open();
  const run = { id: id(902), startedAt: 1, total: 10, merged: 4, skipped: 1, back: 0, kept: 0 };
  core.emit('duplicates.runChanged', { ...run, state: 'running' });
  expect(await screen.findByText('Merging: 5 of 10')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(core.inputs('duplicates.cancelRun')).toEqual([{ id: run.id }]));
  core.emit('duplicates.runChanged', { ...run, state: 'cancelled', endedAt: 2 });
  fireEvent.click(await screen.findByRole('button', { name: 'Undo 4 merges' }));
  await waitFor(() => expect(core.inputs('duplicates.undoRun')).toEqual([{ id: run.id }]));
});
