import { createSpotlight } from '@mantine/spotlight';
import { focusPart, type Part } from '../state/parts.ts';

/** The palette's own state: which of its lines Enter takes. */
export const [paletteStore, palette] = createSpotlight();

/**
 * Enter takes the first line again. The kit marks a line when a letter is typed, and the mark would stay on that line
 * when the customers come a moment later and stand before it.
 */
export function takeFirstLine(lines: HTMLElement | null): void {
  lines?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  lines?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  paletteStore.updateState((state) => ({ ...state, selected: 0 }));
}

/** Who had the focus when it opened, and where the line that was taken leads. */
let before: Element | null = null;
let next: Part | undefined;

export const leadTo = (part: Part | undefined): void => {
  next = part;
};

export function rememberFocus(): void {
  before = document.activeElement;
  next = undefined;
}

/**
 * To what was opened, and otherwise back. Not left to the kit: it gives the focus back after a moment also when the
 * form that was opened has taken it, and the letters of a name would go to the page.
 */
export function passFocusOn(): void {
  const active = document.activeElement;
  if (next) focusPart(next);
  else if (before instanceof HTMLElement && (active === document.body || active?.closest('[role=dialog]')))
    before.focus({ preventScroll: true });
}
