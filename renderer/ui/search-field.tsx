import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

interface SearchFieldProps {
  /** What is searched: read aloud, and shown while the field is empty. */
  label: string;
  value: string;
  maxLength?: number;
  className: string | undefined;
  onChange: (text: string) => void;
}

/** The words of a list's filter. */
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
    />
  );
}
