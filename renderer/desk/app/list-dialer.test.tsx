// @vitest-environment jsdom
// Calling through a list by keys alone: who is on offer, why not, pause, countdown, and what comes in between.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import { startI18n } from '../../i18n/index.ts';
import { showBarPanel } from '../state/bar-ui.tsx';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { annaCalls, strangerCalls } from '../testing/sample.ts';
import { LIST, lead, NOBODY, NOT_BEFORE, NUMBERS, OFFER, PROGRESSIVE } from '../testing/sample-lists.ts';
import { App } from './app.tsx';

let core: FakeCore;
const bar = () => screen.getByRole('region', { name: 'Call bar' });
const pane = () => screen.getByRole('complementary', { name: 'Card' });
const press = (key: string, code = key, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ...more });
const tell = (change: Partial<Dialer> = {}) =>
  act(() => core.emit('dialer.changed', { ...OFFER, ...change }));
/** Anna of the list was busy; somebody may write a word about it. */
function attemptFails(): void {
  const { call, ...card } = annaCalls(9, { direction: 'outbound', leadId: lead(4).id });
  act(() =>
    core.emit('calls.changed', {
      ...card,
      call: { ...call, state: 'ended', result: 'busy', wrapUp: 'open' },
    }),
  );
}
const said = () => document.querySelector('[data-dialer-announcer]')?.textContent ?? '';

beforeAll(prepareDom);
beforeEach(async () => {
  startI18n('en');
  core = createFakeCore();
  render(<App core={core} />);
  await screen.findAllByText('Line 101 ready');
});
afterEach(() => {
  act(() => showBarPanel('none'));
  cleanup();
});

describe('the prospect on offer', () => {
  test('stands on the bar with its card open, and is said aloud once', async () => {
    tell();
    expect(within(bar()).getByRole('button', { name: 'Anna Petrova' })).toBeTruthy();
    expect(within(bar()).getByText(/^Attempt 2 of 6/)).toBeTruthy();
    expect(within(pane()).getByRole('heading', { name: 'Anna Petrova' })).toBeTruthy();
    expect(said()).toMatch(/^Next: Anna Petrova, Volga Bearings.*F2 dials\.$/);
  });

  test('is dialled by F2, at the number that a digit chose', async () => {
    tell();
    press('2', 'Digit2');
    press('F2');
    await waitFor(() => expect(core.inputs('dialer.dial')).toEqual([{ number: NUMBERS[1]?.number }]));
  });

  test('is dialled once by two fast keys', async () => {
    tell();
    press('F2');
    press('F2');
    await waitFor(() => expect(core.inputs('dialer.dial')).toHaveLength(1));
  });

  test('is dialled also when the answer about the one before is still on its way', async () => {
    core.handle({ 'dialer.dial': () => new Promise(() => {}) });
    tell();
    press('F2');
    tell({ lead: lead(7) });
    press('F2');
    await waitFor(() => expect(core.inputs('dialer.dial')).toHaveLength(2));
  });

  test('is skipped by F3, and with Shift until a time', async () => {
    tell();
    press('F3');
    await waitFor(() => expect(core.inputs('dialer.skip')).toEqual([{}]));
    press('F3', 'F3', { shiftKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'When shall this one come back?' });
    fireEvent.click(within(dialog).getByRole('button', { name: /In an hour/ }));
    await waitFor(() => expect(core.inputs('dialer.skip')).toHaveLength(2));
    const until = core.inputs('dialer.skip')[1]?.until ?? 0;
    expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(61_000);
  });

  test('waits while somebody calls in, and is there again afterwards', () => {
    tell();
    const stranger = strangerCalls(5);
    act(() => core.emit('calls.changed', stranger));
    expect(within(bar()).getByText('+7 495 777-88-99')).toBeTruthy();
    act(() =>
      core.emit('calls.changed', {
        call: { ...stranger.call, state: 'ended', result: 'missed', wrapUp: 'none' },
      }),
    );
    expect(within(bar()).getByRole('button', { name: 'Anna Petrova' })).toBeTruthy();
  });

  test('takes the place of a failed attempt, which F2 leaves behind', async () => {
    attemptFails();
    tell();
    expect(bar().getAttribute('data-bar')).toBe('free');
    press('F2');
    await waitFor(() => expect(core.inputs('dialer.dial')).toHaveLength(1));
  });
});

describe('after the last attempt failed', () => {
  const nobody = { lead: undefined, card: undefined, numbers: [] };

  test('it is said that nobody is due, and when somebody is', () => {
    attemptFails();
    tell({ ...NOBODY, ...nobody });
    expect(within(bar()).getByText(/^Goes on /)).toBeTruthy();
  });

  test('a pause is seen', () => {
    attemptFails();
    tell({ ...nobody, paused: true });
    expect(within(bar()).getByText('F8 goes on with the next one.')).toBeTruthy();
  });

  test('its wrap-up puts nothing in the place of what the list has said of it', async () => {
    attemptFails();
    expect(bar().getAttribute('data-bar')).toBe('wrapUp');
    press('F2');
    await waitFor(() => expect(core.inputs('calls.wrapUp')).toHaveLength(1));
    expect(core.inputs('calls.wrapUp')[0]?.outcome ?? undefined).toBeUndefined();
  });
});

describe('who may not be dialled', () => {
  const refused = NUMBERS.map((number) => ({ ...number, verdict: NOT_BEFORE }));

  test('is said with the reason and until when, and F2 asks why it is done all the same', async () => {
    tell({ numbers: refused });
    expect(within(bar()).getByText(/^Not before \d\d:\d\d at the customer’s, in \d+ min$/)).toBeTruthy();
    press('F2');
    const dialog = await screen.findByRole('dialog', { name: 'This may not be dialled now' });
    expect(core.inputs('dialer.dial')).toEqual([]);
    const field = within(dialog).getByRole('textbox', { name: 'Why you call all the same' });
    fireEvent.change(field, { target: { value: 'She asked for it by mail' } });
    const form = field.closest('form');
    if (form) fireEvent.submit(form);
    await waitFor(() =>
      expect(core.inputs('dialer.dial')).toEqual([
        { number: NUMBERS[0]?.number, override: { reason: 'She asked for it by mail' } },
      ]),
    );
  });

  test('gives way to a number that may be dialled', () => {
    tell({ numbers: [{ ...NUMBERS[0], verdict: NOT_BEFORE }, NUMBERS[1]] as typeof NUMBERS });
    const chosen = within(bar()).getByRole('button', { pressed: true });
    expect(chosen.textContent).toContain(NUMBERS[1]?.display);
  });

  test('nobody in the list: why, and when it goes on', () => {
    tell({ ...NOBODY, lead: undefined, card: undefined, numbers: [] });
    expect(within(bar()).getByText(/^210 outside their calling hours · 35 wait for the next/)).toBeTruthy();
    expect(within(bar()).getByText(/^Goes on .*, in \d+ min$/)).toBeTruthy();
  });
});

describe('the automatic', () => {
  const counting = (): Partial<Dialer> => ({
    stage: 'countdown',
    campaign: PROGRESSIVE,
    dialsAt: Date.now() + 8_000,
  });

  test('shows its countdown, and says it once', () => {
    tell(counting());
    expect(document.querySelector('[data-countdown="8"]')).toBeTruthy();
    expect(said()).toMatch(/Dialled in 8 seconds\. F8 pauses\.$/);
    const before = said();
    tell({ ...counting(), dialsAt: Date.now() + 3_000 });
    expect(said()).toBe(before);
  });

  test('is paused by F8, and goes on with it', async () => {
    tell(counting());
    press('F8');
    await waitFor(() => expect(core.inputs('dialer.pause')).toEqual([{ paused: true }]));
    tell({ campaign: PROGRESSIVE, paused: true });
    press('F8');
    await waitFor(() => expect(core.inputs('dialer.pause').at(-1)).toEqual({ paused: false }));
  });

  test('never dials into what somebody types: held while a field has the cursor, afterwards it goes on', async () => {
    const field = screen.getByRole('textbox', { name: 'Call a name or a number' });
    act(() => field.focus());
    tell(counting());
    await waitFor(() => expect(core.inputs('dialer.pause')).toEqual([{ paused: true }]));
    tell({ campaign: PROGRESSIVE, paused: true });
    expect(within(bar()).getByText('Held while you type')).toBeTruthy();
    act(() => field.blur());
    await waitFor(() => expect(core.inputs('dialer.pause').at(-1)).toEqual({ paused: false }));
  });

  test('does not take back a pause that the operator asked for', async () => {
    tell({ campaign: PROGRESSIVE, paused: true });
    const field = screen.getByRole('textbox', { name: 'Call a name or a number' });
    act(() => field.focus());
    act(() => field.blur());
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(core.inputs('dialer.pause')).toEqual([]);
  });
});

describe('from hang-up to the next call', () => {
  const talk = annaCalls(7, { direction: 'outbound', leadId: lead(0).id, campaignId: LIST.id });

  test('a digit, F2 and F2', async () => {
    tell({ stage: 'talking', callId: talk.call.id });
    act(() =>
      core.emit('calls.changed', { ...talk, call: { ...talk.call, state: 'talking', answeredAt: 1 } }),
    );
    const over = { ...talk.call, answeredAt: 1, endedAt: 9, result: 'answered', state: 'ended' } as const;
    act(() => core.emit('calls.changed', { ...talk, call: { ...over, wrapUp: 'open' } }));
    tell({ stage: 'wrapUp', callId: talk.call.id });
    expect(within(bar()).getByRole('button', { name: /Save and next/ })).toBeTruthy();
    press('1', 'Digit1');
    press('F2');
    await waitFor(() => expect(core.inputs('calls.wrapUp').at(-1)).toMatchObject({ close: true }));
    act(() => core.emit('calls.changed', { call: { ...over, wrapUp: 'done' } }));
    tell({ lead: lead(8) });
    press('F2');
    await waitFor(() => expect(core.inputs('dialer.dial')).toHaveLength(1));
  });
});
