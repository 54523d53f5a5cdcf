import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { SCREEN } from './kept-focus.ts';

interface SearchFieldProps {
  /** What is searched: read aloud, and shown while the field is empty. */
  label: string;
  value: string;
  maxLength?: number;
  className: string | undefined;
  onChange: (text: string) => void;
}

/** Not opened at once by Enter: the answer to the last letter may still be on its way, and another row be first. */
function toFirstRow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  const row = event.currentTarget.closest(`[${SCREEN}]`)?.querySelector<HTMLElement>('[data-row-main]');
  if (!row) return;
  event.preventDefault();
  row.focus();
}

/** The words of a list's filter. Arrow down and Enter lead to its first row. */
export function SearchField({ label, value, maxLength, className, onChange }: SearchFieldProps) {
  return (
    <TextInput
      className={className}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={value}
      maxLength={maxLength}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={toFirstRow}
    />
  );
}
