// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { DateTime } from 'luxon';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { OutcomeSettings } from '../outcomes/outcome-settings.tsx';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { annaCalls } from '../testing/sample.ts';
import { Shell } from './shell.tsx';

const ended = {
  state: 'ended',
  answeredAt: Date.now() - 60_000,
  endedAt: Date.now() - 1_000,
  result: 'answered',
  wrapUp: 'open',
} as const;

let core: FakeCore;
const press = (key: string, code = key) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code });
const saved = () => core.inputs('calls.wrapUp').filter(({ close }) => close);
const nextCall = () => screen.findByRole('textbox', { name: 'Next call' });

afterEach(unmount);

describe('the wrap-up', () => {
  beforeEach(async () => {
    core = createFakeCore({ 'calls.live': () => [annaCalls(1, ended)] });
    mount(core, <Shell />);
    await nextCall();
  });

  test('"call back" leads to the next call, which is read as it is typed', async () => {
    press('2', 'Digit2');
    const field = await nextCall();
    await waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.change(field, { target: { value: 'tue 10' } });
    press('F2');
    await waitFor(() => expect(saved()).toHaveLength(1));
    const { outcome, followUp } = saved()[0] ?? expect.fail();
    expect(outcome).toBe('callback');
    const due = DateTime.fromMillis(followUp?.dueAt ?? 0, { zone: followUp?.zone ?? '' });
    expect(due.toFormat('ccc HH:mm')).toBe('Tue 10:00');
    expect(due.toMillis()).toBeGreaterThan(Date.now());
  });

  test('"tue 10" is ten o’clock where the customer is', async () => {
    const { call, card = expect.fail() } = annaCalls(1, ended);
    const { zone: _, ...contact } = card.contact;
    core.handle({ 'pacing.callingTime': () => ({ zone: 'America/Chicago' }) });
    act(() => core.emit('calls.changed', { call, card: { ...card, contact }, zone: 'America/Chicago' }));
    press('2', 'Digit2');
    const field = await nextCall();
    await waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.change(field, { target: { value: 'tue 10' } });
    press('F2');
    await waitFor(() => expect(saved()).toHaveLength(1));
    const { followUp } = saved()[0] ?? expect.fail();
    expect(followUp?.zone).toBe('America/Chicago');
    const due = DateTime.fromMillis(followUp?.dueAt ?? 0, { zone: 'America/Chicago' });
    expect(due.toFormat('ccc HH:mm')).toBe('Tue 10:00');
  });

  test('what is typed is kept before it is saved, and another page goes on with it', async () => {
    press('2', 'Digit2');
    const field = await nextCall();
    await waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.change(field, { target: { value: 'tue 10' } });
    fireEvent.blur(field);
    await waitFor(() => expect(core.inputs('calls.wrapUp').at(-1)?.followUpDraft?.text).toBe('tue 10'));
    const { outcome = null, followUpDraft, close } = core.inputs('calls.wrapUp').at(-1) ?? expect.fail();
    expect([outcome, close]).toEqual(['callback', false]);
    unmount();
    const { call, card } = annaCalls(1, ended);
    const kept = {
      ...call,
      ...(outcome === null ? {} : { outcome }),
      ...(followUpDraft ? { followUpDraft } : {}),
    };
    core = createFakeCore({ 'calls.live': () => [{ call: kept, ...(card ? { card } : {}) }] });
    mount(core, <Shell />);
    expect(((await nextCall()) as HTMLInputElement).value).toBe('tue 10');
    press('F2');
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({ outcome: 'callback', followUp: { dueAt: followUpDraft?.dueAt } });
  });

  test('what is not understood is told and not dropped', async () => {
    fireEvent.change(await nextCall(), { target: { value: 'whenever' } });
    press('F2');
    expect(await screen.findAllByText(/Not understood/)).toBeTruthy();
    expect(saved()).toEqual([]);
  });

  test('arrows begin with a suggestion and move it', async () => {
    const field = (await nextCall()) as HTMLInputElement;
    field.focus();
    press('ArrowUp');
    await waitFor(() => expect(field.value).not.toBe(''));
    const first = field.value;
    press('PageUp');
    await waitFor(() => expect(field.value).not.toBe(first));
  });

  test('a second digit says more, 0 leads back', async () => {
    press('3', 'Digit3');
    const level = await screen.findByRole('group', { name: 'Refused' });
    expect(within(level).getByRole('button', { name: /Do not call/ })).toBeTruthy();
    press('1', 'Digit1');
    press('0', 'Digit0');
    expect(await screen.findByRole('group', { name: 'Outcome' })).toBeTruthy();
    press('F2');
    await waitFor(() => expect(saved()[0]).toMatchObject({ outcome: 'doNotCall' }));
  });
});

describe('the editor of the outcomes', () => {
  beforeEach(() => {
    core = createFakeCore();
    mount(core, <OutcomeSettings />);
  });

  const field = (name: string) => screen.findByRole('textbox', { name: `Name of “${name}”` });

  test('renames and reorders, and saves the tree as a whole', async () => {
    core.handle({ 'outcomes.save': () => [] });
    fireEvent.change(await field('Order'), { target: { value: 'Sold' } });
    fireEvent.keyDown(await field('Sold'), { key: 'ArrowUp', altKey: true });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(core.inputs('outcomes.save')).toHaveLength(1));
    const { outcomes } = core.inputs('outcomes.save')[0] ?? expect.fail();
    const keys = outcomes.map(({ key }) => key);
    expect(keys.indexOf('order')).toBe(keys.indexOf('question') - 1);
    expect(outcomes.find(({ key }) => key === 'order')).toMatchObject({ name: 'Sold' });
  });

  test('nine are enough: it says so, and one retired makes room for a new one with a name', async () => {
    const add = await screen.findByRole('button', { name: 'Add an outcome' });
    expect(add).toHaveProperty('disabled', true);
    expect(screen.getByText(/All 9 digits of this level are taken/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Retire “Complaint”' }));
    fireEvent.click(add);
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
    fireEvent.change(await field('New outcome'), { target: { value: 'Meeting' } });
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', false);
  });

  test('keeps what was changed when the core refuses', async () => {
    core.handle({
      'outcomes.save': () => {
        throw new Failure('diskFull');
      },
    });
    fireEvent.change(await field('Order'), { target: { value: 'Sold' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(((await field('Sold')) as HTMLInputElement).value).toBe('Sold');
  });
});
