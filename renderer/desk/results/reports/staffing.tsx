import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReportFigures } from '../../../../shared/contract/reports.ts';
import { agentsFor, staffing } from '../../../../shared/domain/reports/erlang.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import classes from '../results.module.css';
import { useShare } from '../share.ts';
import { type HourLoad, loadsOf, peakOf } from './load.ts';
import own from './reports.module.css';
import { useWeekdays } from './weekdays.ts';

interface StaffingProps {
  readonly figures: ReportFigures;
  readonly thresholds: { readonly serviceSeconds: number; readonly serviceTarget: number };
}

const HOUR_MS = 3_600_000;

/** How many people an hour needs, by Erlang C: it begins with the busiest hour of the period, and every number can be changed. */
export function Staffing({ figures, thresholds }: StaffingProps) {
  const { t } = useTranslation('reports');
  const weekdays = useWeekdays();
  const loads = loadsOf(figures);
  const peak = peakOf(loads);
  const [hour, setHour] = useState<HourLoad>();
  const shown = hour ?? peak;
  const [changed, setChanged] = useState<{
    calls?: number;
    workSeconds?: number;
    target?: number;
    seconds?: number;
  }>({});
  const calls = changed.calls ?? Math.round(shown.calls * 10) / 10;
  const workSeconds = changed.workSeconds ?? Math.round(shown.workMs / 1000);
  const target = changed.target ?? Math.round(thresholds.serviceTarget * 100);
  const seconds = changed.seconds ?? thresholds.serviceSeconds;
  const load = { calls, intervalMs: HOUR_MS, workMs: workSeconds * 1000 };
  const needed = agentsFor(load, target / 100, seconds * 1000);
  const nameOf = ({ weekday, hour }: HourLoad) =>
    `${weekdays.find((day) => day.weekday === weekday)?.long ?? ''}, ${hour}:00`;
  const field = (name: 'calls' | 'workSeconds' | 'target' | 'seconds', value: number, max: number) => (
    <NumberInput
      label={t(`staffing.${name}`)}
      min={name === 'calls' ? 0 : 1}
      max={max}
      clampBehavior="strict"
      value={value}
      onChange={(next) => typeof next === 'number' && setChanged({ ...changed, [name]: next })}
    />
  );
  return (
    <Section title={t('section.staffing')}>
      <p className={classes.words}>{t('staffing.text')}</p>
      <div className={own.fields}>
        <Select
          label={t('staffing.hour')}
          searchable
          allowDeselect={false}
          data={loads
            .filter((one) => one.calls > 0)
            .map((one) => ({ value: String(one.weekday * 24 + one.hour), label: nameOf(one) }))}
          value={String(shown.weekday * 24 + shown.hour)}
          onChange={(value) => {
            setHour(loads[Number(value)]);
            const { calls: _calls, workSeconds: _work, ...kept } = changed;
            setChanged(kept);
          }}
        />
        {field('calls', calls, 100_000)}
        {field('workSeconds', workSeconds, 36_000)}
        {field('target', target, 99)}
        {field('seconds', seconds, 3600)}
      </div>
      <Crews load={load} needed={needed.agents} seconds={seconds} />
    </Section>
  );
}

interface CrewsProps {
  readonly load: { readonly calls: number; readonly intervalMs: number; readonly workMs: number };
  readonly needed: number;
  readonly seconds: number;
}

/** What two people less and two more would make of it. */
function Crews({ load, needed, seconds }: CrewsProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const share = useShare();
  const crews = [-2, -1, 0, 1, 2].map((more) => needed + more).filter((agents) => agents >= 0);
  return (
    <div className={own.scroll}>
      <p role="status" className={own.needed}>
        {t('staffing.needed', { count: needed })}
      </p>
      <table className={classes.table} aria-label={t('section.staffing')}>
        <thead>
          <tr>
            {(['agents', 'serviceLevel', 'waiting', 'asa', 'occupancy'] as const).map((name) => (
              <th key={name} scope="col" className={classes.count} title={t(`staffing.definition.${name}`)}>
                {t(`staffing.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {crews.map((agents) => {
            const crew = staffing(load, agents, seconds * 1000);
            return (
              <tr key={agents} data-worst={agents === needed || undefined}>
                <th scope="row" className={classes.count}>
                  {format.number(agents)}
                </th>
                <td className={classes.count}>{share(crew.serviceLevel, 1)}</td>
                <td className={classes.count}>{share(crew.waiting, 1)}</td>
                <td className={classes.count}>
                  {Number.isFinite(crew.asaMs) ? format.duration(crew.asaMs) : t('staffing.forEver')}
                </td>
                <td className={classes.count}>{share(crew.occupancy, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
