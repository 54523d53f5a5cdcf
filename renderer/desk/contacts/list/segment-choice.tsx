import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Segment } from '../../../../shared/contract/segments.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { toastDone } from '../../../ui/index.ts';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useSegments } from '../../state/use-segments.ts';
import classes from './customers.module.css';
import { isChanged, isNarrow, type ListFilter } from './list-filter.ts';

interface SegmentChoiceProps {
  list: ListFilter;
  onChoose: (segment: Segment | undefined) => void;
  /** The list shows just this now. */
  onSaved: (segment: Segment) => void;
}

/** A saved filter opens as the list; one that was changed is saved again, or under another name. */
export function SegmentChoice({ list, onChoose, onSaved }: SegmentChoiceProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const ask = useAsk();
  const { segments, reload } = useSegments();
  const [name, setName] = useState<string>();
  const chosen = list.segment;
  const save = async (title: string, id?: string) => {
    const filter = tidyFilter(list.filter);
    if (title === '') return;
    const saved = await ask('segments.save', { ...(id === undefined ? {} : { id }), name: title, filter });
    if (!saved) return;
    setName(undefined);
    toastDone(t('list.segmentSaved', { name: title }));
    reload();
    onSaved({ id: saved.id, version: (chosen?.version ?? 0) + 1, name: title, filter });
  };
  if (name !== undefined) {
    return (
      <>
        <TextInput
          autoFocus
          className={classes.order}
          aria-label={t('list.segmentName')}
          placeholder={t('list.segmentName')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setName(undefined);
            if (event.key === 'Enter') void save(name.trim());
          }}
        />
        <Button disabled={name.trim() === ''} onClick={() => void save(name.trim())}>
          {t('common:save')}
        </Button>
      </>
    );
  }
  return (
    <>
      {(segments.length > 0 || chosen !== undefined) && (
        <Select
          className={classes.order}
          aria-label={t('list.segment')}
          placeholder={t('list.noSegment')}
          clearable
          data={segments.map((segment) => ({ value: segment.id, label: segment.name }))}
          value={chosen?.id ?? null}
          onChange={(id) => onChoose(segments.find((segment) => segment.id === id))}
        />
      )}
      {chosen !== undefined && isChanged(list) && (
        <Button variant="subtle" onClick={() => void save(chosen.name, chosen.id)}>
          {t('list.updateSegment')}
        </Button>
      )}
      {isNarrow(list.filter) && (chosen === undefined || isChanged(list)) && (
        <Button variant="subtle" onClick={() => setName('')}>
          {t('list.saveSegment')}
        </Button>
      )}
    </>
  );
}
