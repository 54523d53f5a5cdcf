import { Select } from '@mantine/core';
import type { Output } from '../../../../shared/contract/index.ts';
import type { ReportFigures } from '../../../../shared/contract/reports.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { DaySpanFilter, FilterSelect, namedOptions, Toolbar } from '../../../ui/index.ts';
import classes from '../results.module.css';
import { REPORT_PERIODS, type ReportPeriod, type ReportQuery } from './report-query.ts';

interface ReportFiltersProps {
  readonly query: ReportQuery;
  readonly choices: Output<'results.choices'> | undefined;
  /** Lines are known by the calls that came in on them. */
  readonly figures: ReportFigures | undefined;
  readonly onChange: (query: ReportQuery) => void;
}

/** Period, person, line, list and direction: everything below is about these calls only. */
export function ReportFilters({ query, choices, figures, onChange }: ReportFiltersProps) {
  const { t } = useTranslation(['reports', 'results']);
  const lines = (figures?.per.line ?? []).flatMap(({ key, name }) =>
    key === undefined ? [] : [{ id: key, name: name || t('reports:gone') }],
  );
  const pick = (name: 'agentId' | 'lineId' | 'campaignId', data: ReturnType<typeof namedOptions>) => (
    <FilterSelect
      className={classes.pick}
      label={t(`reports:filter.${name}`)}
      any={t(`reports:any.${name}`)}
      options={data}
      value={query[name]}
      onChange={(value) => onChange({ ...query, [name]: value })}
    />
  );
  return (
    <Toolbar>
      <Select
        className={classes.pick}
        aria-label={t('results:filter.period')}
        allowDeselect={false}
        data={REPORT_PERIODS.map((value) => ({
          value,
          label: value === 'year' ? t('reports:year') : t(`results:period.${value}`),
        }))}
        value={query.period}
        onChange={(value) => value && onChange({ ...query, period: value as ReportPeriod })}
      />
      {query.period === 'dates' && (
        <DaySpanFilter
          className={classes.dates}
          label={t('results:filter.dates')}
          clearable={false}
          firstDay={query.firstDay}
          lastDay={query.lastDay}
          onChange={(span) => onChange({ ...query, ...span })}
        />
      )}
      {pick('agentId', namedOptions(choices?.agents))}
      {pick('lineId', namedOptions(lines))}
      {pick('campaignId', namedOptions(choices?.campaigns))}
      <Select
        className={classes.pick}
        aria-label={t('results:filter.direction')}
        allowDeselect={false}
        data={(['both', 'inbound', 'outbound'] as const).map((value) => ({
          value,
          label: t(`results:filter.${value}`),
        }))}
        value={query.direction ?? 'both'}
        onChange={(value) =>
          onChange({ ...query, direction: value === 'outbound' || value === 'inbound' ? value : undefined })
        }
      />
    </Toolbar>
  );
}
