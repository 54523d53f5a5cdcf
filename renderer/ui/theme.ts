import { createTheme, type MantineColorsTuple, mergeThemeOverrides } from '@mantine/core';

/** The one accent: a quiet indigo that is neither an answer (green), an end (red) nor a wait (amber). */
const accent: MantineColorsTuple = [
  '#eef2fb',
  '#dde4f5',
  '#bac8ea',
  '#93a9de',
  '#7190d4',
  '#5a7fce',
  '#4c74c9',
  '#3a61b1',
  '#2f569f',
  '#224b8d',
];
/** Mantine's grey of the dark scheme, cooled to the desk's surfaces. */
const dark: MantineColorsTuple = [
  '#e6e8ec',
  '#b8bdc7',
  '#a1a8b4',
  '#737b88',
  '#434954',
  '#30353d',
  '#23272d',
  '#1c1f24',
  '#15171b',
  '#0f1114',
];
const answer: MantineColorsTuple = [
  '#e8f7ee',
  '#d5ecdf',
  '#acd7bf',
  '#80c29d',
  '#5bb080',
  '#43a56d',
  '#2f8f5b',
  '#1f7a4b',
  '#136b3f',
  '#005c33',
];
const end: MantineColorsTuple = [
  '#fdecec',
  '#f6d8d8',
  '#e8b0b0',
  '#da8585',
  '#cf6161',
  '#c84a4a',
  '#c33c3c',
  '#ad2f2f',
  '#9b2828',
  '#881f20',
];

/** Five sizes and two weights; heights fit a dense desk: 32 px rows, 44 px for what is done to a call. */
export const theme = createTheme({
  fontFamily:
    'Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "SF Pro Text", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1.25rem', xl: '2rem' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '0.875rem' } } },
  colors: { accent, answer, end, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: true, checkIconPosition: 'right' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    DateTimePicker: { defaultProps: { size: 'xs' } },
    TimePicker: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, fz: 'xs' } },
  },
});

/** The crosses that close a window and a notice, by name: a screen reader says nothing of a bare sign. */
export const withCloseName = (name: string) => {
  const defaultProps = { closeButtonProps: { 'aria-label': name } };
  return mergeThemeOverrides(theme, {
    components: { Modal: { defaultProps }, Notification: { defaultProps } },
  });
};
