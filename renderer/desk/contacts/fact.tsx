import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './fact.module.css';

interface FactProps {
  label: string;
  /** Whether it must not be heard in a recording. */
  mark?: object | undefined;
  /** As it is shown; empty shows an invitation. */
  shown: string;
  /** A remark under it. */
  note?: string;
  /** It was just asked for, so the field is there at once. */
  startsOpen?: boolean;
  /** What stands in the text's place, with the way to the field. */
  instead?: (edit: () => void) => ReactNode;
  /** The field, when it is being edited; `done` goes back to the text. */
  children: (done: () => void) => ReactNode;
}

/** A fact that turns into its field when it is pressed. */
export function Fact({ label, mark = {}, shown, note, startsOpen = false, instead, children }: FactProps) {
  const { t } = useTranslation('contacts');
  const [editing, setEditing] = useState(startsOpen);
  return (
    <div className={classes.fact} {...mark}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>
        {editing ? (
          children(() => setEditing(false))
        ) : instead ? (
          instead(() => setEditing(true))
        ) : (
          <button
            type="button"
            className={classes.shown}
            data-empty={shown === ''}
            aria-label={t('field.editLabel', { field: label, value: shown || t('field.empty') })}
            onClick={() => setEditing(true)}
          >
            {shown || t('field.empty')}
          </button>
        )}
        {!editing && note !== undefined && <div className={classes.note}>{note}</div>}
      </dd>
    </div>
  );
}

interface TextFactProps {
  label: string;
  value: string;
  long?: boolean;
  numeric?: boolean;
  mark?: object | undefined;
  onSave: (value: string) => void;
}

export function TextFact({ label, value, long = false, numeric = false, mark, onSave }: TextFactProps) {
  return (
    <Fact label={label} mark={mark} shown={value}>
      {(done) => <TextEdit {...{ label, value, long, numeric, onSave, done }} />}
    </Fact>
  );
}

function TextEdit({
  label,
  value,
  long,
  numeric,
  onSave,
  done,
}: Required<Omit<TextFactProps, 'mark'>> & { done: () => void }) {
  const [text, setText] = useState(value);
  const finish = () => {
    done();
    if (text.trim() !== value) onSave(text.trim());
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      done();
    }
    if (event.key === 'Enter' && !(long && event.shiftKey)) {
      event.preventDefault();
      finish();
    }
  };
  const shared = { 'aria-label': label, autoFocus: true, onBlur: finish, onKeyDown: keys };
  if (numeric) {
    return (
      <NumberInput
        {...shared}
        value={text}
        min={0}
        max={10_000_000}
        allowDecimal={false}
        hideControls
        onChange={(next) => setText(String(next))}
      />
    );
  }
  const onChange = (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value);
  return long ? (
    <Textarea
      {...shared}
      value={text}
      onChange={onChange}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={2000}
    />
  ) : (
    <TextInput {...shared} value={text} onChange={onChange} maxLength={200} />
  );
}

interface SelectFactProps<T extends string> {
  label: string;
  value: T | null;
  data: ReadonlyArray<{ readonly value: T; readonly label: string }>;
  clearable?: boolean;
  onSave: (value: T | null) => void;
}

export function SelectFact<T extends string>({
  label,
  value,
  data,
  clearable = false,
  onSave,
}: SelectFactProps<T>) {
  const shown = data.find((option) => option.value === value)?.label ?? '';
  return (
    <Fact label={label} shown={shown}>
      {(done) => (
        <Select
          aria-label={label}
          data={data}
          value={value}
          autoFocus
          defaultDropdownOpened
          allowDeselect={clearable}
          onChange={(next) => {
            done();
            const chosen = data.find((option) => option.value === next)?.value ?? null;
            if (chosen !== value && (chosen !== null || clearable)) onSave(chosen);
          }}
          onDropdownClose={done}
          onBlur={done}
        />
      )}
    </Fact>
  );
}
