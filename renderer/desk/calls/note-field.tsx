import { TextInput } from '@mantine/core';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { FOCUS } from '../state/bar-ui.tsx';
import { useSensitiveField } from '../state/sensitive.tsx';
import { draftOf, useWrapUps } from '../state/wrap-up.tsx';
import classes from './call-bar.module.css';

const NOTE_KEY = 'N';

/** The same note while talking and in the wrap-up, at the same place. */
export function NoteField({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const note = useWrapUps((wrapUps) => draftOf(wrapUps, call).note);
  const edit = useWrapUps((wrapUps) => wrapUps.edit);
  const keep = useWrapUps((wrapUps) => wrapUps.keep);
  const sensitive = useSensitiveField('note');
  return (
    <TextInput
      {...sensitive}
      id={FOCUS.note}
      className={classes.note}
      size="sm"
      aria-label={t('wrapUp.note')}
      aria-keyshortcuts="N Alt+N"
      placeholder={t('wrapUp.notePlaceholder')}
      value={note}
      maxLength={10_000}
      rightSection={<KeyHint>{NOTE_KEY}</KeyHint>}
      rightSectionPointerEvents="none"
      onChange={(event) => edit(call, { note: event.currentTarget.value })}
      onBlur={() => void keep(call.id)}
    />
  );
}
