import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import type { Output } from '../../../shared/contract/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Toolbar } from '../../ui/index.ts';
import { PERIODS, type Period, type ResultsQuery } from './query.ts';
import classes from './results.module.css';

interface FiltersProps {
  readonly query: ResultsQuery;
  readonly choices: Output<'results.choices'> | undefined;
  readonly onChange: (query: ResultsQuery) => void;
}

/** List, template, caller, direction and time: everything below is about these calls only. */
export function Filters({ query, choices, onChange }: FiltersProps) {
  const { t } = useTranslation('results');
  const options = (named: ReadonlyArray<{ id: string; name: string }> = []) =>
    named.map(({ id, name }) => ({ value: id, label: name }));
  const pick = (
    name: 'campaignId' | 'scriptId' | 'agentId',
    all: string,
    data: ReturnType<typeof options>,
  ) => (
    <Select
      className={classes.pick}
      aria-label={t(`filter.${name}`)}
      placeholder={all}
      clearable
      searchable={data.length > 10}
      data={data}
      value={query[name] ?? null}
      onChange={(value) => onChange({ ...query, [name]: value ?? undefined })}
    />
  );
  return (
    <Toolbar>
      {pick('campaignId', t('filter.anyList'), options(choices?.campaigns))}
      {pick('scriptId', t('filter.anyScript'), options(choices?.scripts))}
      {pick('agentId', t('filter.anyAgent'), options(choices?.agents))}
      <Select
        className={classes.pick}
        aria-label={t('filter.direction')}
        allowDeselect={false}
        data={[
          { value: 'both', label: t('filter.both') },
          { value: 'outbound', label: t('filter.outbound') },
          { value: 'inbound', label: t('filter.inbound') },
        ]}
        value={query.direction ?? 'both'}
        onChange={(value) =>
          onChange({ ...query, direction: value === 'outbound' || value === 'inbound' ? value : undefined })
        }
      />
      <Select
        className={classes.pick}
        aria-label={t('filter.period')}
        allowDeselect={false}
        data={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        value={query.period}
        onChange={(value) => value && onChange({ ...query, period: value as Period })}
      />
      {query.period === 'dates' && (
        <DatePickerInput
          className={classes.dates}
          type="range"
          size="xs"
          clearable
          allowSingleDateInRange
          aria-label={t('filter.dates')}
          placeholder={t('filter.dates')}
          valueFormat="D MMM YYYY"
          value={[query.firstDay ?? null, query.lastDay ?? null]}
          onChange={([firstDay, lastDay]) =>
            onChange({ ...query, firstDay: firstDay ?? undefined, lastDay: lastDay ?? undefined })
          }
        />
      )}
    </Toolbar>
  );
}
