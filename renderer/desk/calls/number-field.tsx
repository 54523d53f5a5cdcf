import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import { useContactSearch } from '../state/contact-search.ts';
import { isNumberLike } from '../state/dialable.ts';
import classes from './number-field.module.css';

export interface Picked {
  readonly number: string;
  readonly contactId?: string;
}

interface NumberFieldProps {
  id: string;
  label: string;
  placeholder: string;
  shortcut?: string;
  leftSection?: ReactNode;
  rightSection?: ReactNode;
  /** True: it was taken, and the field empties. */
  onPick: (picked: Picked) => Promise<boolean>;
}

const SHOWN = 7;

/** One field for a name or a number. Enter takes the number as typed, or the first customer that fits the name. */
export function NumberField({
  id,
  label,
  placeholder,
  shortcut,
  leftSection,
  rightSection,
  onPick,
}: NumberFieldProps) {
  const { t } = useTranslation('calls');
  const [text, setText] = useState('');
  const found = useContactSearch(text, SHOWN);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const typed = text.trim();
  const asNumber = isNumberLike(typed);

  const pick = async (picked: Picked) => {
    combobox.closeDropdown();
    if (await onPick(picked)) setText('');
  };
  const pickContact = (contactId: string) => {
    const row = found.find((other) => other.id === contactId);
    if (row?.phone !== undefined) void pick({ number: row.phone, contactId: row.id });
  };
  const onEnter = () => {
    if (asNumber) void pick({ number: typed });
    else pickContact(found.find((row) => row.phone !== undefined)?.id ?? '');
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => (value === typed ? void pick({ number: typed }) : pickContact(value))}
      shadow="md"
      position="bottom-start"
      withinPortal={false}
      width="target"
    >
      <Combobox.Target>
        <TextInput
          id={id}
          size="sm"
          aria-label={label}
          aria-keyshortcuts={shortcut}
          placeholder={placeholder}
          value={text}
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
          leftSection={leftSection}
          rightSection={rightSection}
          rightSectionPointerEvents="none"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || combobox.getSelectedOptionIndex() >= 0 || typed === '') return;
            event.preventDefault();
            onEnter();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === '' || (found.length === 0 && !asNumber)}>
        <Combobox.Options aria-label={t('dial.suggestions')}>
          {asNumber && (
            <Combobox.Option value={typed} className={classes.option}>
              <span className={classes.name}>{t('dial.number')}</span>
              <span className={classes.number}>{formatPhone(typed)}</span>
            </Combobox.Option>
          )}
          {found.map((row) => (
            <Suggestion key={row.id} row={row} />
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Suggestion({ row }: { row: ContactRow }) {
  const { t } = useTranslation('calls');
  return (
    <Combobox.Option value={row.id} disabled={row.phone === undefined} className={classes.option}>
      <span className={classes.name}>
        {row.name}
        {row.organisationName !== undefined && <span className={classes.firm}> {row.organisationName}</span>}
      </span>
      <span className={classes.number}>
        {row.phoneDisplay ?? (row.phone === undefined ? t('dial.noNumber') : formatPhone(row.phone))}
      </span>
    </Combobox.Option>
  );
}
