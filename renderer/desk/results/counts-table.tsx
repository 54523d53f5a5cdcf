import type { ResultCounts } from '../../../shared/contract/results.ts';
import { FIGURES, type Figure } from '../../../shared/domain/results/counts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { CountCell } from './bar-cell.tsx';
import type { ResultsQuery } from './query.ts';
import classes from './results.module.css';

interface CountsTableProps<T extends ResultCounts> {
  readonly caption: string;
  /** Title of the first column. */
  readonly head: string;
  readonly rows: readonly T[];
  readonly direction: ResultsQuery['direction'];
  readonly keyOf: (row: T) => string;
  readonly nameOf: (row: T) => string;
  readonly onOpen: (row: T, figure: Figure) => void;
}

/** The figures of each caller, or of each day; each of them opens its talks. */
export function CountsTable<T extends ResultCounts>(props: CountsTableProps<T>) {
  const { caption, head, rows, direction, keyOf, nameOf, onOpen } = props;
  const { t } = useTranslation('results');
  const format = useFormat();
  const titleOf = (figure: Figure) =>
    figure === 'dialled' ? t(`attempts.${direction ?? 'both'}`) : t(`figure.${figure}`);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={caption}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" className={classes.count} title={t(`definition.${figure}`)}>
                {titleOf(figure)}
              </th>
            ))}
            <th scope="col" className={classes.count} title={t('definition.talkMs')}>
              {t('figure.talkMs')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">{nameOf(row)}</th>
              {FIGURES.map((figure) => (
                <CountCell
                  key={figure}
                  count={row[figure]}
                  text={format.number(row[figure])}
                  label={`${nameOf(row)}, ${titleOf(figure)}: ${format.number(row[figure])}`}
                  onOpen={() => onOpen(row, figure)}
                />
              ))}
              <td className={classes.count}>{format.duration(row.talkMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
