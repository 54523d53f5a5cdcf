import type { FunnelRow } from '../../../../shared/contract/funnel.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { BarCell, CountCell } from '../bar-cell.tsx';
import classes from '../results.module.css';
import { useShare } from '../share.ts';
import { useLongTime } from './duration.ts';
import type { OpenedPart } from './opened-part.ts';

interface FunnelTableProps {
  readonly rows: readonly FunnelRow[];
  readonly onOpen: (opened: OpenedPart) => void;
}

/** A row a stage: each figure opens its customers. */
export function FunnelTable({ rows, onOpen }: FunnelTableProps) {
  const { t } = useTranslation(['funnel', 'contacts', 'reports']);
  const format = useFormat();
  const share = useShare();
  const long = useLongTime();
  const most = Math.max(...rows.map(({ entered }) => entered));
  return (
    <Section title={t('funnel:section')}>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t('funnel:section')}>
          <thead>
            <tr>
              <th scope="col">{t('funnel:column.stage')}</th>
              {(['entered', 'began', 'wentOn', 'left', 'stays', 'time'] as const).map((name) => (
                <th
                  key={name}
                  scope="col"
                  className={name === 'entered' ? undefined : classes.count}
                  title={t(`funnel:definition.${name}`)}
                >
                  {t(`funnel:column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { stage, entered } = row;
              const name = t(`contacts:stage.${stage}`);
              const open = (column: 'entered' | 'began' | 'wentOn' | 'left' | 'stays') =>
                onOpen({
                  title: `${name}: ${t(`funnel:column.${column}`)}`,
                  selection: {
                    stage,
                    ...(column === 'began'
                      ? { began: true as const }
                      : column === 'entered'
                        ? {}
                        : { fate: column }),
                  },
                });
              const whole = `${format.number(entered)} · ${t('reports:before', { value: format.number(row.before) })}`;
              return (
                <tr key={stage}>
                  <th scope="row">{name}</th>
                  <BarCell
                    count={entered}
                    of={most}
                    text={whole}
                    label={`${name}, ${t('funnel:column.entered')}: ${whole}`}
                    onOpen={() => open('entered')}
                  />
                  {(['began', 'wentOn', 'left', 'stays'] as const).map((column) => {
                    // Nobody goes on from the end of the way.
                    const last = stage === 'customer' && column === 'wentOn';
                    const text = last
                      ? '–'
                      : column === 'began'
                        ? format.number(row.began)
                        : `${format.number(row[column])} · ${share(row[column], entered)}`;
                    return (
                      <CountCell
                        key={column}
                        count={row[column]}
                        text={text}
                        label={`${name}, ${t(`funnel:column.${column}`)}: ${text}`}
                        onOpen={() => open(column)}
                      />
                    );
                  })}
                  <td className={classes.count}>{long(row.medianMs)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
