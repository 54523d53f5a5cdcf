// @vitest-environment jsdom
// A talk that a script leads, from the keyboard.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { startI18n } from '../../i18n/index.ts';
import { showBarPanel } from '../state/bar-ui.tsx';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { annaCalls } from '../testing/sample.ts';
import { RUN, runAfter, scriptHandlers } from '../testing/sample-script.ts';
import { App } from './app.tsx';

const talking = { state: 'talking', answeredAt: Date.now() } as const;
let core: FakeCore;
let script: ReturnType<typeof scriptHandlers>;

const press = (key: string, code = key, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ...more });
const digit = (n: number) => press(String(n), `Digit${n}`);
const shown = () => screen.getByRole('region', { name: 'Script: First contact' });
const words = (text: RegExp) => waitFor(() => expect(within(shown()).getByText(text)).toBeTruthy());
const kept = (count: number) => waitFor(() => expect(script.held().moves).toHaveLength(count));

async function open(run = RUN): Promise<void> {
  script = scriptHandlers(run);
  core = createFakeCore({ ...script, 'calls.live': () => [annaCalls(1, talking)] });
  render(<App core={core} />);
  await screen.findAllByText('Line 101 ready');
  act(() => core.emit('calls.changed', annaCalls(1, talking)));
  await screen.findByRole('region', { name: 'Script: First contact' });
}

beforeAll(prepareDom);
beforeEach(() => startI18n('en'));
afterEach(() => {
  act(() => showBarPanel('none'));
  cleanup();
});

describe('by keys alone', () => {
  test('Enter goes on, a digit answers, several are marked and taken, Backspace goes back', async () => {
    await open();
    await words(/Do you have two minutes/);
    press('Enter');
    await words(/Who decides/);
    digit(2);
    await words(/What do you use most/);
    digit(1);
    digit(2);
    press('Enter');
    await words(/How many do you need/);
    await kept(3);
    expect(script.held().moves[2]?.input).toEqual({
      kind: 'answer',
      value: { kind: 'several', options: ['ball', 'roller'] },
    });
    // The cursor stands in the field of the number; in an empty one Backspace goes back.
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Answer');
    press('Backspace');
    await words(/What do you use most/);
    expect(within(shown()).getByRole('button', { name: 'Ball bearings', pressed: true })).toBeTruthy();
    await kept(2);
  });

  test('a required question says why it does not go on', async () => {
    await open(runAfter([{ kind: 'go' }]));
    await words(/Who decides/);
    press('Enter');
    await words(/needs an answer/);
    expect(script.held().moves).toHaveLength(1);
  });

  test('a typed answer that does not fit is told, and stays in its field', async () => {
    await open(
      runAfter([{ kind: 'go' }, { kind: 'answer', value: { kind: 'one', option: 'me' } }, { kind: 'go' }]),
    );
    const field = await screen.findByRole('textbox', { name: 'Answer' });
    fireEvent.change(field, { target: { value: 'about 3' } });
    press('Enter');
    await words(/This is no number/);
    fireEvent.change(field, { target: { value: '1 200' } });
    press('Enter');
    await words(/How likely/);
    await kept(4);
    press('-', 'Minus');
    await words(/goodbye/);
    await kept(5);
    expect(
      script
        .held()
        .moves.slice(3)
        .map(({ input }) => input),
    ).toEqual([
      { kind: 'answer', value: { kind: 'number', number: 1200 } },
      { kind: 'answer', value: { kind: 'scale', step: 10 } },
    ]);
  });

  test('/ opens the objections, letters narrow them, Enter takes one, and it comes back', async () => {
    await open();
    press('/', 'Slash');
    const search = await screen.findByRole('textbox', { name: 'Find an objection' });
    fireEvent.change(search, { target: { value: 'supp' } });
    press('Enter');
    await words(/what you compare it with/);
    press('Enter');
    await kept(2);
    expect(within(shown()).getByRole('region', { name: 'Say' }).textContent).toMatch(/two minutes/);
  });

  test('digits are tones while the keypad is open, and outcomes after the talk', async () => {
    await open(runAfter([{ kind: 'go' }]));
    act(() => showBarPanel('keypad'));
    digit(2);
    await waitFor(() => expect(core.inputs('calls.sendTones')).toHaveLength(1));
    expect(script.held().moves).toHaveLength(1);
    act(() => showBarPanel('none'));
    act(() =>
      core.emit(
        'calls.changed',
        annaCalls(1, { ...talking, state: 'ended', endedAt: Date.now(), result: 'answered', wrapUp: 'open' }),
      ),
    );
    digit(2);
    expect(script.held().moves).toHaveLength(1);
    expect(screen.queryByRole('region', { name: 'Script: First contact' })).toBeNull();
  });

  test('while the note is typed, digits and Enter belong to it, and with Alt to the script', async () => {
    await open(runAfter([{ kind: 'go' }]));
    const note = document.getElementById('desk-note');
    act(() => note?.focus());
    digit(1);
    expect(script.held().moves).toHaveLength(1);
    press('1', 'Digit1', { altKey: true });
    await kept(2);
    expect(document.activeElement).toBe(note);
  });

  test('Q puts it aside and brings it back at the same step', async () => {
    await open(runAfter([{ kind: 'go' }]));
    press('q', 'KeyQ');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Script: First contact' })).toBeNull());
    press('й', 'KeyQ');
    await words(/Who decides/);
  });
});

describe('what happens around it', () => {
  test('an answer on the way shows at once, and goes out again when the core is back', async () => {
    await open(runAfter([{ kind: 'go' }]));
    const { 'talkRuns.move': move } = script;
    core.handle({
      'talkRuns.move': () => {
        throw new Failure('coreUnreachable');
      },
    });
    digit(1);
    await words(/What do you use most/);
    await words(/not saved yet/);
    if (move) core.handle({ 'talkRuns.move': move });
    act(() => core.setConnection('lost'));
    act(() => core.setConnection('connected'));
    await kept(2);
    await waitFor(() => expect(within(shown()).queryByText(/not saved yet/)).toBeNull());
    await words(/What do you use most/);
  });

  test('an answer whose reply was lost is not made twice', async () => {
    await open(runAfter([{ kind: 'go' }]));
    const { 'talkRuns.move': move } = script;
    core.handle({
      'talkRuns.move': async (input) => {
        await move?.(input);
        throw new Failure('coreUnreachable');
      },
    });
    digit(1);
    await kept(2);
    if (move) core.handle({ 'talkRuns.move': move });
    act(() => core.setConnection('lost'));
    act(() => core.setConnection('connected'));
    await waitFor(() => expect(within(shown()).queryByText(/not saved yet/)).toBeNull());
    expect(script.held().moves).toHaveLength(2);
  });

  test('another desk that was faster is followed, and it is said', async () => {
    await open(runAfter([{ kind: 'go' }]));
    const elsewhere = runAfter([{ kind: 'go' }, { kind: 'answer', value: { kind: 'one', option: 'buyer' } }]);
    core.handle({
      'talkRuns.move': () => {
        throw new Failure('changedMeanwhile');
      },
      'talkRuns.ofCall': () => elsewhere,
    });
    digit(1);
    await words(/Another desk of yours/);
    await words(/What do you use most/);
    expect(within(shown()).getByText('The purchasing department')).toBeTruthy();
  });

  test('the outcome of its end is chosen in the wrap-up', async () => {
    await open(
      runAfter([
        { kind: 'go' },
        { kind: 'answer', value: { kind: 'one', option: 'me' } },
        { kind: 'go' },
        { kind: 'answer', value: { kind: 'number', number: 5 } },
        { kind: 'go' },
      ]),
    );
    await words(/goodbye/);
    act(() =>
      core.emit(
        'calls.changed',
        annaCalls(1, { ...talking, state: 'ended', endedAt: Date.now(), result: 'answered', wrapUp: 'open' }),
      ),
    );
    await waitFor(() => expect(core.inputs('calls.wrapUp')).toMatchObject([{ outcome: 'agreed' }]), {
      timeout: 3_000,
    });
  });

  test('a step brings up the parts of the card that it needs', async () => {
    await open();
    const marked = () => [...document.querySelectorAll('[data-part][data-shown=true]')];
    expect(marked()).toEqual([]);
    press('Enter');
    await waitFor(() =>
      expect(marked().map((element) => element.getAttribute('data-part'))).toEqual(['facts', 'people']),
    );
    press('Backspace');
    await waitFor(() => expect(marked()).toEqual([]));
  });
});
