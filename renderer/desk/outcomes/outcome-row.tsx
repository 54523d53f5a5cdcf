import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconChevronUp,
  IconGripVertical,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useId } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { useConsequenceWords } from './consequence-words.ts';
import { ConsequencesForm } from './consequences-form.tsx';
import * as model from './editor-model.ts';
import classes from './outcomes.module.css';

interface OutcomeRowProps {
  row: model.Row;
  rows: readonly model.Row[];
  /** As the program calls it, when the firm has no name for it. */
  knownName: string;
  nameOf: (row: model.Row) => string;
  open: boolean;
  onOpen: () => void;
  onRows: (rows: model.Row[]) => void;
  onAddBelow: () => void;
  drag: { readonly start: () => void; readonly drop: () => void; readonly end: () => void };
}

export function OutcomeRow(props: OutcomeRowProps) {
  const { row, rows, knownName, nameOf, open, onOpen, onRows, onAddBelow, drag } = props;
  const { t } = useTranslation('outcomes');
  const words = useConsequenceWords();
  const bodyId = useId();
  const name = nameOf(row);
  const first = row.parentId === undefined;
  const parents = rows.filter(
    (each) =>
      each.parentId === undefined &&
      each.id !== row.id &&
      !each.retired &&
      model.mayStand(rows, row, each.id),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onRows(model.moved(rows, row.id, event.key === 'ArrowUp' ? -1 : 1));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    drag.drop();
  };
  return (
    <li
      className={classes.item}
      data-second={!first}
      data-retired={row.retired}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <div className={classes.row}>
        <span
          className={classes.grip}
          draggable={!row.retired}
          onDragStart={drag.start}
          onDragEnd={drag.end}
          title={t('editor.drag')}
          aria-hidden
        >
          <IconGripVertical size={16} stroke={1.6} />
        </span>
        <span className={classes.digit}>
          {row.retired ? null : <KeyHint>{String(model.digitOf(rows, row))}</KeyHint>}
        </span>
        <TextInput
          size="xs"
          className={classes.name}
          aria-label={t('editor.name', { name })}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          placeholder={knownName}
          value={row.name}
          maxLength={100}
          onChange={(event) => onRows(model.changed(rows, row.id, { name: event.currentTarget.value }))}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className={classes.words}
          aria-expanded={open}
          aria-controls={bodyId}
          title={words(row.consequences)}
          onClick={onOpen}
        >
          <span className={classes.wordsText}>{words(row.consequences)}</span>
          {open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
        </button>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={row.retired ? t('editor.offerAgain', { name }) : t('editor.retire', { name })}
          title={row.retired ? t('editor.offerAgain', { name }) : t('editor.retire', { name })}
          disabled={row.retired && model.isFull(rows, row.parentId)}
          onClick={() => onRows(model.retired(rows, row.id, !row.retired))}
        >
          {row.retired ? <IconArrowBackUp size={16} aria-hidden /> : <IconTrash size={16} aria-hidden />}
        </ActionIcon>
      </div>
      {open && (
        <div id={bodyId} className={classes.body}>
          <ConsequencesForm
            value={row.consequences}
            onChange={(consequences) => onRows(model.changed(rows, row.id, { consequences }))}
          />
          <div className={classes.place}>
            <Select
              size="xs"
              label={t('editor.level')}
              data={[
                ...(model.mayStand(rows, row, undefined)
                  ? [{ value: '', label: t('editor.firstLevel') }]
                  : []),
                ...parents.map((each) => ({
                  value: each.id,
                  label: t('editor.under', { name: nameOf(each) }),
                })),
              ]}
              value={row.parentId ?? ''}
              allowDeselect={false}
              onChange={(parent) => onRows(model.underOther(rows, row.id, parent || undefined))}
            />
            {first && !row.retired && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                disabled={model.isFull(rows, row.id)}
                onClick={onAddBelow}
              >
                {t('editor.addSecond', { name })}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
