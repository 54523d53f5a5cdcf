// Keys to commands. Pure: what a key means depends on the state of the bar and on whether the operator is typing.
import type { BarState } from '../state/calls-model.ts';

export type Command =
  /** On the call that rings, or on the other one. */
  | { readonly kind: 'answer' | 'decline' | 'silence' | 'swap' }
  /** On the call that has the bar. */
  | { readonly kind: 'hangUp' | 'mute' | 'hold' | 'save' }
  | { readonly kind: 'transfer' | 'keypad' | 'note' }
  | { readonly kind: 'focusDial' | 'palette' | 'help' | 'closePane' }
  | { readonly kind: 'outcome' | 'match'; readonly index: number }
  | { readonly kind: 'tone'; readonly tone: string };

export interface KeyPress {
  /** What it writes. */
  readonly key: string;
  /** Which key it is, whatever alphabet the keyboard is switched to: `KeyM` is also Russian "Ь". */
  readonly code: string;
  readonly alt: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

export interface KeyContext {
  readonly bar: BarState;
  /** A call rings, on the bar or as a chip. */
  readonly ringing: boolean;
  readonly otherCall: boolean;
  readonly typing: boolean;
  readonly keypadOpen: boolean;
  readonly matches: number;
  readonly outcomes: number;
}

const TALK_LETTERS: Readonly<Record<string, Command>> = {
  KeyM: { kind: 'mute' },
  KeyH: { kind: 'hold' },
  KeyT: { kind: 'transfer' },
  KeyK: { kind: 'keypad' },
  KeyN: { kind: 'note' },
  KeyS: { kind: 'swap' },
};

export function commandFor(press: KeyPress, context: KeyContext): Command | undefined {
  if (press.ctrl)
    return press.code === 'KeyK' && !press.alt && !press.shift ? { kind: 'palette' } : undefined;
  if (!press.alt && !press.shift) {
    const command = functionKey(press.key, context);
    if (command) return command;
  }
  // From here on keys that write something: ours when nobody writes, or when Alt says so.
  if (context.typing && !press.alt) return undefined;
  return press.shift ? withShift(press, context) : plain(press, context);
}

function functionKey(key: string, { bar, ringing, typing }: KeyContext): Command | undefined {
  switch (key) {
    case 'F1':
      return { kind: 'help' };
    case 'F2':
      if (ringing) return { kind: 'answer' };
      if (bar === 'wrapUp') return { kind: 'save' };
      return bar === 'free' ? { kind: 'focusDial' } : undefined;
    case 'F4':
      if (bar === 'talking' || bar === 'dialing') return { kind: 'hangUp' };
      return ringing ? { kind: 'decline' } : undefined;
    case 'Escape':
      return typing ? undefined : { kind: 'closePane' };
    default:
      return undefined;
  }
}

function plain(press: KeyPress, context: KeyContext): Command | undefined {
  const { bar, ringing, otherCall } = context;
  if (bar === 'talking' && context.keypadOpen && !press.alt && /^[0-9*#]$/.test(press.key)) {
    return { kind: 'tone', tone: press.key };
  }
  if (press.key === '?') return { kind: 'help' };
  if (!press.alt && (press.key === '/' || press.code === 'Slash')) return { kind: 'focusDial' };
  const digit = digitOf(press.code);
  if (bar === 'wrapUp' && digit >= 1 && digit <= context.outcomes)
    return { kind: 'outcome', index: digit - 1 };
  if (press.code === 'KeyS' && (ringing || otherCall))
    return ringing ? { kind: 'silence' } : { kind: 'swap' };
  if (press.code === 'KeyN' && (bar === 'talking' || bar === 'wrapUp')) return { kind: 'note' };
  if (bar !== 'talking' || press.code === 'KeyS') return undefined;
  return TALK_LETTERS[press.code];
}

function withShift(press: KeyPress, context: KeyContext): Command | undefined {
  const digit = digitOf(press.code);
  if (digit >= 1 && digit <= context.matches) return { kind: 'match', index: digit - 1 };
  if (press.key === '?') return { kind: 'help' };
  const tone = context.bar === 'talking' && context.keypadOpen && /^[*#]$/.test(press.key);
  if (tone) return { kind: 'tone', tone: press.key };
  return press.key === '/' ? { kind: 'focusDial' } : undefined;
}

function digitOf(code: string): number {
  const found = /^(?:Digit|Numpad)([0-9])$/.exec(code);
  return found ? Number(found[1]) : -1;
}
