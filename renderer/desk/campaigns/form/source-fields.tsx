import { Button, CloseButton, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { Segment } from '../../../../shared/contract/segments.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { toastDone } from '../../../ui/index.ts';
import { FilterFields } from '../../state/segment-filter/filter-fields.tsx';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';
import { useSegmentCount } from '../../state/segment-filter/use-segment-count.ts';
import { useAsk, useUndo } from '../../state/use-ask.ts';
import { useSegments } from '../../state/use-segments.ts';
import { ChosenCustomers } from './chosen-customers.tsx';
import classes from './form.module.css';
import type { SourceForm } from './list-form.ts';

interface SourceFieldsProps {
  source: SourceForm;
  onChange: (source: SourceForm) => void;
  error?: string | undefined;
}

/** Who shall be called: by a filter, a filter that has a name, or one by one. */
export function SourceFields({ source, onChange, error }: SourceFieldsProps) {
  const { t } = useTranslation('campaigns');
  const label = useId();
  const { segments, reload } = useSegments();
  const set = (change: Partial<SourceForm>) => onChange({ ...source, ...change });
  const segment = segments.find(({ id }) => id === source.segmentId);
  return (
    <fieldset
      className={classes.source}
      aria-labelledby={label}
      aria-invalid={error !== undefined || undefined}
    >
      <div id={label} className={classes.label}>
        {t('source.label')}
      </div>
      <SegmentedControl
        aria-labelledby={label}
        value={source.kind}
        data={[
          { value: 'filter', label: t('source.filter') },
          { value: 'segment', label: t('source.segment') },
          { value: 'contacts', label: t('source.contacts') },
        ]}
        onChange={(kind) => set({ kind: kind as SourceForm['kind'] })}
      />
      {error !== undefined && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      {source.kind === 'filter' && (
        <>
          {source.filter.importId !== undefined && (
            <div className={classes.chip}>
              {t('source.import')}
              <CloseButton
                size="xs"
                aria-label={t('source.importOff')}
                onClick={() => {
                  const { importId: _gone, ...filter } = source.filter;
                  set({ filter });
                }}
              />
            </div>
          )}
          <FilterFields filter={source.filter} onChange={(filter) => set({ filter })} />
          <div className={classes.found}>
            <Found filter={source.filter} />
            <SaveSegment
              filter={source.filter}
              onSaved={(id) => {
                reload();
                set({ segmentId: id });
              }}
            />
          </div>
        </>
      )}
      {source.kind === 'segment' && (
        <>
          <ChooseSegment
            segments={segments}
            chosen={source.segmentId}
            onChoose={(segmentId) => set({ segmentId })}
            onRemoved={() => {
              reload();
              set({ segmentId: null });
            }}
          />
          {segment && (
            <div className={classes.found}>
              <Found filter={segment.filter} />
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => set({ kind: 'filter', filter: segment.filter })}
              >
                {t('source.changeFilter')}
              </Button>
            </div>
          )}
        </>
      )}
      {source.kind === 'contacts' && <ChosenCustomers ids={source.ids} onChange={(ids) => set({ ids })} />}
    </fieldset>
  );
}

/** "1,240 customers, 1,198 with a number", as it would be now. */
function Found({ filter }: { filter: SourceForm['filter'] }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { count, stale } = useSegmentCount(filter);
  return (
    <p role="status" className={classes.count} data-stale={stale || undefined}>
      {count
        ? `${t('source.total', { count: count.total, formatted: format.number(count.total) })}, ${t(
            'source.withNumber',
            { count: count.withNumber, formatted: format.number(count.withNumber) },
          )}`
        : t(stale ? 'source.counting' : 'source.countFailed')}
    </p>
  );
}

function SaveSegment({
  filter,
  onSaved,
}: {
  filter: SourceForm['filter'];
  onSaved: (segmentId: string) => void;
}) {
  const { t } = useTranslation(['campaigns', 'common']);
  const ask = useAsk();
  const [name, setName] = useState<string>();
  const save = async () => {
    const title = name?.trim() ?? '';
    if (title === '') return;
    const saved = await ask('segments.save', { name: title, filter: tidyFilter(filter) });
    if (!saved) return;
    setName(undefined);
    toastDone(t('source.saved', { name: title }));
    onSaved(saved.id);
  };
  if (name === undefined) {
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => setName('')}>
        {t('source.save')}
      </Button>
    );
  }
  return (
    <div className={classes.inline}>
      <TextInput
        autoFocus
        aria-label={t('source.saveName')}
        placeholder={t('source.saveName')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setName(undefined);
          if (event.key !== 'Enter') return;
          // The form around it must not be sent by it.
          event.preventDefault();
          void save();
        }}
      />
      <Button disabled={name.trim() === ''} onClick={() => void save()}>
        {t('common:save')}
      </Button>
    </div>
  );
}

interface ChooseSegmentProps {
  segments: readonly Segment[];
  chosen: string | null;
  onChoose: (segmentId: string | null) => void;
  onRemoved: () => void;
}

function ChooseSegment({ segments, chosen, onChoose, onRemoved }: ChooseSegmentProps) {
  const { t } = useTranslation('campaigns');
  const ask = useAsk();
  const undo = useUndo();
  if (segments.length === 0) return <p className={classes.hint}>{t('source.noSegments')}</p>;
  const name = segments.find(({ id }) => id === chosen)?.name;
  return (
    <div className={classes.inline}>
      <Select
        className={classes.grow}
        aria-label={t('source.segment')}
        placeholder={t('source.chooseSegment')}
        data={segments.map((segment) => ({ value: segment.id, label: segment.name }))}
        value={chosen}
        onChange={onChoose}
      />
      {chosen !== null && name !== undefined && (
        <Button
          variant="subtle"
          color="gray"
          onClick={async () => {
            const removed = await ask('segments.remove', { id: chosen });
            undo(removed, t('source.removed', { name }));
            if (removed) onRemoved();
          }}
        >
          {t('source.remove')}
        </Button>
      )}
    </div>
  );
}
