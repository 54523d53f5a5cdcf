import { useEffect } from 'react';
import { offerToDial } from '../state/bar-ui.tsx';
import { isNumberLike } from '../state/dialable.ts';
import { isTextField } from '../state/typing.ts';

const LONGEST = 256;

/** A number that is pasted nowhere in particular is meant to be called: it goes into the dial field, Enter dials. */
export function usePastedNumber(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isTextField(document.activeElement)) return;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (text.length > LONGEST || !isNumberLike(text)) return;
      event.preventDefault();
      offerToDial(text);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}
