// @vitest-environment jsdom
// How the operator stands: shown, changed by keys and by mouse; the mailbox, the colleagues, the redial.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AgentState } from '../../../shared/contract/agent.ts';
import { startI18n } from '../../i18n/index.ts';
import { setDialText, showBarPanel } from '../state/bar-ui.tsx';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { annaCalls } from '../testing/sample.ts';
import { AGENT } from '../testing/sample-agent.ts';
import { App } from './app.tsx';

let core: FakeCore;
const bar = () => screen.getByRole('region', { name: 'Call bar' });
const status = () => screen.getByRole('region', { name: 'Status' });
const press = (key: string, code = key, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ...more });
const become = (change: Partial<AgentState>) =>
  act(() => core.emit('agent.changed', { ...AGENT, ...change }));
const panel = () => screen.findByRole('dialog', { name: 'My state' });
const dialField = () => screen.getByRole('textbox', { name: 'Call a name or a number' }) as HTMLInputElement;

/** By its text: jsdom measures nothing, so the list counts as hidden behind its field. */
const option = (text: RegExp) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('[role=option]')].find((element) =>
      text.test(element.textContent ?? ''),
    );
    if (!found) throw new Error(`no option ${text}`);
    return found;
  });

beforeAll(prepareDom);
beforeEach(async () => {
  startI18n('en');
  core = createFakeCore();
  render(<App core={core} />);
  await within(bar()).findByText('Ready for calls');
  await within(status()).findByText('Available');
});
afterEach(() => {
  act(() => {
    showBarPanel('none');
    setDialText('');
  });
  cleanup();
});

describe('my state', () => {
  test.each([
    [{ doNotDisturb: true }, 'Do not disturb', /Callers hear “busy”/],
    [{ forwardTo: '102' }, 'Forwarded to 102', /ring there and not here/],
    [{ pausedFor: 'Lunch' }, 'On a pause: Lunch', /Queues send you nothing/],
  ])('%j is said in the free bar with what it means, and in the status line', (change, title, means) => {
    become(change);
    expect(within(bar()).getByText(title)).toBeTruthy();
    expect(within(bar()).getByText(means)).toBeTruthy();
    expect(within(bar()).queryByText('Ready for calls')).toBeNull();
    expect(within(status()).getByText(title)).toBeTruthy();
  });

  test('stays in sight during a talk', () => {
    become({ doNotDisturb: true });
    act(() => core.emit('calls.changed', annaCalls(1, { state: 'talking', answeredAt: Date.now() })));
    expect(within(status()).getByText('Do not disturb')).toBeTruthy();
  });

  test('one button takes everything back that keeps calls away', async () => {
    become({ doNotDisturb: true, forwardTo: '102', pausedFor: 'Lunch' });
    fireEvent.click(within(bar()).getByRole('button', { name: 'Available again' }));
    await waitFor(() => expect(core.inputs('agent.pause')).toEqual([{ reason: null }]));
    expect(core.inputs('agent.doNotDisturb')).toEqual([{ on: false }]);
    expect(core.inputs('agent.forward')).toEqual([{ to: null }]);
  });

  test('D opens it, a digit chooses, Escape closes it', async () => {
    press('d', 'KeyD');
    await panel();
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Available'));
    press('2', 'Digit2');
    await waitFor(() => expect(core.inputs('agent.doNotDisturb')).toEqual([{ on: true }]));
    press('5', 'Digit5');
    await waitFor(() => expect(core.inputs('agent.pause')).toEqual([{ reason: 'Short break' }]));
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'My state' })).toBeNull());
  });

  test('forwards to a colleague by name, and to a number', async () => {
    press('d', 'KeyD');
    const field = within(await panel()).getByRole('textbox', { name: 'Forward calls to' });
    fireEvent.change(field, { target: { value: 'kova' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(core.inputs('agent.forward')).toEqual([{ to: '103' }]));
    fireEvent.change(field, { target: { value: '+7 916 123-45-67' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(core.inputs('agent.forward')[1]).toEqual({ to: '+7 916 123-45-67' }));
  });

  test('what this PBX cannot do is not offered', async () => {
    become({ can: { queues: false, pause: false, voicemail: false, pickUp: false, echoTest: false } });
    press('d', 'KeyD');
    const opened = await panel();
    expect(within(opened).queryByText('Pause')).toBeNull();
    expect(within(opened).queryByRole('switch', { name: /queues/ })).toBeNull();
  });

  test('the queues are a switch', async () => {
    press('d', 'KeyD');
    fireEvent.click(within(await panel()).getByRole('switch', { name: /In the queues/ }));
    await waitFor(() => expect(core.inputs('agent.queues')).toEqual([{ in: false }]));
  });
});

describe('the mailbox', () => {
  test('counts what is new; a click or V listens', async () => {
    become({ voicemail: { fresh: 3, old: 1 } });
    fireEvent.click(within(bar()).getByRole('button', { name: /3 new messages/ }));
    press('v', 'KeyV');
    await waitFor(() => expect(core.inputs('agent.voicemail')).toHaveLength(2));
  });

  test('no light without a mailbox', () => {
    become({ voicemail: { fresh: 3, old: 1 }, can: { ...AGENT.can, voicemail: false } });
    press('v', 'KeyV');
    expect(screen.queryByText(/new messages/)).toBeNull();
    expect(core.inputs('agent.voicemail')).toEqual([]);
  });
});

describe('the colleagues', () => {
  const list = () => screen.findByRole('list', { name: 'Colleagues' });

  test('are shown with their state in words, and called by a click', async () => {
    press('c', 'KeyC');
    const person = within(await list()).getByRole('button', { name: 'Call Maksym Bondar, 102: free' });
    fireEvent.click(person);
    await waitFor(() => expect(core.inputs('calls.dial')[0]).toMatchObject({ number: '102' }));
  });

  test('arrows walk, P picks up where it rings', async () => {
    press('c', 'KeyC');
    await list();
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Maksym Bondar'));
    press('ArrowDown');
    expect(document.activeElement?.textContent).toContain('Oksana Kovalenko');
    press('з', 'KeyP');
    await waitFor(() => expect(core.inputs('agent.pickUp')).toEqual([{ extension: '104' }]));
  });

  test('are found in the dial field', async () => {
    fireEvent.change(dialField(), { target: { value: 'novak' } });
    expect(await option(/Pavel Novak it rings there104/)).toBeTruthy();
  });
});

describe('dialling again', () => {
  test('R calls the last number, but not while a call is there', async () => {
    screen.getByRole('button', { name: /^Call .* again$/ }).focus();
    press('r', 'KeyR');
    await waitFor(() => expect(core.inputs('calls.redial')).toHaveLength(1));
    act(() => core.emit('calls.changed', annaCalls(1)));
    press('r', 'KeyR');
    expect(core.inputs('calls.redial')).toHaveLength(1);
  });

  test('the arrow up brings the last number into the empty field, and dials nothing', async () => {
    await within(bar()).findByText('Redial');
    dialField().focus();
    await waitFor(() => {
      press('ArrowUp');
      expect(dialField().value).toMatch(/^\+7916\d{7}$/);
    });
    expect(core.inputs('calls.dial')).toEqual([]);
    const number = dialField().value;
    press('Enter');
    await waitFor(() => expect(core.inputs('calls.dial')).toEqual([{ number }]));
  });

  const paste = (text: string, target: Element = document.body) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
    act(() => void target.dispatchEvent(event));
  };

  test('a number pasted nowhere in particular is offered in the dial field', () => {
    paste(' +7 (495) 123-45-00 ');
    expect(dialField().value).toBe('+7 (495) 123-45-00');
    expect(document.activeElement).toBe(dialField());
    expect(core.inputs('calls.dial')).toEqual([]);
  });

  test('text is not, and what is pasted into a field stays there', () => {
    paste('hello');
    expect(dialField().value).toBe('');
    dialField().focus();
    paste('102', dialField());
    expect(dialField().value).toBe('');
  });
});
