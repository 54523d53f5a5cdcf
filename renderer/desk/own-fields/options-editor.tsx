import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import type { OwnFieldDraft } from '../../../shared/contract/own-fields.ts';
import { OWN_LIMITS, type OwnOption } from '../../../shared/domain/own-field/field.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './own-fields.module.css';

type Options = OwnFieldDraft['options'];

interface OptionsEditorProps {
  options: Options;
  retired: readonly OwnOption[];
  onChange: (options: Options) => void;
  error?: string;
}

/** What can be chosen, in order. Enter goes to the next one, Alt with an arrow moves one. */
export function OptionsEditor({ options, retired, onChange, error }: OptionsEditorProps) {
  const { t } = useTranslation('ownFields');
  const list = useRef<HTMLOListElement>(null);
  const focus = (at: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[at]?.focus());
  const rename = (at: number, name: string) =>
    onChange(options.map((option, i) => (i === at ? { ...option, name } : option)));
  const add = (at: number) => {
    onChange(options.toSpliced(at, 0, { name: '' }));
    focus(at);
  };
  const move = (at: number, by: 1 | -1) => {
    const [one, other] = [options[at], options[at + by]];
    if (!one || !other) return;
    onChange(options.with(at, other).with(at + by, one));
    focus(at + by);
  };
  const keys = (at: number) => (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      add(at + 1);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(at, event.key === 'ArrowUp' ? -1 : 1);
    }
  };
  return (
    <Input.Wrapper
      className={classes.wide}
      label={t('options')}
      description={t('optionsHint')}
      error={error}
      labelElement="div"
    >
      <ol ref={list} className={classes.options} aria-label={t('options')}>
        {options.map((option, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: new ones have no id, and an input holds no state of its own.
          <li key={at} className={classes.option}>
            <TextInput
              size="xs"
              aria-label={t('optionName', { number: at + 1 })}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              maxLength={OWN_LIMITS.name}
              value={option.name}
              onChange={(event) => rename(at, event.currentTarget.value)}
              onKeyDown={keys(at)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('removeOption', { name: option.name || String(at + 1) })}
              onClick={() => onChange(options.toSpliced(at, 1))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={options.length >= OWN_LIMITS.options}
        onClick={() => add(options.length)}
      >
        {t('addOption')}
      </Button>
      {retired.length > 0 && (
        <p className={classes.hint}>{t('retired', { names: retired.map(({ name }) => name).join(', ') })}</p>
      )}
    </Input.Wrapper>
  );
}
