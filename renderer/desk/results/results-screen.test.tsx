// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { NavigationContext, type NavigationStore } from '../state/navigation.tsx';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { LIST, RESULTS, TALK, TEMPLATE } from '../testing/sample-results.ts';
import { worstStep } from './funnel.tsx';
import { ResultsScreen } from './results-screen.tsx';

let core: FakeCore;
let navigation: NavigationStore;
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);

/** The screen, and the store that it navigates with. */
function open(start = {}): void {
  mount(
    core,
    <NavigationContext.Consumer>
      {(store) => {
        if (!store) return null;
        if (navigation !== store) store.setState({ results: start });
        navigation = store;
        return <ResultsScreen />;
      }}
    </NavigationContext.Consumer>,
  );
}

const lastTalks = () => core.inputs('results.talks').at(-1);

describe('the figures', () => {
  it('stand in words with their shares, and say what they mean when they are focused', async () => {
    open({ campaignId: LIST.id });
    const reached = await screen.findByRole('button', { name: /^Reached\s*512\s*41% of calls$/ });
    expect(screen.getByRole('button', { name: /^Agreed\s*131\s*26% of reached$/ })).toBeTruthy();
    expect(screen.getByText('29:14:00')).toBeTruthy();
    fireEvent.focus(reached);
    expect((await screen.findByRole('tooltip')).textContent).toContain('person asked for was spoken with');
  });

  it('are asked for the list from which the screen was opened', async () => {
    open({ campaignId: LIST.id });
    await screen.findByText('By day');
    expect(core.inputs('results.calls')).toEqual([{ campaignId: LIST.id }]);
    expect(core.inputs('results.script')).toEqual([]);
    expect((screen.getByLabelText('List', { selector: 'input' }) as HTMLInputElement).value).toBe(LIST.name);
  });

  it('open the talks behind them, and a talk its call at its second', async () => {
    open({ scriptId: TEMPLATE.id });
    fireEvent.click(await screen.findByRole('button', { name: '41% leave at “Price”.' }));
    const list = await screen.findByRole('list', { name: 'Left at “Price”' });
    expect(lastTalks()).toEqual({ scriptId: TEMPLATE.id, nodeId: 'price', leftHere: true, limit: 300 });
    fireEvent.click(within(list).getByRole('button', { name: /Anna Petrova.*from 1:13/ }));
    expect(navigation.getState().opened).toEqual({ kind: 'call', id: TALK.callId, atMs: 73_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    expect(screen.queryByRole('list', { name: 'Left at “Price”' })).toBeNull();
  });

  it('of one caller, one day and one answer lead to exactly those talks', async () => {
    open({ scriptId: TEMPLATE.id });
    const [agent] = RESULTS.perAgent;
    fireEvent.click(await screen.findByRole('button', { name: `${agent?.name}, Agreed: 80` }));
    await waitFor(() =>
      expect(lastTalks()).toEqual({
        scriptId: TEMPLATE.id,
        agentId: agent?.agentId,
        figure: 'agreed',
        limit: 300,
      }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    fireEvent.click(screen.getByRole('button', { name: 'Tue 3 Nov, Refused: 88', hidden: true }));
    await waitFor(() => expect(lastTalks()).toMatchObject({ day: '2026-11-03', figure: 'refused' }));
    fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    fireEvent.click(screen.getByRole('button', { name: 'Yes: 170 · 60%' }));
    await waitFor(() => expect(lastTalks()).toMatchObject({ nodeId: 'price', value: 'yes' }));
    fireEvent.click(screen.getByRole('button', { name: 'Results' }));
    fireEvent.click(screen.getByRole('button', { name: 'No outcome given: 507 · 41%' }));
    await waitFor(() => expect(lastTalks()).toMatchObject({ outcome: null }));
  });
});

it('shows numbers, money and texts as they are', async () => {
  open({ scriptId: TEMPLATE.id });
  const budget = await screen.findByRole('article', { name: 'Budget' });
  expect(within(budget).getByText('€4,000.50')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Ask again in spring' }));
  expect(navigation.getState().opened).toMatchObject({ kind: 'call', id: id(5001) });
});

it('says where most leave only when enough came there', () => {
  const step = (nodeId: string, reached: number, leftHere: number) =>
    ({ nodeId, title: nodeId, kind: 'ask', reached, leftHere }) as const;
  expect(worstStep([step('few', 4, 4), step('many', 100, 41), step('some', 50, 20)])?.nodeId).toBe('many');
  expect(worstStep([step('nobody', 100, 0)])).toBeUndefined();
});

describe('without results', () => {
  const NOTHING = {
    total: { dialled: 0, answered: 0, reached: 0, agreed: 0, refused: 0, talkMs: 0 },
    perAgent: [],
    perDay: [],
    perOutcome: [],
  };

  it('offers to show everything, and then to practise', async () => {
    core.handle({ 'results.calls': () => NOTHING });
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Show everything' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Practise with the training line' }));
    expect(core.inputs('results.calls').at(-1)).toEqual({});
    expect(navigation.getState().screen).toBe('training');
  });

  it('says why, and tries again', async () => {
    let broken = true;
    core.handle({
      'results.calls': () => {
        if (broken) throw new Failure('databaseDamaged');
        return RESULTS;
      },
    });
    open();
    const alert = await screen.findByRole('alert');
    broken = false;
    fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('By day')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the places while they are counted', () => {
    core.handle({ 'results.calls': () => new Promise(() => {}) });
    open();
    expect(screen.getByRole('status', { name: 'The results are being counted' })).toBeTruthy();
  });
});

describe('the export', () => {
  it('gives the file of the filter in the words of the screen', async () => {
    const address = vi.fn(() => 'blob:x');
    Object.assign(URL, { createObjectURL: address, revokeObjectURL: () => {} });
    open({ campaignId: LIST.id });
    fireEvent.click(await screen.findByRole('button', { name: 'Export' }));
    const answers = await screen.findByRole('menuitem', { name: 'Answers, XLSX (choose a script)' });
    expect((answers as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Calls, XLSX' }));
    await waitFor(() => expect(address).toHaveBeenCalled());
    expect(core.inputs('results.export')[0]).toMatchObject({
      campaignId: LIST.id,
      kind: 'calls',
      format: 'xlsx',
      words: { customer: 'Customer', talkSeconds: 'Talk time, s' },
      outcomeNames: { refused: 'Refused' },
    });
  });
});

it('keeps the focus on the tab by which another view was chosen', async () => {
  open();
  const tab = await screen.findByRole('radio', { name: 'Funnel' });
  tab.focus();
  fireEvent.click(tab);
  await waitFor(() => expect(tab.isConnected).toBe(false));
  const now = await screen.findByRole('radio', { name: 'Funnel' });
  await waitFor(() => expect(document.activeElement).toBe(now));
});
