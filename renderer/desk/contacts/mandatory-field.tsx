import { NumberInput, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useFactOptions } from './fact-options.ts';
import classes from './mandatory.module.css';
import type { MissingFact } from './missing-fact.ts';

interface MandatoryFieldProps {
  fact: MissingFact;
  onSave: (patch: Partial<ContactDraftInput>) => void;
}

/** One missing fact as a small field; Enter or leaving it saves. */
export function MandatoryField({ fact, onSave }: MandatoryFieldProps) {
  const { t } = useTranslation('contacts');
  const options = useFactOptions();
  const [text, setText] = useState('');
  const label = t(`field.${fact}`);
  if (fact === 'channel') {
    return (
      <Select
        className={classes.field}
        aria-label={label}
        placeholder={label}
        data={options.channel}
        onChange={(value) => {
          const channel = options.channel.find((option) => option.value === value)?.value;
          if (channel) onSave({ channel });
        }}
      />
    );
  }
  const save = () => {
    if (text.trim() === '') return;
    onSave(fact === 'headCount' ? { headCount: Number(text) } : { [fact]: text.trim() });
  };
  const shared = {
    className: classes.field,
    'aria-label': label,
    placeholder: label,
    onBlur: save,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') save();
    },
  };
  if (fact === 'headCount') {
    return (
      <NumberInput
        {...shared}
        value={text}
        min={0}
        max={10_000_000}
        allowDecimal={false}
        hideControls
        onChange={(value) => setText(String(value))}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
