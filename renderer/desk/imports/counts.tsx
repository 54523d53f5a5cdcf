import type { ImportProgress } from '../../../shared/contract/imports.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './imports.module.css';

/** Created, merged, rejected: together every row of the file. */
export function Counts({ progress }: { progress: ImportProgress | undefined }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <dl className={classes.counts}>
      {(['created', 'merged', 'rejected'] as const).map((kind) => (
        <div key={kind} className={classes.count}>
          <dt>{t(`result.${kind}`)}</dt>
          <dd>{format.number(progress?.[kind] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}
