// The presentational kit: knows the theme and the languages, and nothing of the core.
export { CallControl } from './call-control.tsx';
export { CountBadge } from './count-badge.tsx';
export { type CountryOption, countryOptions } from './countries.ts';
export { EmptyState } from './empty-state.tsx';
export { Field } from './field.tsx';
export { KeyHint } from './key-hint.tsx';
export { offerFile } from './offer-file.ts';
export { PhoneButton } from './phone-button.tsx';
export { formatPhone } from './phone-number.ts';
export { type Presence, PresenceMark } from './presence-mark.tsx';
export { ProblemBar } from './problem-bar.tsx';
export { Screen, Toolbar } from './screen.tsx';
export { Section } from './section.tsx';
export { toastDone, toastFailure, toastUndo } from './toast.tsx';
export { Trouble } from './trouble.tsx';
export { UiProvider } from './ui-provider.tsx';
export { ROWS, VirtualList } from './virtual-list.tsx';
export { WholeNumber } from './whole-number.tsx';
