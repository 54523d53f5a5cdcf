// The presentational kit: knows the theme and the languages, and nothing of the core.
export { CountBadge } from './count-badge.tsx';
export { EmptyState } from './empty-state.tsx';
export { Field } from './field.tsx';
export { KeyHint } from './key-hint.tsx';
export { PhoneButton } from './phone-button.tsx';
export { formatPhone } from './phone-number.ts';
export { ProblemBar } from './problem-bar.tsx';
export { Screen, Toolbar } from './screen.tsx';
export { Section } from './section.tsx';
export { toastDone, toastFailure, toastUndo } from './toast.tsx';
export { UiProvider } from './ui-provider.tsx';
export { ROWS, VirtualList } from './virtual-list.tsx';
