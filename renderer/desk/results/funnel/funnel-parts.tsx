import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Funnel } from '../../../../shared/contract/funnel.ts';
import { FUNNEL_STAGES } from '../../../../shared/domain/funnel/funnel.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { CountCell } from '../bar-cell.tsx';
import { usePartName } from '../reports/part-name.ts';
import classes from '../results.module.css';
import type { OpenedPart } from './opened-part.ts';

const DIMENSIONS = ['agent', 'channel', 'region'] as const;

interface FunnelPartsProps {
  readonly per: Funnel['per'];
  readonly onOpen: (opened: OpenedPart) => void;
}

/** How many each person, channel or region brought to each stage. */
export function FunnelParts({ per, onOpen }: FunnelPartsProps) {
  const { t } = useTranslation(['funnel', 'reports', 'contacts']);
  const format = useFormat();
  const nameOf = usePartName();
  const [dimension, setDimension] = useState<(typeof DIMENSIONS)[number]>('agent');
  return (
    <Section
      title={t('funnel:parts')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('reports:by')}
          data={DIMENSIONS.map((value) => ({ value, label: t(`reports:dimension.${value}`) }))}
          value={dimension}
          onChange={(value) => setDimension(value as (typeof DIMENSIONS)[number])}
        />
      }
    >
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t(`reports:dimension.${dimension}`)}>
          <thead>
            <tr>
              <th scope="col">{t(`reports:dimension.${dimension}`)}</th>
              {FUNNEL_STAGES.map((stage) => (
                <th key={stage} scope="col" className={classes.count} title={t('funnel:definition.entered')}>
                  {t(`contacts:stage.${stage}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {per[dimension].map((part) => {
              const name = nameOf(dimension, part);
              return (
                <tr key={part.key ?? ''}>
                  <th scope="row" className={classes.rowName}>
                    {name}
                  </th>
                  {FUNNEL_STAGES.map((stage) => {
                    const text = format.number(part.entered[stage]);
                    const what = `${name}, ${t(`contacts:stage.${stage}`)}`;
                    return (
                      <CountCell
                        key={stage}
                        count={part.entered[stage]}
                        text={text}
                        label={`${what}: ${text}`}
                        onOpen={() =>
                          onOpen({
                            title: what,
                            selection: { stage, by: { dimension, key: part.key ?? null } },
                          })
                        }
                      />
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
