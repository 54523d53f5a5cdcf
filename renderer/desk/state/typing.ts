const TEXT_INPUTS = new Set(['text', 'search', 'tel', 'email', 'number', 'password', 'url', 'date', 'time']);

/** A place where letters belong to the text and not to us. */
export function isTextField(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && TEXT_INPUTS.has(element.type) && !element.readOnly;
}

/** Marks what a ring would replace: the main zone of the bar, and the pane. */
export const CALL_AREA = 'data-call-area';

/** The operator types into something that a ring would replace. */
export function isTypingAtCall(active: Element | null = document.activeElement): boolean {
  return isTextField(active) && active?.closest(`[${CALL_AREA}]`) != null;
}

/** Something that Enter presses or opens. */
export const isControl = (element: Element | null): boolean =>
  element?.closest('button, a[href], select, summary, [role=option], [role=menuitem], [role=tab]') != null;
