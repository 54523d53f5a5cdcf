import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReportFigures } from '../../../../shared/contract/reports.ts';
import { noCounts, sumOf } from '../../../../shared/domain/reports/counts.ts';
import { figureOf, type ReportFigure } from '../../../../shared/domain/reports/figures.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { CountCell } from '../bar-cell.tsx';
import classes from '../results.module.css';
import { usePartName } from './part-name.ts';
import own from './reports.module.css';
import { figureIn, useValue } from './show-value.ts';

const MEASURES = ['calls', 'talks', 'reached', 'agreed', 'conversion', 'missed', 'lost', 'aht'] as const;
type Measure = (typeof MEASURES)[number];

/** More columns cannot be read; the table of parts has every region. */
const MOST_REGIONS = 8;

interface SourcesProps {
  readonly sources: ReportFigures['sources'];
  /** Key null: customers of whom it is not known. */
  readonly onOpen: (
    figure: ReportFigure,
    channel: string | null,
    region: string | null,
    name: string,
  ) => void;
}

/** What each advertising channel brings in each region: calls, talks, and what came of them. */
export function Sources({ sources, onOpen }: SourcesProps) {
  const { t } = useTranslation('reports');
  const show = useValue();
  const nameOf = usePartName();
  const [measure, setMeasure] = useState<Measure>('calls');
  const channels = ordered(sources.map(({ channel, counts }) => ({ key: channel, counts })));
  const regions = ordered(sources.map(({ region, counts }) => ({ key: region, counts }))).slice(
    0,
    MOST_REGIONS,
  );
  const name = (dimension: 'channel' | 'region', key: string | undefined) =>
    nameOf(dimension, { name: key ?? '', ...(key === undefined ? {} : { key }) });
  const of = (channel: string | undefined, region: string | undefined) =>
    sources.find((one) => one.channel === channel && one.region === region)?.counts ?? noCounts();
  const all = (channel: string | undefined) =>
    sumOf(sources.filter((one) => one.channel === channel).map(({ counts }) => counts));
  return (
    <Section
      title={t('section.sources')}
      actions={
        <Select
          aria-label={t('measureOfSources')}
          allowDeselect={false}
          data={MEASURES.map((value) => ({ value, label: t(`figure.${value}`) }))}
          value={measure}
          onChange={(value) => setMeasure((value as Measure | null) ?? measure)}
        />
      }
    >
      <p className={classes.words}>{t(`definition.${measure}`)}</p>
      <div className={own.scroll}>
        <table className={classes.table} aria-label={t('section.sources')}>
          <thead>
            <tr>
              <th scope="col">{t('dimension.channel')}</th>
              {regions.map((region) => (
                <th key={region ?? ''} scope="col" className={classes.count}>
                  {name('region', region)}
                </th>
              ))}
              <th scope="col" className={classes.count}>
                {t('allRegions')}
              </th>
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel ?? ''}>
                <th scope="row" className={classes.rowName}>
                  {name('channel', channel)}
                </th>
                {regions.map((region) => {
                  const counts = of(channel, region);
                  const text = counts.calls === 0 ? '–' : show(measure, figureIn(measure, counts));
                  const what = `${name('channel', channel)}, ${name('region', region)}`;
                  return (
                    <CountCell
                      key={region ?? ''}
                      count={counts[figureOf[measure].behind]}
                      text={text}
                      label={`${what}, ${t(`figure.${measure}`)}: ${text}`}
                      onOpen={() => onOpen(measure, channel ?? null, region ?? null, what)}
                    />
                  );
                })}
                <td className={classes.count}>{show(measure, figureIn(measure, all(channel)))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** Each key once, most calls first; those of whom it is not known last. */
function ordered(
  parts: ReadonlyArray<{ readonly key: string | undefined; readonly counts: { readonly calls: number } }>,
): (string | undefined)[] {
  const calls = new Map<string | undefined, number>();
  for (const { key, counts } of parts) calls.set(key, (calls.get(key) ?? 0) + counts.calls);
  const known = [...calls].filter(([key]) => key !== undefined).sort((a, b) => b[1] - a[1]);
  return [...known.map(([key]) => key), ...(calls.has(undefined) ? [undefined] : [])];
}
