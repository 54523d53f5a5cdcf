import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { formatPhone } from '../../ui/index.ts';
import { useContactSearch } from './contact-search.ts';
import { useFoundBy } from './found-by.tsx';

interface CustomerFieldProps {
  label: string;
  /** The label stands in the empty field and not above it. */
  inside?: boolean;
  onPick: (row: ContactRow) => void;
}

const SHOWN = 8;

/** Finds one customer by anything that is known of it. */
export function CustomerField({ label, inside = false, onPick }: CustomerFieldProps) {
  const [text, setText] = useState('');
  const found = useContactSearch(text, SHOWN);
  const foundBy = useFoundBy();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  return (
    <Combobox
      store={combobox}
      shadow="md"
      onOptionSubmit={(id) => {
        const row = found.find((other) => other.id === id);
        combobox.closeDropdown();
        setText('');
        if (row) onPick(row);
      }}
    >
      <Combobox.Target>
        <TextInput
          {...(inside ? { 'aria-label': label, placeholder: label } : { label })}
          value={text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={label}>
          {found.map((row) => (
            <Combobox.Option key={row.id} value={row.id}>
              {[
                row.name,
                foundBy(row),
                row.organisationName,
                row.phoneDisplay ?? (row.phone && formatPhone(row.phone)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
