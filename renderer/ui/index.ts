// The presentational kit: knows the theme and the languages, and nothing of the core.

export { BESIDE_CALLS } from './beside-calls.ts';
export { CallControl } from './call-control.tsx';
export { CountBadge } from './count-badge.tsx';
export { type CountryOption, countryOptions } from './countries.ts';
export { EmptyState } from './empty-state.tsx';
export { Field } from './field.tsx';
export { type DaySpan, DaySpanFilter, FilterSelect, namedOptions } from './filter-select.tsx';
export { useKeptFocus } from './kept-focus.ts';
export { KeyHint } from './key-hint.tsx';
export { Marked } from './marked.tsx';
export { offerFile } from './offer-file.ts';
export { PhoneButton } from './phone-button.tsx';
export { formatPhone } from './phone-number.ts';
export { type Presence, PresenceMark } from './presence-mark.tsx';
export { ProblemBar } from './problem-bar.tsx';
export { Screen, Toolbar } from './screen.tsx';
export { SearchField } from './search-field.tsx';
export { Section } from './section.tsx';
export { toastDone, toastFailure, toastUndo, undoOffered } from './toast.tsx';
export { Trouble } from './trouble.tsx';
export { UiProvider } from './ui-provider.tsx';
export { ROWS, VirtualList } from './virtual-list.tsx';
export { asMinutes, asTime, dayNames, type Hours } from './week.ts';
export { WeekHours } from './week-hours.tsx';
export { WholeNumber } from './whole-number.tsx';
