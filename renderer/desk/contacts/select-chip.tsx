import { Select } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './select-chip.module.css';

interface SelectChipProps<T extends string> {
  label: string;
  value: T | null;
  data: ReadonlyArray<{ readonly value: T; readonly label: string }>;
  clearable?: boolean;
  onSave: (value: T | null) => void;
}

/** A select that is a plain button until it is used: two real ones cost a screen pop 5 ms. */
export function SelectChip<T extends string>({
  label,
  value,
  data,
  clearable = false,
  onSave,
}: SelectChipProps<T>) {
  const { t } = useTranslation('contacts');
  const [open, setOpen] = useState(false);
  const shown = data.find((option) => option.value === value)?.label;
  if (!open) {
    return (
      <button
        type="button"
        className={classes.chip}
        data-empty={shown === undefined}
        aria-haspopup="listbox"
        aria-label={t('field.editLabel', { field: label, value: shown ?? t('field.nobody') })}
        onClick={() => setOpen(true)}
      >
        {shown ?? label}
        <IconChevronDown size={14} aria-hidden />
      </button>
    );
  }
  return (
    <Select
      w={184}
      aria-label={label}
      data={data}
      value={value}
      autoFocus
      defaultDropdownOpened
      clearable={clearable}
      allowDeselect={false}
      onDropdownClose={() => setOpen(false)}
      onBlur={() => setOpen(false)}
      onChange={(next) => {
        setOpen(false);
        const chosen = data.find((option) => option.value === next)?.value ?? null;
        if (chosen !== value && (chosen !== null || clearable)) onSave(chosen);
      }}
    />
  );
}
