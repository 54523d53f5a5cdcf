import { useTranslation } from '../../i18n/index.ts';
import classes from './results.module.css';

/** What the figures of a report mean, for whoever has no pointer to rest on them, and for the printed page. */
export function Definitions({ terms }: { terms: ReadonlyArray<readonly [term: string, meaning: string]> }) {
  const { t } = useTranslation('reports');
  return (
    <details className={classes.details}>
      <summary>{t('definitions')}</summary>
      <dl className={classes.terms}>
        {terms.map(([term, meaning]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
