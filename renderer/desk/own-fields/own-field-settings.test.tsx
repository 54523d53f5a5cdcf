// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { LEVEL, LIMIT, OLD, OWN_FIELDS, SINCE, SITE } from '../testing/sample-own.ts';
import { OwnFieldSettings } from './own-field-settings.tsx';

let core: FakeCore;
beforeAll(prepareDom);
afterEach(unmount);
beforeEach(() => {
  const changed = { id: LEVEL.id, changeId: LEVEL.id };
  core = createFakeCore({
    'ownFields.list': () => OWN_FIELDS,
    'ownFields.save': () => changed,
    'ownFields.archive': () => changed,
    'ownFields.reorder': () => OWN_FIELDS,
    'ownFields.look': () => ({ read: 3, asText: 2, examples: ['about ten'], stopped: false }),
    'ownFields.stopLooking': () => ({ done: true }),
  });
});

const open = async (name: RegExp) => {
  mount(core, <OwnFieldSettings />);
  fireEvent.click(await screen.findByRole('button', { name }));
};
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });

describe('the list of own fields', () => {
  it('stands by groups, with what each field is', async () => {
    mount(core, <OwnFieldSettings />);
    const terms = await screen.findByRole('list', { name: 'Terms' });
    expect(
      within(terms)
        .getAllByRole('listitem')
        .map((row) => row.textContent),
    ).toEqual(['Discount levelChoice · searchable', 'Credit limitMoney · asked: Negotiation']);
    expect(screen.getByRole('list', { name: 'Without a group' })).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Put away' })).getByText(OLD.name)).toBeTruthy();
  });

  it('is put in order by keys, with the focus left where it is', async () => {
    mount(core, <OwnFieldSettings />);
    const row = await screen.findByRole('button', { name: /^Credit limit/ });
    row.focus();
    fireEvent.keyDown(row, { key: 'ArrowUp', altKey: true });
    await waitFor(() => expect(core.inputs('ownFields.reorder')).toHaveLength(1));
    const [{ order } = { order: [] }] = core.inputs('ownFields.reorder');
    expect(order.map(({ id }) => id).slice(0, 5)).toEqual([
      SITE.id,
      SINCE.id,
      expect.any(String),
      expect.any(String),
      LIMIT.id,
    ]);
    expect(document.activeElement).toBe(row);
  });

  it('gives a group another name for all of its fields', async () => {
    mount(core, <OwnFieldSettings />);
    fireEvent.click(await screen.findByRole('button', { name: 'Rename the group Terms' }));
    const input = screen.getByLabelText('Group');
    fireEvent.change(input, { target: { value: 'Conditions' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    await waitFor(() => expect(core.inputs('ownFields.reorder')).toHaveLength(1));
    const [{ order } = { order: [] }] = core.inputs('ownFields.reorder');
    expect(order.filter(({ group }) => group === 'Conditions').map(({ id }) => id)).toEqual([
      LEVEL.id,
      LIMIT.id,
    ]);
  });

  it('puts a field away and brings one back', async () => {
    mount(core, <OwnFieldSettings />);
    fireEvent.click(await screen.findByRole('button', { name: 'Put Credit limit away' }));
    fireEvent.click(screen.getByRole('button', { name: `Bring ${OLD.name} back` }));
    await waitFor(() =>
      expect(core.inputs('ownFields.archive')).toEqual([
        { id: LIMIT.id, archived: true },
        { id: OLD.id, archived: false },
      ]),
    );
  });
});

describe('a field that is edited', () => {
  it('is not saved without a name, or under a name that is taken', async () => {
    await open(/^Add a field/);
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('A field needs a name.')).toBeTruthy();
    write('Name', 'website');
    expect(await screen.findByText('Another field is called so. Choose a different name.')).toBeTruthy();
    write('Name', 'Shop');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(core.inputs('ownFields.save')).toHaveLength(1));
    expect(core.inputs('ownFields.save')[0]).toMatchObject({
      draft: { name: 'Shop', type: 'text', options: [] },
    });
  });

  it('has its choices added by Enter, moved by keys and taken out', async () => {
    await open(/^Discount level/);
    const names = () => screen.getAllByLabelText<HTMLInputElement>(/^Choice \d/).map(({ value }) => value);
    expect(names()).toEqual(['Gold', 'Silver']);
    expect(screen.getByText(/No longer offered.*Bronze/)).toBeTruthy();
    fireEvent.keyDown(screen.getByLabelText('Choice 2'), { key: 'Enter' });
    write('Choice 3', 'Iron');
    fireEvent.keyDown(screen.getByLabelText('Choice 3'), { key: 'ArrowUp', altKey: true });
    expect(names()).toEqual(['Gold', 'Iron', 'Silver']);
    fireEvent.click(screen.getByRole('button', { name: 'Take out Gold' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(core.inputs('ownFields.save')).toHaveLength(1));
    expect(core.inputs('ownFields.save')[0]).toMatchObject({
      id: LEVEL.id,
      version: 1,
      draft: { options: [{ name: 'Iron' }, { id: LEVEL.options[1]?.id, name: 'Silver' }] },
    });
    expect(core.inputs('ownFields.look')).toEqual([]);
  });

  it('says what another type would make of the values before it is one', async () => {
    await open(/^Discount level/);
    fireEvent.click(screen.getByRole('combobox', { name: 'Type' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Number', hidden: true }));
    expect(await screen.findByText('3 values can be read so.')).toBeTruthy();
    expect(screen.getByText(/2 values cannot/)).toBeTruthy();
    expect(screen.getByText('For example “about ten”.')).toBeTruthy();
    expect(core.inputs('ownFields.look')[0]).toMatchObject({ id: LEVEL.id, type: 'number' });
    expect(core.inputs('ownFields.save')).toEqual([]);
  });
});
