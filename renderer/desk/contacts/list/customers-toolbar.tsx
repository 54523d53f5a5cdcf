import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { LIST_SORTS } from '../../../../shared/contract/list-sort.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { SearchField, Toolbar } from '../../../ui/index.ts';
import { useMay } from '../../state/seat.tsx';
import { FilterFields } from '../../state/segment-filter/filter-fields.tsx';
import classes from './customers.module.css';
import { FilterChips } from './filter-chips.tsx';
import { EVERYBODY, type ListFilter, sortOf } from './list-filter.ts';
import { SegmentChoice } from './segment-choice.tsx';
import { useFilterWords } from './use-filter-words.ts';

interface CustomersToolbarProps {
  list: ListFilter;
  onChange: (list: ListFilter) => void;
}

/** Search, kind, whatever else is known of them, the order, and filters that were kept. */
export function CustomersToolbar({ list, onChange }: CustomersToolbarProps) {
  const { t } = useTranslation('contacts');
  const mayList = useMay('lists.create');
  const { filter, segment } = list;
  const words = useFilterWords(filter);
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const change = (next: Partial<ListFilter['filter']>) =>
    onChange({ ...list, filter: { ...filter, ...next } });
  return (
    <>
      <Toolbar>
        <SearchField
          className={classes.search}
          label={t('list.search')}
          value={filter.search ?? ''}
          maxLength={200}
          onChange={(search) => change({ search })}
        />
        <SegmentedControl
          aria-label={t('list.kind')}
          value={filter.kind ?? 'all'}
          data={[
            { value: 'all', label: t('list.everyone') },
            { value: 'person', label: t('list.people') },
            { value: 'organisation', label: t('list.organisations') },
          ]}
          onChange={(value) =>
            change({ kind: value === 'person' || value === 'organisation' ? value : undefined })
          }
        />
        <Button
          ref={opener}
          variant="default"
          leftSection={<IconFilter size={14} aria-hidden />}
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={() => setOpen(!isOpen)}
        >
          {words.length === 0 ? t('list.filters') : t('list.filtersSet', { count: words.length })}
        </Button>
        <Select
          className={classes.order}
          aria-label={t('list.sort')}
          allowDeselect={false}
          disabled={(filter.search ?? '').trim() !== ''}
          data={LIST_SORTS.map((sort) => ({ value: sort, label: t(`list.sorts.${sort}`) }))}
          value={sortOf(list)}
          onChange={(value) =>
            onChange({ ...list, sort: LIST_SORTS.find((sort) => sort === value) ?? 'recent' })
          }
        />
        {mayList && (
          <SegmentChoice
            list={list}
            onChoose={(chosen) =>
              onChange({ ...EVERYBODY, sort: list.sort, segment: chosen, filter: chosen?.filter ?? {} })
            }
            onSaved={(saved) => onChange({ ...list, segment: saved, filter: saved.filter })}
          />
        )}
      </Toolbar>
      {isOpen && (
        <section
          id={panel}
          className={classes.panel}
          aria-label={t('list.filters')}
          onKeyDown={(event) => {
            // A list that is open in a field takes the key for itself.
            const isTaken = event.target instanceof Element && event.target.ariaExpanded === 'true';
            if (event.key !== 'Escape' || isTaken) return;
            setOpen(false);
            opener.current?.focus();
          }}
        >
          <FilterFields bare filter={filter} onChange={(next) => onChange({ ...list, filter: next })} />
        </section>
      )}
      <FilterChips
        filter={filter}
        words={words}
        onChange={(next) => onChange({ ...list, filter: next })}
        onClear={() => onChange({ ...EVERYBODY, sort: list.sort, segment })}
      />
    </>
  );
}
