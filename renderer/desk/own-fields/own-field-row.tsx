import { ActionIcon } from '@mantine/core';
import { IconArchive, IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useId } from 'react';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { useTranslation } from '../../i18n/index.ts';
import { OwnFieldForm } from './own-field-form.tsx';
import classes from './own-fields.module.css';
import { useFieldWords } from './use-field-words.ts';

interface OwnFieldRowProps {
  field: OwnField;
  fields: readonly OwnField[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onMove: (by: 1 | -1) => void;
  onArchive: () => void;
  drag: { readonly start: () => void; readonly drop: () => void };
}

export function OwnFieldRow({ field, fields, open, onOpen, onMove, onArchive, drag }: OwnFieldRowProps) {
  const { t } = useTranslation('ownFields');
  const words = useFieldWords();
  const bodyId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li
      className={classes.item}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        drag.drop();
      }}
    >
      <div className={classes.row}>
        <span className={classes.grip} draggable onDragStart={drag.start} title={t('drag')} aria-hidden>
          <IconGripVertical size={16} stroke={1.6} />
        </span>
        <button
          type="button"
          className={classes.open}
          aria-expanded={open}
          aria-controls={bodyId}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => onOpen(!open)}
          onKeyDown={onKeyDown}
        >
          <span className={classes.name}>{field.name}</span>
          <span className={classes.words}>{words(field)}</span>
          {open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
        </button>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('archiveLabel', { name: field.name })}
          title={t('archiveLabel', { name: field.name })}
          onClick={onArchive}
        >
          <IconArchive size={16} aria-hidden />
        </ActionIcon>
      </div>
      {open && (
        <div id={bodyId} className={classes.body}>
          <OwnFieldForm field={field} fields={fields} onDone={() => onOpen(false)} />
        </div>
      )}
    </li>
  );
}
