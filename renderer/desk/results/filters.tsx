import { Select } from '@mantine/core';
import type { Output } from '../../../shared/contract/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import { DaySpanFilter, FilterSelect, namedOptions, Toolbar } from '../../ui/index.ts';
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
  const pick = (
    name: 'campaignId' | 'scriptId' | 'agentId',
    all: string,
    data: ReturnType<typeof namedOptions>,
  ) => (
    <FilterSelect
      className={classes.pick}
      label={t(`filter.${name}`)}
      any={all}
      options={data}
      value={query[name]}
      onChange={(value) => onChange({ ...query, [name]: value })}
    />
  );
  return (
    <Toolbar>
      {pick('campaignId', t('filter.anyList'), namedOptions(choices?.campaigns))}
      {pick('scriptId', t('filter.anyScript'), namedOptions(choices?.scripts))}
      {pick('agentId', t('filter.anyAgent'), namedOptions(choices?.agents))}
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
        <DaySpanFilter
          className={classes.dates}
          label={t('filter.dates')}
          firstDay={query.firstDay}
          lastDay={query.lastDay}
          onChange={(span) => onChange({ ...query, ...span })}
        />
      )}
    </Toolbar>
  );
}
