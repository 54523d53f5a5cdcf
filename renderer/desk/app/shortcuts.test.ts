import { describe, expect, test } from 'vitest';
import { commandFor, type KeyContext, type KeyPress } from './shortcuts.ts';

const press = (key: string, code: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  alt: false,
  ctrl: false,
  shift: false,
  ...change,
});
const context = (change: Partial<KeyContext> = {}): KeyContext => ({
  bar: 'free',
  ringing: false,
  otherCall: false,
  company: 'alone',
  typing: false,
  keypadOpen: false,
  matches: 0,
  outcomes: 9,
  secondLevel: false,
  list: 'none',
  numbers: 0,
  script: 'none',
  onControl: false,
  inWord: false,
  ...change,
});

describe('function keys work everywhere', () => {
  test.each([true, false])('typing: %s', (typing) => {
    const f2 = press('F2', 'F2');
    const f4 = press('F4', 'F4');
    expect(commandFor(f2, context({ typing, bar: 'ringing', ringing: true }))).toEqual({ kind: 'answer' });
    expect(commandFor(f2, context({ typing, bar: 'talking', ringing: true }))).toEqual({ kind: 'answer' });
    expect(commandFor(f2, context({ typing, bar: 'wrapUp' }))).toEqual({ kind: 'save' });
    expect(commandFor(f2, context({ typing }))).toEqual({ kind: 'focusDial' });
    expect(commandFor(f4, context({ typing, bar: 'ringing', ringing: true }))).toEqual({ kind: 'decline' });
    expect(commandFor(f4, context({ typing, bar: 'talking', ringing: true }))).toEqual({ kind: 'hangUp' });
    expect(commandFor(f4, context({ typing }))).toBeUndefined();
  });
});

test('Ctrl+Z takes back what a notice offers, and in a field what was typed there', () => {
  const undo = press('z', 'KeyZ', { ctrl: true });
  expect(commandFor(undo, context())).toEqual({ kind: 'undo' });
  expect(commandFor(press('я', 'KeyZ', { ctrl: true }), context())).toEqual({ kind: 'undo' });
  expect(commandFor(undo, context({ typing: true }))).toBeUndefined();
});

describe('letters', () => {
  const mute = press('m', 'KeyM');

  test('work while talking when nobody types, and with Alt always', () => {
    expect(commandFor(mute, context({ bar: 'talking' }))).toEqual({ kind: 'mute' });
    expect(commandFor(mute, context({ bar: 'talking', typing: true }))).toBeUndefined();
    expect(commandFor({ ...mute, alt: true }, context({ bar: 'talking', typing: true }))).toEqual({
      kind: 'mute',
    });
    expect(commandFor(mute, context())).toBeUndefined();
  });

  test('that call somebody are not taken out of a word', () => {
    const redial = press('r', 'KeyR');
    expect(commandFor(redial, context())).toEqual({ kind: 'redial' });
    expect(commandFor(redial, context({ inWord: true }))).toBeUndefined();
    expect(commandFor(press('v', 'KeyV'), context({ inWord: true }))).toBeUndefined();
    expect(commandFor(mute, context({ bar: 'talking', inWord: true }))).toEqual({ kind: 'mute' });
  });

  test('are keys and not letters: a Russian keyboard mutes too', () => {
    expect(commandFor(press('ь', 'KeyM'), context({ bar: 'talking' }))).toEqual({ kind: 'mute' });
  });

  test('S silences a ring and otherwise swaps', () => {
    const s = press('s', 'KeyS');
    expect(commandFor(s, context({ bar: 'ringing', ringing: true }))).toEqual({ kind: 'silence' });
    expect(commandFor(s, context({ bar: 'talking', otherCall: true }))).toEqual({ kind: 'swap' });
    expect(commandFor(s, context({ bar: 'talking' }))).toBeUndefined();
  });
});

describe('digits', () => {
  test('choose the outcome in the wrap-up, from both rows of digits', () => {
    expect(commandFor(press('3', 'Digit3'), context({ bar: 'wrapUp' }))).toEqual({
      kind: 'outcome',
      index: 2,
    });
    expect(commandFor(press('3', 'Numpad3'), context({ bar: 'wrapUp' }))).toEqual({
      kind: 'outcome',
      index: 2,
    });
    expect(commandFor(press('9', 'Digit9'), context({ bar: 'wrapUp', outcomes: 8 }))).toBeUndefined();
    expect(commandFor(press('3', 'Digit3'), context({ bar: 'wrapUp', typing: true }))).toBeUndefined();
    const alt = press('3', 'Digit3', { alt: true });
    expect(commandFor(alt, context({ bar: 'wrapUp', typing: true }))).toEqual({ kind: 'outcome', index: 2 });
  });

  test('P leads to the next call in the wrap-up, pauses the recording in a talk, and does nothing else', () => {
    expect(commandFor(press('p', 'KeyP'), context({ bar: 'wrapUp' }))).toEqual({ kind: 'nextCall' });
    expect(commandFor(press('p', 'KeyP'), context({ bar: 'talking' }))).toEqual({ kind: 'pauseRecording' });
    expect(commandFor(press('p', 'KeyP'), context({ bar: 'free' }))).toBeUndefined();
  });

  test('0 and Backspace lead back from the second level of the outcomes, and do nothing on the first', () => {
    for (const key of [press('0', 'Digit0'), press('Backspace', 'Backspace')]) {
      expect(commandFor(key, context({ bar: 'wrapUp', secondLevel: true }))).toEqual({ kind: 'firstLevel' });
      expect(commandFor(key, context({ bar: 'wrapUp' }))).toBeUndefined();
    }
  });

  test('with Shift choose who it was, as far as there are candidates', () => {
    const two = press('@', 'Digit2', { shift: true });
    expect(commandFor(two, context({ bar: 'ringing', ringing: true, matches: 3 }))).toEqual({
      kind: 'match',
      index: 1,
    });
    expect(commandFor(two, context({ matches: 1 }))).toBeUndefined();
  });

  test('are tones while the keypad is open', () => {
    const keypad = context({ bar: 'talking', keypadOpen: true });
    expect(commandFor(press('5', 'Digit5'), keypad)).toEqual({ kind: 'tone', tone: '5' });
    expect(commandFor(press('#', 'Digit3', { shift: true }), keypad)).toEqual({ kind: 'tone', tone: '#' });
    expect(commandFor(press('5', 'Digit5'), { ...keypad, typing: true })).toBeUndefined();
  });
});

test('Ctrl+K, ?, / and Escape', () => {
  expect(commandFor(press('k', 'KeyK', { ctrl: true }), context({ typing: true }))).toEqual({
    kind: 'palette',
  });
  expect(commandFor(press('?', 'Slash', { shift: true }), context())).toEqual({ kind: 'help' });
  // The question mark of a Russian keyboard is on the 7.
  expect(commandFor(press('?', 'Digit7', { shift: true }), context({ matches: 2 }))).toEqual({
    kind: 'help',
  });
  expect(commandFor(press('/', 'Slash'), context())).toEqual({ kind: 'focusDial' });
  expect(commandFor(press('/', 'Slash'), context({ typing: true }))).toBeUndefined();
  expect(commandFor(press('Escape', 'Escape'), context())).toEqual({ kind: 'closePane' });
});

describe('with a second call', () => {
  const key = (letter: string) => press(letter.toLowerCase(), `Key${letter}`);
  const talking = (company: KeyContext['company']) => context({ bar: 'talking', otherCall: true, company });

  test('G hands over, A brings together, B goes back to who waits', () => {
    expect(commandFor(key('G'), talking('consult'))).toEqual({ kind: 'handOver' });
    expect(commandFor(key('A'), talking('consult'))).toEqual({ kind: 'together' });
    expect(commandFor(key('B'), talking('consult'))).toEqual({ kind: 'back' });
    expect(commandFor(key('G'), talking('pair'))).toEqual({ kind: 'handOver' });
    expect(commandFor(key('B'), talking('pair'))).toBeUndefined();
  });

  test('while the question is dialled there is only the way back', () => {
    const dialing = context({ bar: 'dialing', otherCall: true, company: 'consult' });
    expect(commandFor(key('B'), dialing)).toEqual({ kind: 'back' });
    expect(commandFor(key('G'), dialing)).toBeUndefined();
    expect(commandFor(key('A'), dialing)).toBeUndefined();
  });

  test('nothing of it alone; a conference is only split', () => {
    for (const letter of ['G', 'A', 'B']) {
      expect(commandFor(key(letter), context({ bar: 'talking' }))).toBeUndefined();
    }
    expect(commandFor(key('A'), talking('conference'))).toEqual({ kind: 'together' });
    for (const letter of ['G', 'H', 'T']) {
      expect(commandFor(key(letter), talking('conference'))).toBeUndefined();
    }
    expect(commandFor(key('M'), talking('conference'))).toEqual({ kind: 'mute' });
  });
});

/** Our own mailbox while nobody calls; in a talk the answering machine that took it. */
const V_MEANS = {
  free: { kind: 'voicemail' },
  ringing: undefined,
  dialing: undefined,
  talking: { kind: 'machine' },
  wrapUp: undefined,
};

test('D and C are about the operator, at any time; R calls somebody, and only while nobody calls', () => {
  for (const bar of ['free', 'ringing', 'dialing', 'talking', 'wrapUp'] as const) {
    const at = context({ bar, ringing: bar === 'ringing' });
    expect(commandFor(press('d', 'KeyD'), at)).toEqual({ kind: 'state' });
    expect(commandFor(press('c', 'KeyC'), at)).toEqual({ kind: 'colleagues' });
    const free = bar === 'free';
    expect(commandFor(press('r', 'KeyR'), at)).toEqual(free ? { kind: 'redial' } : undefined);
    expect(commandFor(press('v', 'KeyV'), at)).toEqual(V_MEANS[bar]);
  }
  // Copying, pasting and reloading stay the page's.
  for (const code of ['KeyC', 'KeyV', 'KeyR', 'KeyD']) {
    expect(commandFor(press('x', code, { ctrl: true }), context())).toBeUndefined();
  }
});

describe('in a list', () => {
  const offer = context({ list: 'offer', numbers: 2 });
  const f3 = press('F3', 'F3');
  const f8 = press('F8', 'F8');

  test('F2 dials who is on offer, also out of a field; otherwise it leads to the dial field', () => {
    const f2 = press('F2', 'F2');
    expect(commandFor(f2, offer)).toEqual({ kind: 'dialNext' });
    expect(commandFor(f2, { ...offer, typing: true })).toEqual({ kind: 'dialNext' });
    expect(commandFor(f2, context({ list: 'joined' }))).toEqual({ kind: 'focusDial' });
    expect(commandFor(f2, { ...offer, bar: 'wrapUp' })).toEqual({ kind: 'save' });
    expect(commandFor(f2, { ...offer, bar: 'ringing', ringing: true })).toEqual({ kind: 'answer' });
  });

  test('F3 skips, with Shift until a time; never beside a call', () => {
    expect(commandFor(f3, offer)).toEqual({ kind: 'skip' });
    expect(commandFor({ ...f3, shift: true }, offer)).toEqual({ kind: 'skipUntil' });
    expect(commandFor(f3, { ...offer, bar: 'talking' })).toBeUndefined();
    expect(commandFor(f3, context())).toBeUndefined();
  });

  test('F8 pauses at any time, with Shift the shift ends', () => {
    expect(commandFor(f8, offer)).toEqual({ kind: 'pauseList' });
    expect(commandFor(f8, context({ list: 'joined', bar: 'talking' }))).toEqual({ kind: 'pauseList' });
    expect(commandFor({ ...f8, shift: true }, offer)).toEqual({ kind: 'leaveList' });
    expect(commandFor(f8, context())).toBeUndefined();
    expect(commandFor({ ...f8, shift: true }, context())).toBeUndefined();
  });

  test('a digit chooses one of the numbers, as long as nobody types', () => {
    const two = press('2', 'Digit2');
    expect(commandFor(two, offer)).toEqual({ kind: 'offeredNumber', index: 1 });
    expect(commandFor(press('3', 'Digit3'), offer)).toBeUndefined();
    expect(commandFor(two, { ...offer, typing: true })).toBeUndefined();
    expect(commandFor({ ...two, alt: true }, { ...offer, typing: true })).toEqual({
      kind: 'offeredNumber',
      index: 1,
    });
  });
});
