import { describe, expect, test } from 'vitest';
import { acceleratorOf, type Pressed } from './accelerator.ts';

const pressed = (code: string, change: Partial<Pressed> = {}): Pressed => ({
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...change,
});

describe('a combination of keys', () => {
  test.each([
    [pressed('KeyA', { ctrlKey: true, altKey: true }), 'Control+Alt+A'],
    [pressed('Digit5', { metaKey: true, shiftKey: true }), 'Shift+Super+5'],
    [pressed('Numpad0', { ctrlKey: true }), 'Control+num0'],
    [pressed('ArrowUp', { altKey: true }), 'Alt+Up'],
    [pressed('F9'), 'F9'],
    [pressed('F12', { shiftKey: true }), 'Shift+F12'],
  ])('%o is %s', (keys, accelerator) => expect(acceleratorOf(keys)).toBe(accelerator));

  test.each([
    ['a modifier alone', pressed('ControlLeft', { ctrlKey: true })],
    ['a letter alone, which other programs write', pressed('KeyA')],
    ['a capital letter', pressed('KeyA', { shiftKey: true })],
    ['a key without a name', pressed('Quote', { ctrlKey: true })],
  ])('%s is none', (_, keys) => expect(acceleratorOf(keys)).toBeUndefined());
});
