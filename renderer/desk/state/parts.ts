// The parts of the page, from one to the next by key: rail, bar, screen, card, status.

const ALL = '[data-part]';
/** What of a part takes the focus; without one the part itself. */
const HOME = '[data-part-home]';

export type Part = 'rail' | 'bar' | 'screen' | 'pane' | 'status';

function enter(part: HTMLElement | null | undefined): void {
  (part?.querySelector<HTMLElement>(HOME) ?? part)?.focus();
}

export const focusPart = (part: Part): void =>
  enter(document.querySelector<HTMLElement>(`[data-part=${part}]`));

/** In the order of the page, round and round. */
export function moveToPart(step: 1 | -1): void {
  const parts = [...document.querySelectorAll<HTMLElement>(ALL)];
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : parts.length - 1) : at + step;
  enter(parts[(next + parts.length) % parts.length]);
}
