// @vitest-environment jsdom
// Two calls and more: asking a colleague, handing over, a conference, and a talk whose connection is lost.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startI18n } from '../../i18n/index.ts';
import { showBarPanel } from '../state/bar-ui.tsx';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { annaCalls, call, consultCall, id, strangerCalls } from '../testing/sample.ts';
import { App } from './app.tsx';

const talking = { state: 'talking', answeredAt: Date.now() } as const;
const held = {
  ...talking,
  state: 'held',
  hold: { operator: true, customer: false },
  heldSince: Date.now(),
} as const;

let core: FakeCore;
const bar = () => screen.getByRole('region', { name: 'Call bar' });
const pane = () => screen.getByRole('complementary', { name: 'Card' });
const emit = (live: ReturnType<typeof annaCalls>) => act(() => core.emit('calls.changed', live));
const press = (key: string, code = key, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ...more });
const button = (name: string | RegExp) => within(bar()).getByRole('button', { name });
/** By its text: jsdom measures nothing, so the list counts as hidden behind its field. */
const option = (text: RegExp) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('[role=option]')].find((element) =>
      text.test(element.textContent ?? ''),
    );
    if (!found) throw new Error(`no option ${text}`);
    return found;
  });
const asking = () => {
  emit(annaCalls(1, held));
  emit(consultCall(2, id(1)));
};

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

describe('the transfer field', () => {
  const openField = async () => {
    emit(annaCalls(1, talking));
    press('t', 'KeyT');
    const field = await screen.findByRole('textbox', { name: 'Transfer to' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    return field;
  };

  test('finds colleagues by name, with their state in words', async () => {
    const field = await openField();
    fireEvent.change(field, { target: { value: 'kova' } });
    expect(await option(/Oksana Kovalenko talking103/)).toBeTruthy();
  });

  test('Enter puts through to the first that fits', async () => {
    const field = await openField();
    fireEvent.change(field, { target: { value: 'bond' } });
    press('Enter');
    await waitFor(() => expect(core.inputs('calls.transfer')).toEqual([{ callId: id(1), target: '102' }]));
    expect(core.inputs('calls.dial')).toEqual([]);
  });

  test('Shift+Enter asks first: a call about this one', async () => {
    const field = await openField();
    fireEvent.change(field, { target: { value: '102' } });
    press('Enter', 'Enter', { shiftKey: true });
    await waitFor(() => expect(core.inputs('calls.dial')).toHaveLength(1));
    expect(core.inputs('calls.dial')[0]).toMatchObject({ number: '102', consultFor: id(1) });
    expect(core.inputs('calls.transfer')).toEqual([]);
  });

  test('by mouse: a click chooses, the button says what for', async () => {
    await openField();
    fireEvent.click(await option(/Maksym Bondar/));
    expect(core.inputs('calls.transfer')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: /^Ask first/ }));
    await waitFor(() =>
      expect(core.inputs('calls.dial')[0]).toMatchObject({ number: '102', consultFor: id(1) }),
    );
  });
});

describe('while a colleague is asked', () => {
  test('the colleague has the bar, the customer waits beside it, and the card stays the customer’s', () => {
    asking();
    expect(within(bar()).getByText('Anna Petrova waits on hold')).toBeTruthy();
    expect(within(bar()).getByText('Maksym Bondar')).toBeTruthy();
    expect(within(pane()).getByRole('heading', { name: 'Anna Petrova' })).toBeTruthy();
  });

  test.each([
    ['by key', () => press('g', 'KeyG')],
    ['by mouse', () => fireEvent.click(button('Hand over'))],
  ])('hands over %s: the customer to the colleague, whoever has the bar', (_, hand) => {
    asking();
    hand();
    expect(core.inputs('calls.transferTo')).toEqual([{ callId: id(1), toCallId: id(2) }]);
  });

  test('hands over in the same direction after a swap', () => {
    emit(annaCalls(1, talking));
    emit(consultCall(2, id(1), held));
    press('g', 'KeyG');
    expect(core.inputs('calls.transferTo')).toEqual([{ callId: id(1), toCallId: id(2) }]);
  });

  test.each([
    ['by key', () => press('a', 'KeyA')],
    ['by mouse', () => fireEvent.click(button('All together'))],
  ])('brings all together %s', (_, bring) => {
    asking();
    bring();
    expect(core.inputs('calls.join')).toHaveLength(1);
    expect(new Set(core.inputs('calls.join')[0]?.callIds)).toEqual(new Set([id(1), id(2)]));
  });

  test.each([
    ['by key', () => press('b', 'KeyB')],
    ['by mouse', () => fireEvent.click(button('Back to Anna Petrova'))],
  ])('goes back %s: the question ends, the customer is taken off hold', async (_, back) => {
    asking();
    back();
    await waitFor(() => expect(core.inputs('calls.hold')).toEqual([{ callId: id(1), held: false }]));
    expect(core.inputs('calls.hangUp')).toEqual([{ callId: id(2) }]);
  });

  test('nothing can be handed to somebody who has not answered, but there is a way back', () => {
    emit(annaCalls(1, held));
    emit(consultCall(2, id(1), { state: 'dialing', answeredAt: undefined }));
    expect(button('Hand over')).toHaveProperty('disabled', true);
    expect(button('All together')).toHaveProperty('disabled', true);
    press('g', 'KeyG');
    press('a', 'KeyA');
    press('b', 'KeyB');
    expect(core.inputs('calls.transferTo')).toEqual([]);
    expect(core.inputs('calls.join')).toEqual([]);
    expect(core.inputs('calls.hangUp')).toEqual([{ callId: id(2) }]);
  });

  test('letters of a note stay letters', () => {
    emit(annaCalls(1, talking));
    emit(strangerCalls(2, held));
    screen.getByRole('textbox', { name: 'Note' }).focus();
    press('g', 'KeyG');
    press('a', 'KeyA');
    expect(core.inputs('calls.transferTo')).toEqual([]);
    expect(core.inputs('calls.join')).toEqual([]);
  });
});

test('two customers can be put through to each other and be made a conference, too', () => {
  emit(annaCalls(1, talking));
  emit(strangerCalls(2, held));
  fireEvent.click(button('Put these two through to each other'));
  fireEvent.click(button('All together'));
  expect(core.inputs('calls.transferTo')).toEqual([{ callId: id(1), toCallId: id(2) }]);
  expect(core.inputs('calls.join')).toEqual([{ callIds: [id(1), id(2)] }]);
});

describe('a conference', () => {
  const together = () => {
    emit(annaCalls(1, { ...talking, joined: true }));
    emit(consultCall(2, id(1), { joined: true }));
  };
  const people = () => within(bar()).getByRole('list', { name: 'In the conference with you' });

  test('shows who is in it and lets one of them go', () => {
    together();
    expect(
      within(people())
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['Anna Petrova', 'Maksym Bondar']);
    fireEvent.click(within(people()).getByRole('button', { name: 'Let Maksym Bondar go' }));
    expect(core.inputs('calls.hangUp')).toEqual([{ callId: id(2) }]);
  });

  test('is split by the key that made it, muted as one, and ended for all', () => {
    together();
    press('a', 'KeyA');
    expect(core.inputs('calls.part')).toEqual([{ callId: id(1) }]);
    press('m', 'KeyM');
    expect(core.inputs('calls.mute').map(({ callId }) => callId)).toEqual([id(1), id(2)]);
    press('F4');
    expect(core.inputs('calls.hangUp').map(({ callId }) => callId)).toEqual([id(1), id(2)]);
  });

  test('one of it cannot be put on hold or away', () => {
    together();
    press('h', 'KeyH');
    press('t', 'KeyT');
    expect(core.inputs('calls.hold')).toEqual([]);
    expect(screen.queryByRole('textbox', { name: 'Transfer to' })).toBeNull();
  });
});

describe('a talk that loses its connection', () => {
  const lost = { ...talking, signalLostAt: Date.now() };

  test('says so with how long, while the timer of the talk goes on', () => {
    const now = Date.now();
    emit(annaCalls(1, { ...talking, answeredAt: now - 605_000, signalLostAt: now - 124_000 }));
    // A slow machine may need some seconds to come here.
    expect(within(bar()).getByText('Reconnecting…').parentElement?.textContent).toMatch(
      /Reconnecting…2:[01]\d/,
    );
    expect(within(bar()).getByText(/^10:[0-2]\d$/)).toBeTruthy();
  });

  test('says what works; what does not rests', () => {
    emit(annaCalls(1, lost));
    expect(within(bar()).getByText(/mute and hang-up work/)).toBeTruthy();
    expect(button('Hold')).toHaveProperty('disabled', true);
    expect(button('Transfer')).toHaveProperty('disabled', true);
    expect(button('Hang up')).toHaveProperty('disabled', false);
    press('h', 'KeyH');
    press('m', 'KeyM');
    expect(core.inputs('calls.hold')).toEqual([]);
    expect(core.inputs('calls.mute')).toHaveLength(1);
  });

  test('is told to a screen reader once, and once more when it is back', async () => {
    const said = () => screen.getAllByRole('status').map((status) => status.textContent);
    emit(annaCalls(1, lost));
    await waitFor(() =>
      expect(said().some((text) => text?.startsWith('Anna Petrova: reconnecting.'))).toBe(true),
    );
    emit(annaCalls(1, talking));
    await waitFor(() => expect(said()).toContain('Anna Petrova: the connection is back'));
    expect(within(bar()).queryByText('Reconnecting…')).toBeNull();
    expect(button('Hold')).toHaveProperty('disabled', false);
  });
});

test('a code of the PBX has no card and no note, and the keypad', () => {
  emit({
    call: call(1, {
      ...talking,
      purpose: 'service',
      remote: { number: '*97', displayName: '', anonymous: false },
    }),
  });
  expect(within(bar()).getByText('PBX service *97')).toBeTruthy();
  expect(screen.queryByRole('complementary', { name: 'Card' })).toBeNull();
  expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull();
  expect(button('Keypad')).toBeTruthy();
});
