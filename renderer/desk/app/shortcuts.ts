// Keys to commands. Pure: what a key means depends on the state of the bar and on whether the operator is typing.
import type { BarState, Company } from '../state/calls-model.ts';
import { type ScriptCommand, type ScriptPresence, scriptCommand } from '../state/script-keys.ts';

export type Command =
  /** On the call that rings, or on the other one. */
  | { readonly kind: 'answer' | 'decline' | 'silence' | 'swap' }
  /** On the call that has the bar. */
  | { readonly kind: 'hangUp' | 'mute' | 'pauseRecording' | 'hold' | 'machine' | 'save' }
  /** On it and the other one: put through to each other, all in one talk (or apart again), back to who waited. */
  | { readonly kind: 'handOver' | 'together' | 'back' }
  | { readonly kind: 'transfer' | 'keypad' | 'note' | 'nextCall' }
  | { readonly kind: 'redial' | 'state' | 'colleagues' | 'voicemail' | 'undo' }
  /** In a list: on who is on offer, on the automatic. */
  | { readonly kind: 'dialNext' | 'skip' | 'skipUntil' | 'pauseList' | 'leaveList' }
  | { readonly kind: 'offeredNumber'; readonly index: number }
  | { readonly kind: 'focusDial' | 'palette' | 'help' | 'closePane' | 'nextPart' | 'previousPart' }
  | { readonly kind: 'outcome' | 'match'; readonly index: number }
  /** Back from the second level of the outcomes. */
  | { readonly kind: 'firstLevel' }
  | { readonly kind: 'tone'; readonly tone: string }
  | ScriptCommand;

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
  readonly company: Company;
  readonly typing: boolean;
  readonly keypadOpen: boolean;
  readonly matches: number;
  /** On the level that is open. */
  readonly outcomes: number;
  readonly secondLevel: boolean;
  /** `joined`: works on a list; `offer`: and somebody is on offer. */
  readonly list: 'none' | 'joined' | 'offer';
  /** How many numbers the one on offer has. */
  readonly numbers: number;
  readonly script: ScriptPresence;
  /** Another letter was pressed a moment before: a word that missed its field. */
  readonly inWord: boolean;
  /** The focus is on something that Enter presses. */
  readonly onControl: boolean;
}

const TALK_LETTERS: Readonly<Record<string, Command>> = {
  KeyM: { kind: 'mute' },
  KeyP: { kind: 'pauseRecording' },
  KeyH: { kind: 'hold' },
  KeyT: { kind: 'transfer' },
  KeyK: { kind: 'keypad' },
  KeyN: { kind: 'note' },
  KeyV: { kind: 'machine' },
  KeyS: { kind: 'swap' },
};

/** About the operator and not about a call: at any time. */
const OWN_LETTERS: Readonly<Record<string, Command>> = {
  KeyC: { kind: 'colleagues' },
  KeyD: { kind: 'state' },
};

/** They call somebody: not by accident while a call is there, and not as a letter of a name that missed its field. */
const FREE_LETTERS: Readonly<Record<string, Command>> = {
  KeyR: { kind: 'redial' },
  KeyV: { kind: 'voicemail' },
};

export function commandFor(press: KeyPress, context: KeyContext): Command | undefined {
  if (press.ctrl) return withCtrl(press, context);
  if (!press.alt && !press.shift) {
    const command = functionKey(press.key, context);
    if (command) return command;
  }
  if (!press.alt && press.shift) {
    const command = withShiftedKey(press.key, context);
    if (command) return command;
  }
  const ofScript = scriptCommand(press, context);
  if (ofScript) return ofScript;
  // From here on keys that write something: ours when nobody writes, or when Alt says so.
  if (context.typing && !press.alt) return undefined;
  return press.shift ? withShift(press, context) : plain(press, context);
}

function withCtrl({ code, alt, shift }: KeyPress, { typing }: KeyContext): Command | undefined {
  if (alt || shift) return undefined;
  if (code === 'KeyK') return { kind: 'palette' };
  // In a field it takes back what was typed.
  return code === 'KeyZ' && !typing ? { kind: 'undo' } : undefined;
}

function functionKey(key: string, { bar, ringing, typing, list }: KeyContext): Command | undefined {
  switch (key) {
    case 'F1':
      return { kind: 'help' };
    case 'F2':
      if (ringing) return { kind: 'answer' };
      if (bar === 'wrapUp') return { kind: 'save' };
      if (bar !== 'free') return undefined;
      return list === 'offer' ? { kind: 'dialNext' } : { kind: 'focusDial' };
    case 'F3':
      return bar === 'free' && list === 'offer' ? { kind: 'skip' } : undefined;
    case 'F6':
      return { kind: 'nextPart' };
    case 'F8':
      return list === 'none' ? undefined : { kind: 'pauseList' };
    case 'F4':
      if (bar === 'talking' || bar === 'dialing') return { kind: 'hangUp' };
      return ringing ? { kind: 'decline' } : undefined;
    case 'Escape':
      return typing ? undefined : { kind: 'closePane' };
    default:
      return undefined;
  }
}

function withShiftedKey(key: string, { bar, list }: KeyContext): Command | undefined {
  if (key === 'F6') return { kind: 'previousPart' };
  if (key === 'F3' && bar === 'free' && list === 'offer') return { kind: 'skipUntil' };
  return key === 'F8' && list !== 'none' ? { kind: 'leaveList' } : undefined;
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
  if (bar === 'wrapUp' && context.secondLevel && (digit === 0 || press.key === 'Backspace'))
    return { kind: 'firstLevel' };
  if (bar === 'free' && context.list === 'offer' && digit >= 1 && digit <= context.numbers)
    return { kind: 'offeredNumber', index: digit - 1 };
  if (press.code === 'KeyS' && (ringing || otherCall))
    return ringing ? { kind: 'silence' } : { kind: 'swap' };
  if (press.code === 'KeyN') return { kind: 'note' };
  if (press.code === 'KeyP' && bar === 'wrapUp') return { kind: 'nextCall' };
  const own =
    OWN_LETTERS[press.code] ?? (bar === 'free' && !context.inWord ? FREE_LETTERS[press.code] : undefined);
  if (own) return own;
  const together = withCompany(press.code, context);
  if (together) return together;
  if (bar !== 'talking' || press.code === 'KeyS') return undefined;
  return context.company === 'conference' && NOT_IN_CONFERENCE.has(press.code)
    ? undefined
    : TALK_LETTERS[press.code];
}

/** One of several cannot be put on hold or away: the bar does not offer it, and a key must not do it. */
const NOT_IN_CONFERENCE: ReadonlySet<string> = new Set(['KeyH', 'KeyT', 'KeyV']);

function withCompany(code: string, { bar, company }: KeyContext): Command | undefined {
  // The question may still be dialled: then there is a way back and nothing else.
  if (company === 'consult' && code === 'KeyB') return { kind: 'back' };
  if (bar !== 'talking' || company === 'alone') return undefined;
  if (code === 'KeyA') return { kind: 'together' };
  return code === 'KeyG' && company !== 'conference' ? { kind: 'handOver' } : undefined;
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
