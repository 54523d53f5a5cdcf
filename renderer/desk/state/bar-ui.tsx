// What is unfolded on the call bar, and where keys bring the cursor.
import { createStore, useStore } from 'zustand';

export type BarPanel = 'none' | 'keypad' | 'transfer' | 'state' | 'colleagues' | 'override' | 'skip';

/** One bar on one page: a module's store, so that keys, palette and buttons share it. */
const store = createStore<{ panel: BarPanel; tones: string; dialText: string }>(() => ({
  panel: 'none',
  tones: '',
  dialText: '',
}));

/** What a display of the keypad has room for. */
const TONES_SHOWN = 16;

export const useBarPanel = (): BarPanel => useStore(store, (state) => state.panel);
export const barPanel = (): BarPanel => store.getState().panel;
/** The tones sent since the keypad was opened. */
export const useTones = (): string => useStore(store, (state) => state.tones);
export const noteTone = (tone: string): void =>
  store.setState(({ tones }) => ({ tones: (tones + tone).slice(-TONES_SHOWN) }));
export const showBarPanel = (panel: BarPanel): void => store.setState({ panel, tones: '' });
export const toggleBarPanel = (panel: BarPanel): void =>
  store.setState((state) => ({ panel: state.panel === panel ? 'none' : panel, tones: '' }));

/** What is written in the dial field. */
export const useDialText = (): string => useStore(store, (state) => state.dialText);
export const setDialText = (dialText: string): void => store.setState({ dialText });

/** Fields that keys lead to, by their DOM id. */
export const FOCUS = {
  dial: 'desk-dial',
  note: 'desk-note',
  nextCall: 'desk-next-call',
  transfer: 'desk-transfer',
  cardNote: 'desk-card-note',
  redial: 'desk-redial',
} as const;

export function focusField(field: keyof typeof FOCUS): void {
  const found = document.getElementById(FOCUS[field]);
  // Without a call the note is the one on the card.
  const element = found ?? (field === 'note' ? document.getElementById(FOCUS.cardNote) : null);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
}

/**
 * A letter calls nobody by accident: it brings the cursor to the button, which says whom. Pressed there it is the button.
 *
 * @returns whether there is nowhere to lead to any more: it was there already, or nobody was called yet
 */
export function leadToRedial(): boolean {
  const button = document.getElementById(FOCUS.redial);
  if (button === null || button === document.activeElement) return true;
  button.focus();
  return false;
}

/** Puts a number into the dial field and the cursor behind it: Enter dials, anything else changes it. */
export function offerToDial(number: string): void {
  setDialText(number);
  document.getElementById(FOCUS.dial)?.focus();
}
