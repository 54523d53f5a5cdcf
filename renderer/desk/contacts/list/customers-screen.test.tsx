// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContactRow } from '../../../../shared/contract/contacts.ts';
import { prepareDom } from '../../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { ANNA, id, row } from '../../testing/sample.ts';
import { ContactLine } from './contact-line.tsx';
import { CustomersScreen } from './customers-screen.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);

const line = (hits: ContactRow['hits']) =>
  mount(core, <ContactLine row={{ ...row(ANNA), ...(hits ? { hits } : {}) }} selected={false} />);
const marked = () => [...document.querySelectorAll('mark')].map((mark) => mark.textContent);

describe('why a customer was found', () => {
  it('is marked where it stands', () => {
    line([{ field: 'name', text: ANNA.name, marks: [[0, 3]] }]);
    expect(marked()).toEqual([ANNA.name.slice(0, 3)]);
    // Marks do not break the name for who hears it.
    expect(screen.getAllByRole('button', { name: new RegExp(ANNA.name) })).not.toEqual([]);
  });

  it('is said where no column shows it', () => {
    line([{ field: 'serial', text: 'SN-4711', marks: [[0, 5]] }]);
    expect(marked()).toEqual(['SN-47']);
    expect(screen.getByText(/serial number/)).toBeTruthy();
  });

  it('is marked in the number that the row shows', () => {
    const display = row(ANNA).phoneDisplay ?? '';
    line([{ field: 'number', text: display, marks: [[0, 2]] }]);
    expect(marked()).toEqual([display.slice(0, 2)]);
  });

  it('is nothing without a search', () => {
    line(undefined);
    expect(marked()).toEqual([]);
  });
});

describe('the list', () => {
  const type = (text: string) => fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } });
  const last = (name: 'contacts.list' | 'segments.customers') => core.inputs(name).at(-1);

  it('says in which layout it read the keys, and that it did not count to the end', async () => {
    core.handle({
      'contacts.list': ({ search }) => ({
        contacts: [row(ANNA)],
        total: 1000,
        uncounted: true,
        more: true,
        ...(search ? { readAs: 'иванов' } : {}),
      }),
    });
    mount(core, <CustomersScreen />);
    type('bdfyjd');
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toBe('more than 1,000 customers · shown for “иванов”'),
    );
  });

  it('opens a saved segment, with what is typed inside of it', async () => {
    const segment = { id: id(911), version: 1, name: 'Dealers', filter: { region: 'Tver' } };
    core.handle({ 'segments.list': () => [segment] });
    mount(core, <CustomersScreen />);
    fireEvent.click(await screen.findByRole('combobox', { name: 'Segment' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Dealers' }));
    await waitFor(() => expect(last('segments.customers')).toMatchObject({ filter: segment.filter }));
    type('anna');
    await waitFor(() =>
      expect(last('segments.customers')).toMatchObject({ filter: { ...segment.filter, search: 'anna' } }),
    );
  });

  it('keeps what it shows as a segment', async () => {
    mount(core, <CustomersScreen />);
    expect(screen.queryByRole('button', { name: 'Save as segment' })).toBeNull();
    type('anna');
    fireEvent.click(await screen.findByRole('button', { name: 'Save as segment' }));
    fireEvent.change(screen.getByLabelText('Name of the segment'), { target: { value: ' Annas ' } });
    fireEvent.click(within(document.body).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(core.inputs('segments.save')).toEqual([{ name: 'Annas', filter: { search: 'anna' } }]),
    );
  });

  it('is narrowed by whatever is known of them, and shows in words by what', async () => {
    core.handle({ 'segments.count': () => ({ total: 12, withNumber: 7 }) });
    mount(core, <CustomersScreen />);
    fireEvent.click(await screen.findByRole('button', { name: 'Filters' }));
    const panel = await screen.findByRole('region', { name: 'Filters' });
    fireEvent.change(within(panel).getByLabelText('Region'), { target: { value: 'Tver' } });
    await waitFor(() => expect(last('segments.customers')).toMatchObject({ filter: { region: 'Tver' } }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('12 customers'));
    type('anna');
    await waitFor(() =>
      expect(last('segments.customers')).toMatchObject({ filter: { region: 'Tver', search: 'anna' } }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Remove the filter Region: Tver' }));
    await waitFor(() => expect(last('contacts.list')).toMatchObject({ search: 'anna' }));
  });

  it('saves a segment again when it was changed, under its own name', async () => {
    const segment = { id: id(911), version: 1, name: 'Dealers', filter: { region: 'Tver' } };
    core.handle({
      'segments.list': () => [segment],
      'segments.save': () => ({ id: id(911), changeId: id(1) }),
    });
    mount(core, <CustomersScreen />);
    fireEvent.click(await screen.findByRole('combobox', { name: 'Segment' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Dealers' }));
    expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
    type('anna');
    fireEvent.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() =>
      expect(core.inputs('segments.save')).toEqual([
        { id: segment.id, name: 'Dealers', filter: { region: 'Tver', search: 'anna' } },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull());
  });
});
