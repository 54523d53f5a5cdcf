import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { OWN_LIMITS } from '../../../shared/domain/own-field/field.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { OwnEntry } from './own-entry.ts';

interface OwnInputProps {
  field: OwnField;
  entry: OwnEntry;
  onChange: (entry: OwnEntry) => void;
  /** In place: without a label above, since the name stands beside it. */
  bare?: boolean;
  error?: string | undefined;
  description?: ReactNode;
  placeholder?: string;
  className?: string | undefined;
  autoFocus?: boolean;
  /** Of what is chosen: at once, with what was chosen. */
  onChosen?: (entry: OwnEntry) => void;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** The control of a field of the firm's own, by its type. */
export function OwnInput(props: OwnInputProps) {
  const { field, entry, onChange, bare = false, placeholder, autoFocus = false, onChosen, ...rest } = props;
  const { t } = useTranslation('ownFields');
  const naming = bare ? { 'aria-label': field.name } : { label: field.name };
  const hint = placeholder ?? (field.type === 'money' ? field.currency : undefined);
  const shared = { ...naming, ...rest, ...(hint === undefined ? {} : { placeholder: hint }) };
  if ('chosen' in entry) {
    const { chosen } = entry;
    const choose = (value: OwnEntry) => {
      onChange(value);
      onChosen?.(value);
    };
    if (field.type === 'multi')
      return (
        <MultiSelect
          {...shared}
          autoFocus={autoFocus}
          data={offered(field, Array.isArray(chosen) ? chosen : [])}
          value={Array.isArray(chosen) ? [...chosen] : []}
          searchable
          clearable
          onChange={(ids) => onChange({ chosen: ids.length === 0 ? undefined : ids })}
        />
      );
    const yesNo = [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ];
    const isYesNo = field.type === 'yesNo';
    const value = isYesNo
      ? typeof chosen === 'boolean'
        ? yesNo[chosen ? 0 : 1]?.value
        : undefined
      : typeof chosen === 'string'
        ? chosen
        : undefined;
    return (
      <Select
        {...shared}
        autoFocus={autoFocus}
        defaultDropdownOpened={autoFocus}
        data={isYesNo ? yesNo : offered(field, value === undefined ? [] : [value])}
        value={value ?? null}
        searchable={field.options.length > SEARCHABLE}
        clearable
        onChange={(next) => choose({ chosen: next === null ? undefined : isYesNo ? next === 'yes' : next })}
      />
    );
  }
  const type = (event: { currentTarget: { value: string } }) => onChange({ text: event.currentTarget.value });
  if (field.type === 'text' && entry.text.length > LONG)
    return (
      <Textarea
        {...shared}
        autoFocus={autoFocus}
        value={entry.text}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={OWN_LIMITS.text}
        onChange={type}
      />
    );
  return (
    <TextInput
      {...shared}
      autoFocus={autoFocus}
      value={entry.text}
      inputMode={field.type === 'number' || field.type === 'money' ? 'decimal' : 'text'}
      maxLength={field.type === 'text' ? OWN_LIMITS.text : OWN_LIMITS.link}
      onChange={type}
    />
  );
}

/** A list that is longer than this is looked through by typing. */
const SEARCHABLE = 8;
/** A text that is longer than this needs more than a line. */
const LONG = 60;

/** The options that can be chosen, and a retired one only where it is chosen already. */
const offered = ({ options }: OwnField, chosen: readonly string[]) =>
  options
    .filter(({ id, retired }) => !retired || chosen.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
