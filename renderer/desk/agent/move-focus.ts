import type { KeyboardEvent } from 'react';

/** The arrows walk through what carries `data-walk`; they stop at both ends. */
export function moveFocus(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined || !list) return;
  const stops = [...list.querySelectorAll<HTMLElement>('[data-walk]')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[Math.min(Math.max(0, at + step), stops.length - 1)]?.focus();
}
