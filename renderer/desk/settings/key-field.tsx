import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { acceleratorOf } from './accelerator.ts';
import type { RowIds } from './row.tsx';
import classes from './settings.module.css';

interface KeyFieldProps {
  ids: RowIds;
  /** As Electron names it; empty: none. */
  value: string;
  onChange: (accelerator: string) => void;
}

/** Takes the combination that is pressed in it. Tab and Escape stay what they are; Backspace takes it away. */
export function KeyField({ ids, value, onChange }: KeyFieldProps) {
  const { t } = useTranslation('settings');
  const onKeyDown = (event: KeyboardEvent) => {
    if (['Tab', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    if (['Backspace', 'Delete'].includes(event.key)) return onChange('');
    const accelerator = acceleratorOf(event);
    if (accelerator !== undefined) onChange(accelerator);
  };
  return (
    <TextInput
      {...ids}
      className={classes.keyField}
      readOnly
      value={value}
      placeholder={t('keys.press')}
      onKeyDown={onKeyDown}
      rightSection={
        value !== '' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('keys.clear', { keys: value })}
            onClick={() => onChange('')}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )
      }
    />
  );
}
