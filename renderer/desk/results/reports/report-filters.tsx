import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import type { Output } from '../../../../shared/contract/index.ts';
import type { ReportFigures } from '../../../../shared/contract/reports.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Toolbar } from '../../../ui/index.ts';
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
  const options = (named: ReadonlyArray<{ id: string; name: string }> = []) =>
    named.map(({ id, name }) => ({ value: id, label: name }));
  const lines = (figures?.per.line ?? []).flatMap(({ key, name }) =>
    key === undefined ? [] : [{ id: key, name: name || t('reports:gone') }],
  );
  const pick = (name: 'agentId' | 'lineId' | 'campaignId', data: ReturnType<typeof options>) => (
    <Select
      className={classes.pick}
      aria-label={t(`reports:filter.${name}`)}
      placeholder={t(`reports:any.${name}`)}
      clearable
      searchable={data.length > 10}
      data={data}
      value={query[name] ?? null}
      onChange={(value) => onChange({ ...query, [name]: value ?? undefined })}
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
        <DatePickerInput
          className={classes.dates}
          type="range"
          size="xs"
          allowSingleDateInRange
          aria-label={t('results:filter.dates')}
          placeholder={t('results:filter.dates')}
          valueFormat="D MMM YYYY"
          value={[query.firstDay ?? null, query.lastDay ?? null]}
          onChange={([firstDay, lastDay]) =>
            onChange({ ...query, firstDay: firstDay ?? undefined, lastDay: lastDay ?? undefined })
          }
        />
      )}
      {pick('agentId', options(choices?.agents))}
      {pick('lineId', options(lines))}
      {pick('campaignId', options(choices?.campaigns))}
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
