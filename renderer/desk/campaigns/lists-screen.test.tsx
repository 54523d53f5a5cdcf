// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { LIST, LISTS, lead } from '../testing/sample-lists.ts';
import { forgetNewList } from './form/new-list-store.ts';
import { ListsScreen } from './lists-screen.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(() => {
  unmount();
  forgetNewList();
});

const list = async (name: string) => {
  const found = (await screen.findByRole('button', { name })).closest('li');
  if (!found) throw new Error(`no list ${name}`);
  return found;
};
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('all lists', () => {
  it('shows state, who is due and how far the goal is', async () => {
    mount(core, <ListsScreen />);
    const autumn = await list(LIST.name);
    expect(within(autumn).getByText('Running')).toBeTruthy();
    expect(within(autumn).getByText('318 can be called now')).toBeTruthy();
    const bar = within(autumn).getByRole('progressbar', { name: 'Agreed: 31 of 40' });
    expect(bar.getAttribute('aria-valuenow')).toBe('78');
    expect(
      within(await list('Contracts that end in January')).getByText(/^The next one is due/),
    ).toBeTruthy();
  });

  it('offers the first step where there is none', async () => {
    core.handle({ 'campaigns.list': () => [] });
    mount(core, <ListsScreen />);
    fireEvent.click(await screen.findByRole('button', { name: 'Make the first list' }));
    expect(await screen.findByRole('form', { name: 'New list' })).toBeTruthy();
  });

  it('pauses a list, and takes it back', async () => {
    mount(core, <ListsScreen />);
    await list(LIST.name);
    press(`Pause “${LIST.name}” for everybody`);
    await waitFor(() =>
      expect(core.inputs('campaigns.setState')).toEqual([{ id: LIST.id, state: 'paused' }]),
    );
    fireEvent.click(await screen.findByText('Undo'));
    await waitFor(() => expect(core.inputs('changes.undo')).toHaveLength(1));
  });

  it('stops the filling of a list that is being filled', async () => {
    mount(core, <ListsScreen />);
    const samara = await list('All of Samara');
    expect(within(samara).getByText('Filling: 34,000 so far')).toBeTruthy();
    fireEvent.click(within(samara).getByRole('button', { name: 'Stop filling “All of Samara”' }));
    await waitFor(() => expect(core.inputs('campaigns.cancelFill')).toEqual([{ id: LISTS[3]?.id }]));
  });

  it('follows what the core tells', async () => {
    mount(core, <ListsScreen />);
    await list(LIST.name);
    core.handle({ 'campaigns.list': () => [{ ...LIST, counts: { ...LIST.counts, due: 1 } }] });
    act(() => core.emit('campaigns.changed', { ids: [LIST.id] }));
    expect(await screen.findByText('1 can be called now')).toBeTruthy();
  });

  it('says why the lists cannot be shown, and asks again', async () => {
    core.handle({
      'campaigns.list': () => {
        throw new Failure('databaseDamaged');
      },
    });
    mount(core, <ListsScreen />);
    const alert = await screen.findByRole('alert');
    core.handle({ 'campaigns.list': () => LISTS });
    fireEvent.click(within(alert).getByText('Try again'));
    expect(await list(LIST.name)).toBeTruthy();
  });
});

describe('one list', () => {
  const open = async () => {
    mount(core, <ListsScreen />);
    fireEvent.click(await screen.findByRole('button', { name: LIST.name }));
    return screen.findByRole('list', { name: `Prospects of “${LIST.name}”` });
  };

  it('says its rules in words', async () => {
    await open();
    expect(
      screen.getByText(
        /^Mon–Fri 9:00–20:00 at the customer’s\. Not on public holidays\. 6 attempts, 3 a day\./,
      ),
    ).toBeTruthy();
  });

  it('shows of 100,000 prospects those in sight, and knows how many there are', async () => {
    const rows = await open();
    const first = await within(rows).findAllByText('Anna Petrova');
    expect(first.length).toBeLessThan(40);
    expect(within(rows).getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('100000');
    expect(core.inputs('campaigns.leads')).toEqual([{ campaignId: LIST.id, offset: 0, limit: 100 }]);
  });

  it('says of each why not now', async () => {
    core.handle({
      'campaigns.leads': () => ({ leads: [lead(0), lead(2), lead(3), lead(5)], total: 4 }),
      'pacing.mayDial': () => ({
        allowed: false,
        because: 'outsideHours',
        // A little less than 40 minutes: the row's clock may be some milliseconds behind.
        until: Date.now() + 39.5 * 60_000,
      }),
    });
    const rows = await open();
    expect(await within(rows).findByText(/^Not before \d\d:\d\d at the customer’s, in 40 min$/)).toBeTruthy();
    expect(within(rows).getByText(/^Again /)).toBeTruthy();
    expect(within(rows).getByText('With Maksym Bondar')).toBeTruthy();
    expect(within(rows).getByText('Refused')).toBeTruthy();
    // Only who could be called by the row itself is asked about.
    expect(core.inputs('pacing.mayDial')).toHaveLength(1);
  });

  it('searches in the core', async () => {
    await open();
    fireEvent.change(screen.getByRole('searchbox', { name: 'Name, company, number' }), {
      target: { value: ' lebedev ' },
    });
    await waitFor(() =>
      expect(core.inputs('campaigns.leads').at(-1)).toEqual({
        campaignId: LIST.id,
        search: 'lebedev',
        offset: 0,
        limit: 100,
      }),
    );
  });

  it('takes a prospect out and puts it first', async () => {
    const rows = await open();
    const menu = async (item: string) => {
      const [more] = await within(rows).findAllByRole('button', { name: 'More for Anna Petrova' });
      if (!more) throw new Error('no menu');
      fireEvent.click(more);
      fireEvent.click(await screen.findByRole('menuitem', { name: item }));
    };
    await menu('Take out of the list');
    await menu('First');
    await waitFor(() =>
      expect(core.inputs('campaigns.changeLead')).toEqual([
        { leadId: lead(0).id, removed: true },
        { leadId: lead(0).id, priority: 50 },
      ]),
    );
  });

  it('gets more prospects', async () => {
    await open();
    press('Add prospects');
    const dialog = await screen.findByRole('dialog', { name: `Add prospects to “${LIST.name}”` });
    expect(await within(dialog).findByText('1,240 customers, 1,198 with a number')).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() =>
      expect(core.inputs('campaigns.fill')).toEqual([
        { id: LIST.id, source: { kind: 'filter', filter: { relations: ['customer'] } } },
      ]),
    );
  });
});

describe('making a list', () => {
  const open = async () => {
    mount(core, <ListsScreen />);
    await list(LIST.name);
    press('New list');
    return screen.findByRole('form', { name: 'New list' });
  };
  const name = (form: HTMLElement) => within(form).getByRole('textbox', { name: /^Name/ });

  it('says what is missing in place, and sends nothing', async () => {
    const form = await open();
    fireEvent.submit(form);
    expect(await within(form).findByText('A list needs a name.')).toBeTruthy();
    expect(document.activeElement).toBe(name(form));
    expect(core.inputs('campaigns.create')).toEqual([]);
  });

  it('makes it of a filter with a live count', async () => {
    const form = await open();
    expect(await within(form).findByText('1,240 customers, 1,198 with a number')).toBeTruthy();
    fireEvent.change(name(form), { target: { value: 'Spring' } });
    fireEvent.change(within(form).getByRole('searchbox', { name: 'Search' }), { target: { value: 'volga' } });
    expect(await within(form).findByText('12 customers, 11 with a number')).toBeTruthy();
    press('Make only');
    await waitFor(() => expect(core.inputs('campaigns.create')).toHaveLength(1));
    expect(core.inputs('campaigns.create')[0]).toMatchObject({
      draft: { name: 'Spring', pace: 'preview', ownerIds: [] },
      source: { kind: 'filter', filter: { relations: ['customer'], search: 'volga' } },
    });
    expect(await screen.findByRole('list', { name: `Prospects of “${LIST.name}”` })).toBeTruthy();
  });

  it('keeps everything when the core refuses, and says why', async () => {
    core.handle({
      'campaigns.create': () => {
        throw new Failure('diskFull');
      },
    });
    const form = await open();
    fireEvent.change(name(form), { target: { value: 'Spring' } });
    press('Make only');
    expect(await within(form).findByText(/^The disk is full/)).toBeTruthy();
    expect((name(form) as HTMLInputElement).value).toBe('Spring');
  });

  it('keeps what was written while another screen was looked at', async () => {
    const form = await open();
    fireEvent.change(name(form), { target: { value: 'Half of a name' } });
    mount(core, <ListsScreen />);
    await list(LIST.name);
    press('New list');
    const again = await screen.findByRole('form', { name: 'New list' });
    expect((name(again) as HTMLInputElement).value).toBe('Half of a name');
  });

  it('saves the filter as a segment, and uses one', async () => {
    const form = await open();
    press('Save as a segment');
    const field = within(form).getByRole('textbox', { name: 'Name of the segment' });
    fireEvent.change(field, { target: { value: 'Volga' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() =>
      expect(core.inputs('segments.save')).toEqual([{ name: 'Volga', filter: { relations: ['customer'] } }]),
    );
    expect(core.inputs('campaigns.create')).toEqual([]);
  });

  it('refuses a week without a day, and unfolds the rules that say so', async () => {
    const form = await open();
    fireEvent.change(name(form), { target: { value: 'Never' } });
    press('Change the rules');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
      fireEvent.click(within(form).getByRole('checkbox', { name: day }));
    press('Make only');
    expect(await within(form).findByText('On at least one day it must be allowed to call.')).toBeTruthy();
  });

  it('shares out among chosen people', async () => {
    const form = await open();
    fireEvent.change(name(form), { target: { value: 'Shared' } });
    fireEvent.click(within(form).getByRole('radio', { name: /^Shared out beforehand/ }));
    press('Make only');
    expect(await within(form).findByText('Choose at least one person.')).toBeTruthy();
    fireEvent.click(within(form).getByLabelText('Among whom', { selector: 'input' }));
    // The field of who is responsible, above, offers the same people.
    fireEvent.click((await screen.findAllByText('Maksym Bondar')).at(-1) as HTMLElement);
    press('Make only');
    await waitFor(() => expect(core.inputs('campaigns.create')[0]?.draft.ownerIds).toEqual([id(2)]));
  });
});
