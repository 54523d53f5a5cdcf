import type { QualitySample } from '../../../shared/contract/quality.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { rowsOf } from './graph-model.ts';
import classes from './quality-graph.module.css';

/** The graph for those who read or hear it: the worst of each stretch. */
export function QualityTable({ samples, from }: { samples: readonly QualitySample[]; from: number }) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const percent = (value: number | undefined) =>
    value === undefined ? t('table.none') : t('table.percent', { value: Math.round(value) });
  const ms = (value: number | undefined) =>
    value === undefined ? t('table.none') : t('table.ms', { value: Math.round(value) });
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('table.time')}</th>
          <th scope="col">{t('table.mos')}</th>
          <th scope="col">{t('table.lossIn')}</th>
          <th scope="col">{t('table.lossOut')}</th>
          <th scope="col">{t('table.jitter')}</th>
          <th scope="col">{t('table.trip')}</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(samples, from).map((row) => (
          <tr key={row.offset}>
            <td>{format.duration(row.offset)}</td>
            <td>{format.number(Math.round(row.mos * 10) / 10)}</td>
            <td>{percent(row.lossPct)}</td>
            <td>{percent(row.lossOutPct)}</td>
            <td>{ms(row.jitterMs)}</td>
            <td>{ms(row.roundTripMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
