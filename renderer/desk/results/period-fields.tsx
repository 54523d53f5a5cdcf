import { Select } from '@mantine/core';
import { REPORT_PERIODS, type ReportPeriod } from '../../../shared/domain/reports/period.ts';
import { useTranslation } from '../../i18n/index.ts';
import { DaySpanFilter } from '../../ui/index.ts';
import classes from './results.module.css';

interface Period {
  readonly period: ReportPeriod;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
}

interface PeriodFieldsProps<Q extends Period> {
  readonly query: Q;
  readonly onChange: (query: Q) => void;
}

/** A period by its name, or any days. */
export function PeriodFields<Q extends Period>({ query, onChange }: PeriodFieldsProps<Q>) {
  const { t } = useTranslation(['reports', 'results']);
  return (
    <>
      <Select
        className={classes.pick}
        aria-label={t('results:filter.period')}
        allowDeselect={false}
        maxDropdownHeight={400}
        data={REPORT_PERIODS.map((value) => ({ value, label: t(`reports:period.${value}`) }))}
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
    </>
  );
}
