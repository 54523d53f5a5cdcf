import { Button, Select } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { CHANNELS } from '../../../../shared/contract/contacts.ts';
import type { Output } from '../../../../shared/contract/index.ts';
import type { ReportFigures } from '../../../../shared/contract/reports.ts';
import { byName } from '../../../../shared/domain/text/by-name.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { DaySpanFilter, FilterSelect, namedOptions, Toolbar } from '../../../ui/index.ts';
import { useNodeName, useOutcomes } from '../../state/outcomes.tsx';
import { OwnConditions } from '../../state/own-conditions.tsx';
import { PeriodFields } from '../period-fields.tsx';
import classes from '../results.module.css';
import { isNarrowed, moreChosen, type ReportQuery, unnarrowed } from './report-query.ts';

interface ReportFiltersProps {
  readonly query: ReportQuery;
  readonly choices: Output<'results.choices'> | undefined;
  /** Lines and regions are known by the calls that had them. */
  readonly figures: ReportFigures | undefined;
  readonly onChange: (query: ReportQuery) => void;
}

type Picked = 'agentId' | 'lineId' | 'campaignId' | 'outcome' | 'channel' | 'region' | 'direction';

/** Period, what it is compared with, person, line and list; the rest unfolds. Everything below is about these calls only. */
export function ReportFilters({ query, choices, figures, onChange }: ReportFiltersProps) {
  const { t } = useTranslation(['reports', 'results', 'contacts']);
  const more = moreChosen(query);
  const [unfolded, setUnfolded] = useState(more > 0);
  const outcomes = useOutcomes();
  const nodeName = useNodeName();
  const seen = useSeen(figures);
  const pick = (name: Picked, options: { value: string; label: string }[]) => (
    <FilterSelect
      className={classes.pick}
      label={t(`reports:filter.${name}`)}
      any={t(`reports:any.${name}`)}
      options={options}
      value={query[name]}
      onChange={(value) => onChange({ ...query, [name]: value })}
    />
  );
  return (
    <>
      <Toolbar>
        <PeriodFields query={query} onChange={onChange} />
        <Select
          className={classes.pick}
          aria-label={t('reports:against.label')}
          allowDeselect={false}
          data={(['before', 'yearBefore', 'dates'] as const).map((value) => ({
            value,
            label: t(`reports:against.${value}`),
          }))}
          value={query.against}
          onChange={(value) => value && onChange({ ...query, against: value as ReportQuery['against'] })}
        />
        {query.against === 'dates' && (
          <DaySpanFilter
            className={classes.dates}
            label={t('reports:against.days')}
            clearable={false}
            firstDay={query.againstFirstDay}
            lastDay={query.againstLastDay}
            onChange={({ firstDay, lastDay }) =>
              onChange({ ...query, againstFirstDay: firstDay, againstLastDay: lastDay })
            }
          />
        )}
        {pick('agentId', namedOptions(choices?.agents))}
        {pick(
          'lineId',
          seen.lines.map(({ key, name }) => ({ value: key, label: name || t('reports:gone') })),
        )}
        {pick('campaignId', namedOptions(choices?.campaigns))}
        <Button
          variant={more > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={14} aria-hidden />}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {more > 0 ? t('reports:moreCount', { count: more }) : t('reports:more')}
        </Button>
        {isNarrowed(query) && (
          <Button variant="subtle" onClick={() => onChange(unnarrowed(query))}>
            {t('reports:everything')}
          </Button>
        )}
      </Toolbar>
      {unfolded && (
        <Toolbar>
          {pick(
            'direction',
            (['inbound', 'outbound'] as const).map((value) => ({
              value,
              label: t(`results:filter.${value}`),
            })),
          )}
          {pick(
            'outcome',
            outcomes.map((node) => ({ value: node.key, label: nodeName(node) })),
          )}
          {pick(
            'channel',
            CHANNELS.map((value) => ({ value, label: t(`contacts:channel.${value}`) })),
          )}
          {pick(
            'region',
            seen.regions.map(({ key }) => ({ value: key, label: key })),
          )}
          <OwnConditions
            className={classes.own}
            conditions={query.own ?? []}
            onChange={(own) => {
              const { own: _, ...rest } = query;
              onChange(own.length === 0 ? rest : { ...rest, own });
            }}
          />
        </Toolbar>
      )}
    </>
  );
}

interface Seen {
  readonly key: string;
  readonly name: string;
}

/** A report on one line knows that line only: what was there before stays to be chosen. */
function useSeen(figures: ReportFigures | undefined): { lines: Seen[]; regions: Seen[] } {
  const kept = useRef({ line: new Map<string, string>(), region: new Map<string, string>() });
  for (const dimension of ['line', 'region'] as const)
    for (const { key, name } of figures?.per[dimension] ?? [])
      if (key !== undefined) kept.current[dimension].set(key, name);
  const all = (dimension: 'line' | 'region') =>
    [...kept.current[dimension]].map(([key, name]) => ({ key, name })).sort((a, b) => byName(a.name, b.name));
  return { lines: all('line'), regions: all('region') };
}
