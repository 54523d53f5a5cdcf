// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ANNA, row } from '../testing/sample.ts';
import { ContactEditor } from './contact-editor.tsx';
import { emptyForm, filledUp, formOfContact } from './draft.ts';

beforeAll(prepareDom);
afterEach(unmount);

const open = () => {
  const core = createFakeCore({
    'duplicates.alike': ({ numbers }) =>
      numbers.includes('8 916 123-45-67') ? [{ row: row(ANNA), by: 'number', what: '8 916 123-45-67' }] : [],
  });
  mount(core, <ContactEditor onDone={() => undefined} />);
  return core;
};
const type = (name: RegExp, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

test('while a number is typed a quiet line says whose it is, and what was typed goes on that card', async () => {
  const core = open();
  type(/^Name/, 'A. Petrova');
  type(/^Main number/, '8 916 123-45-67');
  // By text: a search by role through the whole form takes longer than one waits.
  await screen.findByText(/^This number is Anna Petrova/, {}, { timeout: 5_000 });
  const known = screen.getByLabelText('Known already');
  expect((screen.getByRole('textbox', { name: /^Main number/ }) as HTMLInputElement).value).toBe(
    '8 916 123-45-67',
  );
  fireEvent.click(within(known).getByRole('button', { name: 'Add to this card' }));
  await waitFor(() => expect(core.inputs('contacts.update')).toHaveLength(1));
  expect(core.inputs('contacts.update')[0]).toMatchObject({ draft: { name: ANNA.name } });
  expect(core.inputs('contacts.create')).toEqual([]);
});

test('says nothing of a number that nobody has', async () => {
  const core = open();
  type(/^Main number/, '8 495 000-00-00');
  await waitFor(() =>
    expect(core.inputs('duplicates.alike').at(-1)).toMatchObject({ numbers: ['8 495 000-00-00'] }),
  );
  expect(screen.queryByRole('list', { name: 'Known already' })).toBeNull();
});

test('fills only what is missing, and adds numbers once, however they are written', () => {
  const card = { ...formOfContact(ANNA), region: '', needs: 'rollers' };
  const typed = {
    ...emptyForm({ name: 'A. Petrova', number: '+79277654321' }),
    region: 'Kazan',
    needs: 'pins',
  };
  const filled = filledUp(card, typed);
  expect(filled).toMatchObject({ name: ANNA.name, region: 'Kazan', needs: 'rollers' });
  expect(filled.phones).toHaveLength(card.phones.length);
  const more = filledUp(card, {
    ...typed,
    phones: [{ key: 'x', id: undefined, number: '+79990001122', label: 'mobile', note: '' }],
  });
  expect(more.phones).toHaveLength(card.phones.length + 1);
});
