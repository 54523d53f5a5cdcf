// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noCounts } from '../../../../shared/domain/reports/counts.ts';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { id } from '../../testing/sample.ts';
import { LEVEL, OWN_FIELDS } from '../../testing/sample-own.ts';
import { FIGURES } from '../../testing/sample-results.ts';
import { ReportsScreen } from './reports-screen.tsx';

let core: FakeCore;
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);
const open = () => mount(core, <ReportsScreen tabs={null} />);
const lastCalls = () => core.inputs('reports.calls').at(-1);

describe('the report', () => {
  it('shows each figure with the period before, and says what it means when it is focused', async () => {
    open();
    const level = await screen.findByRole('button', { name: /^Service level\s*81%\s*before: 70%$/ });
    fireEvent.focus(level);
    expect((await screen.findByRole('tooltip')).textContent).toContain('within the time promised');
    expect(screen.getByText(/^Compared with .*1 Oct.* – .*31 Oct/)).toBeTruthy();
  });

  it('opens the calls behind a figure, an hour and a part', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: /^Lost\s*30/ }));
    await waitFor(() => expect(lastCalls()).toMatchObject({ figure: 'lost', limit: 300 }));
    const back = () => fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    back();
    fireEvent.click(screen.getByRole('button', { name: /^Monday, 13:00, Offered: 74$/ }));
    await waitFor(() => expect(lastCalls()).toMatchObject({ figure: 'offered', weekday: 0, hour: 13 }));
    back();
    fireEvent.click(screen.getByRole('button', { name: 'None, Lost: 1' }));
    await waitFor(() =>
      expect(lastCalls()).toMatchObject({ figure: 'lost', by: [{ dimension: 'agent', key: null }] }),
    );
  });

  it('reckons how many people the busiest hour needs, and again for other numbers', async () => {
    open();
    await screen.findByText(/^\d+ people are needed$/);
    const change = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    // 60 calls an hour of 360 s: 9 people reach 83.41 % in 20 s, as published.
    change('Calls an hour', '60');
    change('Handling, s', '360');
    change('Target, %', '80');
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('9 people are needed'));
    const row = within(screen.getByRole('table', { name: 'How many people an hour needs' })).getByRole(
      'row',
      {
        name: /^9 83%/,
      },
    );
    expect(row).toBeTruthy();
  });

  it('says that there is nothing, and offers the year', async () => {
    const nothing = noCounts();
    core.handle({
      'reports.figures': () => ({
        ...FIGURES,
        total: nothing,
        before: { ...FIGURES.before, total: nothing },
      }),
    });
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Show the year' }));
    await waitFor(() => expect(core.inputs('reports.figures').at(-1)?.firstDay).toMatch(/-01-01$/));
  });

  it('goes into a file in the words of the screen', async () => {
    const address = vi.fn(() => 'blob:x');
    Object.assign(URL, { createObjectURL: address, revokeObjectURL: () => {} });
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Export' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Report, XLSX' }));
    await waitFor(() => expect(address).toHaveBeenCalled());
    expect(core.inputs('reports.export')[0]).toMatchObject({
      format: 'xlsx',
      words: { figures: { lost: 'Lost' }, dimensions: { agent: 'Person' } },
      channelNames: { website: 'Website' },
    });
  });

  it('is narrowed by what is behind more filters, and compared with the year before', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'More filters' }));
    fireEvent.click(screen.getByRole('combobox', { name: 'Region' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Kyiv' }));
    fireEvent.click(screen.getByRole('combobox', { name: 'Compared with' }));
    fireEvent.click(await screen.findByRole('option', { name: 'The year before' }));
    await waitFor(() =>
      expect(core.inputs('reports.figures').at(-1)).toMatchObject({
        region: 'Kyiv',
        against: { firstDay: expect.stringMatching(/-01$/) },
      }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'All calls' }));
    await waitFor(() => expect(core.inputs('reports.figures').at(-1)?.region).toBeUndefined());
  });

  it('is parted by a field of the firm’s own, opens the calls of a part, and goes back to people', async () => {
    const [gold] = LEVEL.options;
    core.handle({
      'ownFields.list': () => OWN_FIELDS,
      'reports.figures': ({ ownDimension }) => ({
        ...FIGURES,
        ...(ownDimension === LEVEL.id && gold
          ? {
              perOwn: [
                { name: '', counts: { ...noCounts(), calls: 70 } },
                { key: gold.id, name: gold.name, counts: { ...noCounts(), calls: 12 } },
              ],
            }
          : {}),
      }),
    });
    open();
    fireEvent.click(await screen.findByRole('combobox', { name: 'By an own field' }));
    // Values that are many are no parts.
    expect(screen.queryByRole('option', { name: 'Customer since' })).toBeNull();
    fireEvent.click(await screen.findByRole('option', { name: LEVEL.name }));
    fireEvent.click(await screen.findByRole('button', { name: `${gold?.name}, Calls: 12` }));
    await waitFor(() => expect(lastCalls()).toMatchObject({ ownDimension: LEVEL.id, ownKey: gold?.id }));
    fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    fireEvent.click(screen.getByRole('button', { name: 'None, Calls: 70' }));
    await waitFor(() => expect(lastCalls()).toMatchObject({ ownDimension: LEVEL.id, ownKey: null }));
    fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Person' }));
    await waitFor(() => expect(core.inputs('reports.figures').at(-1)).not.toHaveProperty('ownDimension'));
  });

  it('is narrowed by what stands in a field of the firm’s own', async () => {
    core.handle({ 'ownFields.list': () => [LEVEL] });
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'More filters' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Ask for an own field' }));
    await waitFor(() =>
      expect(core.inputs('reports.figures').at(-1)).toMatchObject({
        own: [{ field: LEVEL.id, test: 'anyOf', options: [] }],
      }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'All calls' }));
    await waitFor(() => expect(core.inputs('reports.figures').at(-1)).not.toHaveProperty('own'));
  });

  it('shows channels by region and days, and their calls', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Website, Kyiv, Calls: 25' }));
    await waitFor(() =>
      expect(lastCalls()).toMatchObject({
        figure: 'calls',
        by: [
          { dimension: 'channel', key: 'website' },
          { dimension: 'region', key: 'Kyiv' },
        ],
      }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    fireEvent.click(screen.getByRole('button', { name: /2 Nov.*, Calls: 40$/ }));
    await waitFor(() => expect(lastCalls()).toMatchObject({ figure: 'calls', day: '2026-11-02' }));
  });

  it('shows the columns that were chosen', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Columns' }));
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Conversion' }));
    const table = screen.getByRole('table', { name: 'Person' });
    expect(within(table).getByRole('columnheader', { name: 'Conversion' })).toBeTruthy();
  });

  it('is kept as a view with its relative period, and comes back by its name', async () => {
    const view = {
      ...{ id: id(77), version: 1, name: 'Kyiv', shared: true, own: false, ownerName: 'Maksym' },
      view: { period: 'lastMonth' as const, against: 'before' as const, region: 'Kyiv' },
    };
    core.handle({
      'reportViews.list': () => [view],
      'reportViews.save': () => ({ id: id(78), changeId: id(79) }),
    });
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Views' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Kyiv (Maksym)' }));
    await waitFor(() => expect(core.inputs('reports.figures').at(-1)).toMatchObject({ region: 'Kyiv' }));
    fireEvent.click(screen.getByRole('button', { name: 'Kyiv' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Name of the view' }), {
      target: { value: ' Mine ' },
    });
    fireEvent.click(screen.getByRole('checkbox', { name: 'For everybody' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(core.inputs('reportViews.save')).toEqual([
        { name: 'Mine', shared: true, view: { period: 'lastMonth', against: 'before', region: 'Kyiv' } },
      ]),
    );
  });
});
