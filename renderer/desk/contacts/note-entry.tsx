import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Contact } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useSensitiveField } from '../state/sensitive.tsx';
import classes from './timeline.module.css';
import { useContactChanges } from './use-contact-changes.ts';

/** A note that belongs to no call. Ctrl+Enter saves. */
export function NoteEntry({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['contacts', 'common']);
  const { addNote } = useContactChanges(contact);
  const sensitive = useSensitiveField('note');
  const [text, setText] = useState('');
  const save = async () => {
    if (text.trim() !== '' && (await addNote(text.trim()))) setText('');
  };
  return (
    <div className={classes.entryForm} {...sensitive}>
      <Textarea
        aria-label={t('card.addNote')}
        placeholder={t('card.addNote')}
        value={text}
        classNames={{ input: classes.noteInput }}
        rows={1}
        maxLength={10_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
      />
      {text.trim() !== '' && <Button onClick={() => void save()}>{t('common:save')}</Button>}
    </div>
  );
}
