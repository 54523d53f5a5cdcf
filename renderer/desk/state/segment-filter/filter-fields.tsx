import { MultiSelect, NumberInput, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { CHANNELS, RELATIONS, STAGES } from '../../../../shared/contract/contacts.ts';
import type { SegmentFilter } from '../../../../shared/contract/segments.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { OwnConditions } from '../own-conditions.tsx';
import { useSession } from '../session.tsx';
import classes from './filter-fields.module.css';

interface FilterFieldsProps {
  filter: SegmentFilter;
  onChange: (filter: SegmentFilter) => void;
  /** Search and kind stand elsewhere on the screen. */
  bare?: boolean;
}

/** Customers by what is known of them; everything given must hold, an empty field asks for nothing. */
export function FilterFields({ filter, onChange, bare = false }: FilterFieldsProps) {
  const { t } = useTranslation(['campaigns', 'contacts']);
  const users = useSession((session) => session.users);
  const set = <K extends keyof SegmentFilter>(field: K, value: SegmentFilter[K] | undefined) => {
    const { [field]: _before, ...rest } = filter;
    onChange(value === undefined ? rest : { ...rest, [field]: value });
  };
  const many = <T extends string>(all: readonly T[], chosen: string[]): T[] =>
    all.filter((value) => chosen.includes(value));
  return (
    <div className={classes.filter}>
      {!bare && (
        <>
          <TextInput
            className={classes.wide}
            type="search"
            label={t('filter.search')}
            placeholder={t('contacts:list.search')}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={filter.search ?? ''}
            maxLength={200}
            onChange={(event) => set('search', event.currentTarget.value || undefined)}
          />
          <div>
            <div className={classes.label} id="segment-kind">
              {t('contacts:list.kind')}
            </div>
            <SegmentedControl
              aria-labelledby="segment-kind"
              value={filter.kind ?? 'all'}
              data={[
                { value: 'all', label: t('contacts:list.everyone') },
                { value: 'person', label: t('contacts:list.people') },
                { value: 'organisation', label: t('contacts:list.organisations') },
              ]}
              onChange={(value) =>
                set('kind', value === 'person' || value === 'organisation' ? value : undefined)
              }
            />
          </div>
        </>
      )}
      <MultiSelect
        searchable
        label={t('contacts:field.relation')}
        placeholder={filter.relations?.length ? '' : t('filter.any')}
        size="xs"
        data={RELATIONS.map((value) => ({ value, label: t(`contacts:relation.${value}`) }))}
        value={filter.relations ?? []}
        onChange={(chosen) => set('relations', chosen.length ? many(RELATIONS, chosen) : undefined)}
      />
      <MultiSelect
        searchable
        label={t('contacts:field.stage')}
        placeholder={filter.stages?.length ? '' : t('filter.any')}
        size="xs"
        data={STAGES.map((value) => ({ value, label: t(`contacts:stage.${value}`) }))}
        value={filter.stages ?? []}
        onChange={(chosen) => set('stages', chosen.length ? many(STAGES, chosen) : undefined)}
      />
      <MultiSelect
        searchable
        label={t('contacts:field.channel')}
        placeholder={filter.channels?.length ? '' : t('filter.any')}
        size="xs"
        data={CHANNELS.map((value) => ({ value, label: t(`contacts:channel.${value}`) }))}
        value={filter.channels ?? []}
        onChange={(chosen) => set('channels', chosen.length ? many(CHANNELS, chosen) : undefined)}
      />
      <TextInput
        label={t('contacts:field.region')}
        value={filter.region ?? ''}
        maxLength={200}
        onChange={(event) => set('region', event.currentTarget.value || undefined)}
      />
      <TextInput
        label={t('contacts:field.field')}
        value={filter.field ?? ''}
        maxLength={200}
        onChange={(event) => set('field', event.currentTarget.value || undefined)}
      />
      <TagsInput
        label={t('contacts:field.tags')}
        value={filter.tags ?? []}
        maxTags={20}
        onChange={(tags) => set('tags', tags.length ? tags.map((tag) => tag.slice(0, 60)) : undefined)}
      />
      <Select
        label={t('contacts:field.responsible')}
        placeholder={t('filter.any')}
        clearable
        data={users.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.responsibleId ?? null}
        onChange={(id) => set('responsibleId', id ?? undefined)}
      />
      <NumberInput
        label={t('filter.notContacted')}
        placeholder={t('filter.any')}
        min={1}
        max={3650}
        allowDecimal={false}
        clampBehavior="strict"
        value={filter.notContactedDays ?? ''}
        onChange={(days) => set('notContactedDays', typeof days === 'number' && days > 0 ? days : undefined)}
      />
      <OwnConditions
        className={classes.own}
        conditions={filter.own ?? []}
        onChange={(own) => set('own', own.length ? own : undefined)}
      />
    </div>
  );
}
