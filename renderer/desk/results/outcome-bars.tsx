import type { Results } from '../../../shared/contract/results.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useOutcomeName } from '../state/outcomes.tsx';
import { BarCell } from './bar-cell.tsx';
import classes from './results.module.css';
import { useShare } from './share.ts';

interface OutcomeBarsProps {
  readonly perOutcome: Results['perOutcome'];
  readonly total: number;
  readonly onOpen: (outcome: string | null, name: string) => void;
}

/** How the calls ended, in the firm's words, the most frequent first. */
export function OutcomeBars({ perOutcome, total, onOpen }: OutcomeBarsProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const share = useShare();
  const nameOf = useOutcomeName();
  const longest = Math.max(0, ...perOutcome.map(({ calls }) => calls));
  return (
    <Section title={t('section.outcomes')}>
      <table className={classes.table} aria-label={t('section.outcomes')}>
        <thead className="rd-sr">
          <tr>
            <th scope="col">{t('column.outcome')}</th>
            <th scope="col">{t('column.calls')}</th>
          </tr>
        </thead>
        <tbody>
          {perOutcome.map(({ outcome, calls }) => {
            const name = outcome === undefined ? t('noOutcome') : nameOf(outcome);
            const text = `${format.number(calls)} · ${share(calls, total)}`;
            return (
              <tr key={outcome ?? ''}>
                <th scope="row" className={classes.rowName}>
                  {name}
                </th>
                <BarCell
                  count={calls}
                  of={longest}
                  text={text}
                  label={`${name}: ${text}`}
                  onOpen={() => onOpen(outcome ?? null, name)}
                />
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
