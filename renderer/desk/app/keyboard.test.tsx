// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { startI18n } from '../../i18n/index.ts';
import { askToExport } from '../state/exporting.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { ANNA, annaCalls, row } from '../testing/sample.ts';
import { App } from './app.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(async () => {
  startI18n('en');
  core = createFakeCore();
  render(<App core={core} />);
  await screen.findAllByText('Line 101 ready');
});
afterEach(cleanup);

const press = (key: string, code = key, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ...more });
const found = (hits: ContactRow['hits']) =>
  core.handle({
    'contacts.list': () => ({
      contacts: [{ ...row(ANNA), ...(hits ? { hits } : {}) }],
      total: 1,
      uncounted: false,
      more: false,
    }),
  });
async function ask(text: string): Promise<HTMLElement> {
  press('k', 'KeyK', { ctrlKey: true });
  const palette = await screen.findByRole('dialog', { name: 'Customer, number or command' });
  fireEvent.change(within(palette).getByRole('textbox'), { target: { value: text } });
  await within(palette).findByRole('button', { name: /^Anna Petrova/ });
  return palette;
}
const lines = (palette: HTMLElement) =>
  within(palette)
    .getAllByRole('button')
    .map((line) => line.textContent);

test('digits in the palette lead to the customer first, and to a call only after him', async () => {
  found([{ field: 'number', text: '+7 495 123-45-67', marks: [[0, 4]] }]);
  const palette = await ask('4567');
  expect(lines(palette)[0]).toContain('Anna Petrova');
  expect(lines(palette)[1]).toContain('Call 4567');
  fireEvent.click(within(palette).getByRole('button', { name: /^Anna Petrova/ }));
  const pane = await screen.findByRole('complementary', { name: 'Card' });
  await waitFor(() => expect(document.activeElement).toBe(pane));
  expect(core.inputs('calls.dial')).toEqual([]);
});

test('Enter takes the customer also when he is found after the number was pasted', async () => {
  let answer: (() => void) | undefined;
  const found = { contacts: [row(ANNA)], total: 1, uncounted: false, more: false };
  core.handle({
    'contacts.list': () => new Promise<typeof found>((resolve) => (answer = () => resolve(found))),
  });
  press('k', 'KeyK', { ctrlKey: true });
  const palette = await screen.findByRole('dialog', { name: 'Customer, number or command' });
  const field = within(palette).getByRole('textbox');
  fireEvent.change(field, { target: { value: '4567' } });
  const call = await within(palette).findByRole('button', { name: 'Call 4567' });
  await waitFor(() => expect(call.hasAttribute('data-selected')).toBe(true));
  await act(async () => answer?.());
  await within(palette).findByRole('button', { name: /^Anna Petrova/ });
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter' });
  expect(await screen.findByRole('complementary', { name: 'Card' })).toBeTruthy();
  expect(core.inputs('calls.dial')).toEqual([]);
});

test('"new customer" in the palette leaves the cursor in the name', async () => {
  const rail = screen.getByRole('button', { name: 'Customers' });
  rail.focus();
  press('k', 'KeyK', { ctrlKey: true });
  const palette = await screen.findByRole('dialog', { name: 'Customer, number or command' });
  const field = within(palette).getByRole('textbox');
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.change(field, { target: { value: 'new cust' } });
  fireEvent.click(await within(palette).findByRole('button', { name: 'New customer' }));
  const name = await screen.findByRole('textbox', { name: /^Name/ });
  // Past the moment in which the kit would give the focus back to where it was.
  await act(() => new Promise((resolve) => setTimeout(resolve, 60)));
  expect(document.activeElement).toBe(name);
});

test('a word that is in nobody’s name means the command, one that is means the customer', async () => {
  found([{ field: 'tag', text: 'Training list', marks: [[0, 8]] }]);
  const palette = await ask('training');
  expect(lines(palette)[0]).toBe('Go to Training');
  fireEvent.click(within(palette).getByRole('button', { name: 'Go to Training' }));
  const title = await screen.findByRole('heading', { name: 'Training line' });
  await waitFor(() => expect(document.activeElement).toBe(title));
});

test('a name comes before a command that has the same word', async () => {
  found([{ field: 'name', text: ANNA.name, marks: [[0, 3]] }]);
  expect(lines(await ask('call'))[0]).toContain('Anna Petrova');
});

test('the form of a new customer takes the letters of the name: none of them calls anybody', async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Customers' }));
  const customers = await screen.findByRole('region', { name: 'Customers' });
  fireEvent.click(within(customers).getByRole('button', { name: 'New customer' }));
  const name = await screen.findByRole('textbox', { name: /^Name/ });
  expect(document.activeElement).toBe(name);
  press('r', 'KeyR');
  expect(core.inputs('calls.redial')).toEqual([]);
});

test('F6 goes from part to part and back, N to the note of the card, Escape out of it and then closes the card', async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Customers' }));
  const list = await screen.findByRole('list', { name: 'List of customers' });
  fireEvent.click((await within(list).findAllByRole('button', { name: /Anna Petrova/ }))[0] as HTMLElement);
  const note = await screen.findByRole('textbox', { name: 'Add a note' });
  const pane = screen.getByRole('complementary', { name: 'Card' });
  screen.getByRole('button', { name: 'Customers' }).focus();
  press('F6');
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Call bar' }));
  press('F6');
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Customers' }));
  press('F6');
  expect(document.activeElement).toBe(pane);
  press('F6', 'F6', { shiftKey: true });
  press('F6', 'F6', { shiftKey: true });
  press('F6', 'F6', { shiftKey: true });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Customers' }));
  press('т', 'KeyN');
  expect(document.activeElement).toBe(note);
  press('Escape');
  expect(document.activeElement).toBe(pane);
  press('Escape');
  await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Card' })).toBeNull());
});

test('Tab leads from the moment of the next call to what is to be done, and then to Save', async () => {
  const ended = { state: 'ended', answeredAt: 1, endedAt: 2, result: 'answered', wrapUp: 'open' } as const;
  act(() => core.emit('calls.changed', annaCalls(1, ended)));
  const field = await screen.findByRole('textbox', { name: 'Next call' });
  field.focus();
  fireEvent.change(field, { target: { value: 'tue 10' } });
  const what = await screen.findByRole('textbox', { name: 'What to do' });
  const save = within(screen.getByRole('region', { name: 'Call bar' })).getByRole('button', {
    name: /^Save/,
  });
  const follows = (one: HTMLElement, next: HTMLElement) =>
    one.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING;
  expect(follows(field, what)).toBeTruthy();
  expect(follows(what, save)).toBeTruthy();
});

test('the cross of a window has a name', async () => {
  act(() => askToExport({}));
  const dialog = await screen.findByRole('dialog', { name: 'Export customers' });
  expect(within(dialog).getByRole('button', { name: 'Close' })).toBeTruthy();
});

test('R leads to the last number and calls it when it is pressed there; in a word that missed its field it is a letter', async () => {
  press('l', 'KeyL');
  press('a', 'KeyA');
  press('r', 'KeyR');
  expect(core.inputs('calls.redial')).toEqual([]);
  await act(() => new Promise((resolve) => setTimeout(resolve, 1100)));
  press('r', 'KeyR');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Call .* again$/ }));
  press('o', 'KeyO');
  press('r', 'KeyR');
  expect(core.inputs('calls.redial')).toEqual([]);
  press('r', 'KeyR');
  await waitFor(() => expect(core.inputs('calls.redial')).toHaveLength(1));
});

test('the palette leads to what has no place in the rail, and to the export, and says what Enter would take', async () => {
  press('k', 'KeyK', { ctrlKey: true });
  const palette = await screen.findByRole('dialog', { name: 'Customer, number or command' });
  const field = within(palette).getByRole('textbox');
  fireEvent.change(field, { target: { value: 'go to' } });
  expect(await within(palette).findByRole('button', { name: 'Go to Duplicates' })).toBeTruthy();
  found([]);
  fireEvent.change(field, { target: { value: 'export' } });
  const line = await within(palette).findByRole('button', { name: 'Export customers to a file' });
  await waitFor(() => expect(lines(palette)[0]).toBe('Export customers to a file'));
  await waitFor(() => expect(within(palette).getByRole('status').textContent).toContain('Export customers'));
  fireEvent.click(line);
  expect(await screen.findByRole('dialog', { name: 'Export customers' })).toBeTruthy();
});

test('the palette that is closed without a choice gives the focus back', async () => {
  const rail = screen.getByRole('button', { name: 'Customers' });
  rail.focus();
  press('k', 'KeyK', { ctrlKey: true });
  const palette = await screen.findByRole('dialog', { name: 'Customer, number or command' });
  await waitFor(() => expect(document.activeElement).toBe(within(palette).getByRole('textbox')));
  press('Escape');
  await waitFor(() => expect(document.activeElement).toBe(rail));
});

test('the card of a new customer takes the focus of its form, and Ctrl+Z takes him back', async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Customers' }));
  const customers = await screen.findByRole('region', { name: 'Customers' });
  fireEvent.click(within(customers).getByRole('button', { name: 'New customer' }));
  fireEvent.change(await screen.findByRole('textbox', { name: /^Name/ }), { target: { value: 'Clara' } });
  const save = screen.getByRole('button', { name: 'Save' });
  save.focus();
  fireEvent.click(save);
  await screen.findByText('Clara is added');
  const pane = screen.getByRole('complementary', { name: 'Card' });
  await waitFor(() => expect(document.activeElement).toBe(pane));
  press('z', 'KeyZ', { ctrlKey: true });
  await waitFor(() => expect(core.inputs('changes.undo')).toHaveLength(1));
});
