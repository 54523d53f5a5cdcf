// Keys of a script, beside a talk and where it is tried. Pure. Digits are answers, as they are outcomes in the wrap-up and tones at the keypad.
export type ScriptCommand =
  | { readonly kind: 'scriptGo' | 'scriptBack' | 'objections' | 'scriptAside' }
  | { readonly kind: 'scriptAnswer'; readonly key: string };

/** `none`: nobody is talked with. `offered`: there is none, or it is put aside. */
export type ScriptPresence = 'none' | 'offered' | 'shown';

interface Press {
  readonly key: string;
  readonly code: string;
  readonly alt: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

interface Scene {
  readonly script: ScriptPresence;
  readonly typing: boolean;
  readonly keypadOpen: boolean;
  /** The focus is on something that Enter presses. */
  readonly onControl: boolean;
}

/** What the script makes of a key; undefined: the key is somebody else's. */
export function scriptCommand(press: Press, context: Scene): ScriptCommand | undefined {
  if (press.ctrl || press.shift || context.script === 'none') return undefined;
  // What writes something is ours when nobody writes, or when Alt says so.
  if (context.typing && !press.alt) return undefined;
  if (press.code === 'KeyQ') return { kind: 'scriptAside' };
  if (context.script !== 'shown') return undefined;
  const answer = answerKey(press.code);
  if (answer !== undefined && !context.keypadOpen) return { kind: 'scriptAnswer', key: answer };
  if (press.code === 'Slash' || press.code === 'NumpadDivide' || press.key === '/')
    return { kind: 'objections' };
  if (press.key === 'Backspace') return { kind: 'scriptBack' };
  // Enter on a button presses the button.
  return press.key === 'Enter' && (press.alt || !context.onControl) ? { kind: 'scriptGo' } : undefined;
}

/** In the field of an answer: Enter goes on, in a long text with Shift it is a new line; in an empty one the others hold too. */
export function fieldCommand(
  { key, alt, ctrl, shift }: Press,
  { empty, repeat }: { readonly empty: boolean; readonly repeat: boolean },
): 'scriptGo' | 'scriptBack' | 'objections' | undefined {
  if (ctrl || alt) return undefined;
  if (key === 'Enter') return shift ? undefined : 'scriptGo';
  if (!empty) return undefined;
  // Who holds Backspace empties the field, and no more.
  if (key === 'Backspace') return repeat ? undefined : 'scriptBack';
  return key === '/' ? 'objections' : undefined;
}

/** Of an event of the page or of React's. */
export const pressOf = (event: {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}): Press => ({
  key: event.key,
  code: event.code,
  alt: event.altKey,
  ctrl: event.ctrlKey || event.metaKey,
  shift: event.shiftKey,
});

function answerKey(code: string): string | undefined {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  return digit ?? (code === 'Minus' || code === 'NumpadSubtract' ? '-' : undefined);
}

export const isScriptCommand = (command: { readonly kind: string }): command is ScriptCommand =>
  command.kind === 'scriptGo' ||
  command.kind === 'scriptBack' ||
  command.kind === 'objections' ||
  command.kind === 'scriptAside' ||
  command.kind === 'scriptAnswer';
