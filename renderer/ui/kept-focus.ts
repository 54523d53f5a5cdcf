import { type RefObject, useEffect } from 'react';

export const SCREEN = 'data-screen';
/** What keeps the focus of its own: a screen, the pane beside it. */
const KEEPERS = `[${SCREEN}], [data-keeps-focus]`;

/** What had the focus last, and whose it was; both may be gone from the page since. */
let last: { readonly element: Element; readonly keeper: Element } | undefined;
/** Keepers on the page. When the last one goes and none comes in its place, there is nothing to remember. */
let keepers = 0;

/**
 * The button that leads to another step vanishes with its step, a merged row with its pair, and the focus with them: it
 * falls out of the page, where the keys of the screen are not heard and a screen reader says nothing. Then the title
 * takes it. A button that only rested while it worked gets it back. Whoever stood elsewhere, in the bar or in a dialog,
 * is left alone.
 */
export function useKeptFocus(
  keeper: RefObject<HTMLElement | null>,
  title: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      const found = target instanceof Element ? target.closest(KEEPERS) : null;
      last = target instanceof Element && found ? { element: target, keeper: found } : undefined;
    };
    // Who points at nothing wants nothing to have it.
    const forget = () => {
      last = undefined;
    };
    const keep = () => {
      if (document.activeElement !== document.body || last === undefined) return;
      const { element } = last;
      // A screen that is gone has left its focus to the one that came.
      if (last.keeper !== keeper.current && last.keeper.isConnected) return;
      if (!element.isConnected) title.current?.focus({ preventScroll: true });
      else if (element instanceof HTMLButtonElement && !element.disabled)
        element.focus({ preventScroll: true });
    };
    keepers += 1;
    keep();
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    const observer = new MutationObserver(keep);
    if (keeper.current)
      observer.observe(keeper.current, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
      keepers -= 1;
      queueMicrotask(() => {
        if (keepers === 0) forget();
      });
    };
  }, [keeper, title]);
}
