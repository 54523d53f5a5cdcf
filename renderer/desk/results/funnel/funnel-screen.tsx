import { Skeleton } from '@mantine/core';
import { type ReactNode, useContext, useState } from 'react';
import { CHANNELS } from '../../../../shared/contract/contacts.ts';
import type { Funnel, FunnelFilter } from '../../../../shared/contract/funnel.ts';
import { daysOfPeriod, type ReportPeriod } from '../../../../shared/domain/reports/period.ts';
import { byName } from '../../../../shared/domain/text/by-name.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { ZoneContext } from '../../../i18n/use-format.ts';
import { FilterSelect, namedOptions, Screen, Toolbar, Trouble } from '../../../ui/index.ts';
import { useFailureText } from '../../state/use-ask.ts';
import { Definitions } from '../definitions.tsx';
import { PeriodFields } from '../period-fields.tsx';
import { todayIn } from '../query.ts';
import { weekStart } from '../reports/weekdays.ts';
import classes from '../results.module.css';
import { useReport } from '../use-report.ts';
import { FunnelCustomers } from './funnel-customers.tsx';
import { FunnelParts } from './funnel-parts.tsx';
import { FunnelTable } from './funnel-table.tsx';
import type { OpenedPart } from './opened-part.ts';

interface FunnelQuery extends Omit<FunnelFilter, 'firstDay' | 'lastDay' | 'against'> {
  readonly period: ReportPeriod;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
}

/** How customers pass the stages: how many come, go on, leave and stay, and how long it takes. */
export function FunnelScreen({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation(['funnel', 'results', 'common']);
  const zone = useContext(ZoneContext);
  const format = useFormat();
  const failureText = useFailureText();
  const [query, setQuery] = useState<FunnelQuery>({ period: 'month' });
  const [opened, setOpened] = useState<OpenedPart>();
  const { period, firstDay, lastDay, ...narrowed } = query;
  const filter: FunnelFilter = {
    ...Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== undefined)),
    ...daysOfPeriod(period, { firstDay, lastDay, today: todayIn(zone), weekStart: weekStart() }),
  };
  const { data, busy, error, reload } = useReport('funnel.figures', filter);
  const date = (day: string) => format.date(Date.parse(`${day}T12:00:00Z`), 'UTC');
  return (
    <Screen
      title={t('results:title')}
      aside={tabs}
      toolbar={
        <Filters
          query={query}
          data={data}
          onChange={(next) => {
            setOpened(undefined);
            setQuery(next);
          }}
        />
      }
    >
      {opened && <FunnelCustomers filter={filter} opened={opened} onBack={() => setOpened(undefined)} />}
      {/* Kept behind the customers, so that the way back leads to the same place. */}
      <div hidden={opened !== undefined} aria-busy={busy}>
        {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
        {data === undefined ? (
          busy && (
            <div role="status" aria-label={t('results:loading')} className={classes.loading}>
              <Skeleton h={220} />
            </div>
          )
        ) : (
          <div className={classes.body}>
            <p className={classes.words}>
              {t('funnel:text', { from: date(data.before.firstDay), to: date(data.before.lastDay) })}
            </p>
            <FunnelTable rows={data.rows} onOpen={setOpened} />
            <FunnelParts per={data.per} onOpen={setOpened} />
            <Definitions
              terms={(['entered', 'began', 'wentOn', 'left', 'stays', 'time', 'person'] as const).map(
                (name) => [t(`funnel:column.${name}`), t(`funnel:definition.${name}`)] as const,
              )}
            />
          </div>
        )}
      </div>
    </Screen>
  );
}

interface FiltersProps {
  readonly query: FunnelQuery;
  readonly data: Funnel | undefined;
  readonly onChange: (query: FunnelQuery) => void;
}

function Filters({ query, data, onChange }: FiltersProps) {
  const { t } = useTranslation(['reports', 'results', 'contacts']);
  const choices = useReport('results.choices', {}).data;
  const pick = (
    name: 'agentId' | 'campaignId' | 'channel' | 'region',
    options: { value: string; label: string }[],
  ) => (
    <FilterSelect
      className={classes.pick}
      label={t(`reports:filter.${name}`)}
      any={t(`reports:any.${name}`)}
      options={options}
      value={query[name]}
      onChange={(value) => onChange({ ...query, [name]: value })}
    />
  );
  const regions = (data?.per.region ?? []).flatMap(({ key }) => (key === undefined ? [] : [key]));
  const known = query.region === undefined ? regions : [...new Set([query.region, ...regions])];
  return (
    <Toolbar>
      <PeriodFields query={query} onChange={onChange} />
      {pick('agentId', namedOptions(choices?.agents))}
      {pick('campaignId', namedOptions(choices?.campaigns))}
      {pick(
        'channel',
        CHANNELS.map((value) => ({ value, label: t(`contacts:channel.${value}`) })),
      )}
      {pick(
        'region',
        known.sort(byName).map((value) => ({ value, label: value })),
      )}
    </Toolbar>
  );
}
