import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useColleagues } from '../state/agent.tsx';
import { useContactSearch } from '../state/contact-search.ts';
import { canDial, isNumberLike } from '../state/dialable.ts';
import { NumberSuggestions, optionValue } from './number-suggestions.tsx';

export interface Picked {
  readonly number: string;
  readonly contactId?: string;
}

/** `shift`: Enter was pressed with Shift, where that means something else. */
export type OnPick = (picked: Picked, shift: boolean) => Promise<boolean>;

interface NumberFieldProps {
  id?: string;
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  shortcut?: string;
  leftSection?: ReactNode;
  rightSection?: ReactNode;
  /** All colleagues are offered before anything is typed. */
  offersColleagues?: boolean;
  /** In the empty field, as a shell brings back its last line. */
  onArrowUp?: (() => void) | undefined;
  /** Where a click only chooses, and a button says what for. Enter always takes at once. */
  onChoose?: (picked: Picked, name: string) => void;
  /** True: it was taken, and the field empties. */
  onPick: OnPick;
}

const SHOWN = 7;

/**
 * One field for a name or a number. Enter takes the number as typed, or the first colleague or customer that fits the
 * name; an arrow chooses another one.
 */
export function NumberField(props: NumberFieldProps) {
  const { text, onText, onPick, onChoose, offersColleagues = false, onArrowUp } = props;
  const typed = text.trim();
  const customers = useContactSearch(text, SHOWN);
  const colleaguesFound = useColleagues(text);
  const colleagues = typed === '' && !offersColleagues ? [] : colleaguesFound.slice(0, SHOWN);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const number = isNumberLike(typed) ? typed : undefined;
  // An option that the keyboard chose is submitted by the list as a click: only here it is known which keys were down.
  const entered = useRef<{ readonly shift: boolean }>(undefined);

  const byValue = (value: string): Picked | undefined => {
    if (value === optionValue.number()) return number === undefined ? undefined : { number };
    const colleague = colleagues.find((other) => optionValue.colleague(other) === value);
    if (colleague) {
      const { extension, contactId } = colleague;
      return { number: extension, ...(contactId === undefined ? {} : { contactId }) };
    }
    const row = customers.find((other) => optionValue.customer(other) === value);
    return row?.phone !== undefined && canDial(row) ? { number: row.phone, contactId: row.id } : undefined;
  };
  const first = (): Picked | undefined => {
    if (number !== undefined) return { number };
    const person = colleagues[0];
    if (person) return byValue(optionValue.colleague(person));
    const row = customers.find(canDial);
    return row && byValue(optionValue.customer(row));
  };
  const nameOf = (value: string): string =>
    colleagues.find((other) => optionValue.colleague(other) === value)?.name ??
    customers.find((other) => optionValue.customer(other) === value)?.name ??
    typed;
  const pick = async (picked: Picked | undefined, shift = false) => {
    if (!picked) return;
    combobox.closeDropdown();
    if (await onPick(picked, shift)) onText('');
  };
  const submit = (value: string) => {
    const keys = entered.current;
    entered.current = undefined;
    const picked = byValue(value);
    if (keys || !onChoose) return void pick(picked, keys?.shift);
    combobox.closeDropdown();
    if (picked) onChoose(picked, nameOf(value));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowUp' && typed === '' && onArrowUp) {
      event.preventDefault();
      onArrowUp();
    }
    if (event.key !== 'Enter') return;
    // The list's own turn comes right after this one.
    entered.current = { shift: event.shiftKey };
    if (combobox.getSelectedOptionIndex() >= 0) return;
    entered.current = undefined;
    event.preventDefault();
    if (typed !== '') void pick(first(), event.shiftKey);
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={submit}
      shadow="md"
      position="bottom-start"
      withinPortal={false}
      width="target"
    >
      <Combobox.Target>
        <TextInput
          id={props.id}
          size="sm"
          aria-label={props.label}
          aria-keyshortcuts={props.shortcut}
          placeholder={props.placeholder}
          value={text}
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
          leftSection={props.leftSection}
          rightSection={props.rightSection}
          rightSectionPointerEvents="none"
          onChange={(event) => {
            onText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={number === undefined && colleagues.length + customers.length === 0}>
        <NumberSuggestions number={number} colleagues={colleagues} customers={customers} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
