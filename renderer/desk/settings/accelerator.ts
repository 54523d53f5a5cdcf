// A combination of keys as Electron names it (https://www.electronjs.org/docs/latest/api/accelerator). Pure.

export interface Pressed {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** The key itself by its place on the keyboard, whatever alphabet is switched on. */
function keyOf(code: string): string | undefined {
  const letter = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(code);
  if (letter) return letter[1] ?? letter[2] ?? letter[3];
  const numpad = /^Numpad(\d)$/.exec(code);
  if (numpad) return `num${numpad[1]}`;
  return NAMED[code];
}

const NAMED: Readonly<Record<string, string>> = {
  Space: 'Space',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/**
 * Undefined while only modifiers are down, and for a key that other programs need for themselves: a letter needs Ctrl,
 * Alt or the system's key; a function key may stand alone.
 */
export function acceleratorOf(pressed: Pressed): string | undefined {
  const key = keyOf(pressed.code);
  if (key === undefined) return undefined;
  const strong = pressed.ctrlKey || pressed.altKey || pressed.metaKey;
  if (!strong && !/^F\d/.test(key)) return undefined;
  const modifiers = [
    pressed.ctrlKey && 'Control',
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
    pressed.metaKey && 'Super',
  ].filter((modifier) => modifier !== false);
  return [...modifiers, key].join('+');
}
