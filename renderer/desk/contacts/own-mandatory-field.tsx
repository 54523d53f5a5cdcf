import { useState } from 'react';
import type { Language } from '../../../shared/contract/common.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import type { OwnValue } from '../../../shared/domain/own-field/field.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './mandatory.module.css';
import { entryOf, type OwnEntry, savedOf } from './own-entry.ts';
import { OwnInput } from './own-input.tsx';

interface OwnMandatoryFieldProps {
  field: OwnField;
  onSave: (value: OwnValue) => void;
}

/** One missing field of the firm's own as a small control; Enter, a choice or leaving it saves. */
export function OwnMandatoryField({ field, onSave }: OwnMandatoryFieldProps) {
  const { t, i18n } = useTranslation('ownFields');
  const language = i18n.language as Language;
  const [entry, setEntry] = useState<OwnEntry>(() => entryOf(field, undefined, language));
  const [error, setError] = useState<string>();
  const save = (given: OwnEntry) => {
    const saved = savedOf(field, given, undefined, language);
    setError('trouble' in saved ? t(`trouble.${saved.trouble}`) : undefined);
    if ('value' in saved && saved.value !== undefined) onSave(saved.value);
  };
  return (
    <OwnInput
      bare
      className={classes.field}
      field={field}
      entry={entry}
      error={error}
      placeholder={field.name}
      onChange={setEntry}
      onChosen={save}
      onBlur={() => save(entry)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && 'text' in entry) save(entry);
      }}
    />
  );
}
