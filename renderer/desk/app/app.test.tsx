// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startI18n } from '../../i18n/index.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { ANNA, annaCalls, COMPANY, INFO, id, match, SETTINGS, strangerCalls } from '../testing/sample.ts';
import { App } from './app.tsx';

const answered = { state: 'talking', answeredAt: Date.now() } as const;
const ended = {
  ...answered,
  state: 'ended',
  endedAt: Date.now(),
  result: 'answered',
  wrapUp: 'open',
} as const;

let core: FakeCore;
const bar = () => screen.getByRole('region', { name: 'Call bar' });
const pane = () => screen.getByRole('complementary', { name: 'Card' });
const emit = (live: ReturnType<typeof annaCalls>) => act(() => core.emit('calls.changed', live));
const press = (key: string, code = key, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ...more });

beforeAll(prepareDom);
beforeEach(async () => {
  startI18n('en');
  core = createFakeCore();
  render(<App core={core} />);
  await screen.findAllByText('Line 101 ready');
});
afterEach(cleanup);

describe('a ring', () => {
  test('shows who calls and the card from the one event, without asking the core anything', async () => {
    const asked = core.asked.length;
    emit(annaCalls(1));
    expect(within(bar()).getByText('Anna Petrova')).toBeTruthy();
    expect(within(bar()).getByText(/Main number/)).toBeTruthy();
    expect(within(pane()).getByRole('heading', { name: 'Anna Petrova' })).toBeTruthy();
    expect(within(pane()).getByText('Send the offer for 1,000 pieces')).toBeTruthy();
    expect(core.asked.length).toBe(asked);
    await waitFor(() => expect(performance.getEntriesByName(`ringdesk:card:${id(1)}`)).toHaveLength(1));
  });

  test('is announced and leaves the focus where it is', () => {
    const field = screen.getByRole('textbox', { name: 'Call a name or a number' });
    field.focus();
    emit(annaCalls(2));
    expect(document.activeElement).toBe(field);
    expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toContain(
      'Incoming call: Anna Petrova, Volga Bearings',
    );
  });

  test('is answered with F2 and declined with F4, also while typing', async () => {
    screen.getByRole('textbox', { name: 'Call a name or a number' }).focus();
    emit(annaCalls(3));
    press('F2');
    press('F4');
    await waitFor(() => expect(core.inputs('calls.answer')).toEqual([{ callId: id(3) }]));
    expect(core.inputs('calls.decline')).toEqual([{ callId: id(3) }]);
  });

  test('during a talk holds the talk first when it is answered', async () => {
    emit(annaCalls(4, answered));
    emit(strangerCalls(5));
    expect(within(bar()).getByText('Anna Petrova')).toBeTruthy();
    press('F2');
    await waitFor(() => expect(core.inputs('calls.answer')).toEqual([{ callId: id(5) }]));
    expect(core.inputs('calls.hold')).toEqual([{ callId: id(4), held: true }]);
  });

  test('with several candidates: one key says who it is, and it is remembered', () => {
    const live = annaCalls(6);
    const matches = [match(ANNA, 'companyLine'), match(COMPANY, 'mainNumber')];
    emit({ ...live, call: { ...live.call, identity: { ...live.call.identity, matches } } });
    expect(within(pane()).getByText('Who is it?')).toBeTruthy();
    press('@', 'Digit2', { shiftKey: true });
    expect(core.inputs('calls.assign')).toEqual([{ callId: id(6), contactId: COMPANY.id, remember: true }]);
  });
});

describe('a talk', () => {
  test('is muted, held and ended by keys', () => {
    emit(annaCalls(10, answered));
    press('m', 'KeyM');
    press('р', 'KeyH');
    press('F4');
    expect(core.inputs('calls.mute')).toEqual([{ callId: id(10), muted: true }]);
    expect(core.inputs('calls.hold')).toEqual([{ callId: id(10), held: true }]);
    expect(core.inputs('calls.hangUp')).toEqual([{ callId: id(10) }]);
  });

  test('letters of a note are letters', () => {
    emit(annaCalls(11, answered));
    screen.getByRole('textbox', { name: 'Note' }).focus();
    press('m', 'KeyM');
    expect(core.inputs('calls.mute')).toEqual([]);
    press('m', 'KeyM', { altKey: true });
    expect(core.inputs('calls.mute')).toHaveLength(1);
  });

  test('tones go out from the keypad and from the keyboard', () => {
    emit(annaCalls(12, answered));
    press('k', 'KeyK');
    press('5', 'Digit5');
    expect(core.inputs('calls.sendTones')).toEqual([{ callId: id(12), tones: '5' }]);
    press('Escape');
  });
});

test('the transfer field takes the letters that follow its key', async () => {
  emit(annaCalls(13, answered));
  press('t', 'KeyT');
  const field = await screen.findByRole('textbox', { name: 'Transfer to' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.change(field, { target: { value: '102' } });
  press('Enter');
  await waitFor(() => expect(core.inputs('calls.transfer')).toEqual([{ callId: id(13), target: '102' }]));
});

describe('the wrap-up', () => {
  test('two keys: outcome and save; a note begun while talking is in it', async () => {
    emit(annaCalls(20, answered));
    fireEvent.change(screen.getByRole('textbox', { name: 'Note' }), { target: { value: 'wants 1,000' } });
    emit(annaCalls(20, ended));
    press('1', 'Digit1');
    press('F2');
    await waitFor(() => expect(core.inputs('calls.wrapUp')).toHaveLength(1));
    expect(core.inputs('calls.wrapUp')[0]).toEqual({
      callId: id(20),
      note: 'wants 1,000',
      outcome: 'agreed',
      close: true,
    });
  });

  test('a promise carries the customer’s name', async () => {
    emit(annaCalls(21, ended));
    fireEvent.change(screen.getByRole('textbox', { name: 'Next call' }), {
      target: { value: 'tomorrow 10' },
    });
    press('F2');
    await waitFor(() => expect(core.inputs('calls.wrapUp')).toHaveLength(1));
    expect(core.inputs('calls.wrapUp')[0]).toMatchObject({
      followUp: { title: 'Call Anna Petrova', zone: ANNA.zone },
    });
  });

  test('asks for the missing mandatory facts now, and saves them on the card', async () => {
    emit(annaCalls(22, answered));
    expect(screen.queryByRole('region', { name: 'Ask now' })).toBeNull();
    emit(annaCalls(22, ended));
    const field = within(screen.getByRole('region', { name: 'Ask now' })).getByRole('textbox', {
      name: 'Business',
    });
    fireEvent.change(field, { target: { value: 'Bearings' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(core.inputs('contacts.update')).toHaveLength(1));
    expect(core.inputs('contacts.update')[0]).toMatchObject({
      id: ANNA.id,
      draft: { field: 'Bearings', name: ANNA.name },
    });
  });

  test('an attempt that nobody took is closed by F2 alone', async () => {
    emit(
      annaCalls(23, {
        state: 'ended',
        direction: 'outbound',
        endedAt: Date.now(),
        result: 'busy',
        wrapUp: 'open',
      }),
    );
    press('F2');
    await waitFor(() =>
      expect(core.inputs('calls.wrapUp')[0]).toMatchObject({ outcome: 'noTalk', close: true }),
    );
  });
});

test('an unknown caller becomes a customer on the same call, also after the talk', async () => {
  emit(strangerCalls(30));
  expect((screen.getByRole('textbox', { name: 'Number' }) as HTMLInputElement).value).toBe(
    '+7 495 777-88-99',
  );
  emit(strangerCalls(30, ended));
  fireEvent.change(screen.getByRole('textbox', { name: /^Name/ }), { target: { value: 'Ivan' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save the customer' }));
  await waitFor(() => expect(core.inputs('calls.register')).toHaveLength(1));
  expect(core.inputs('calls.register')[0]).toMatchObject({
    callId: id(30),
    draft: { name: 'Ivan', phones: [{ number: '+7 495 777-88-99' }] },
  });
});

test('a hostile name is text', () => {
  emit(annaCalls(31, { contactName: '<img src=x onerror=alert(1)>' }));
  expect(within(bar()).getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
});

test('the language changes while a call rings', async () => {
  emit(annaCalls(32));
  act(() => core.emit('settings.changed', { ...SETTINGS, language: 'uk' }));
  expect(await screen.findByRole('button', { name: 'Відповісти' })).toBeTruthy();
  expect(document.documentElement.lang).toBe('uk');
  expect(INFO.settings.language).toBe('en');
});

test('a lost core is a bar with a verb, and after it the calls are those of the core', async () => {
  emit(annaCalls(33));
  act(() => core.setConnection('lost'));
  expect(screen.getByRole('button', { name: 'Reconnect' })).toBeTruthy();
  core.handle({ 'calls.live': () => [strangerCalls(34)] });
  act(() => core.setConnection('connected'));
  expect(await within(bar()).findByText('+7 495 777-88-99')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Reconnect' })).toBeNull();
});
