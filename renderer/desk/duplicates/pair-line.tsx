import type { DuplicatePair } from '../../../shared/contract/duplicates.ts';
import { useTranslation } from '../../i18n/index.ts';
import list from '../../ui/list-line.module.css';
import classes from './duplicates.module.css';
import { useWhy } from './why.tsx';

interface PairLineProps {
  readonly pair: DuplicatePair;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

/** Two names, how sure it is, and why in words. */
export function PairLine({ pair, selected, onSelect }: PairLineProps) {
  const { t } = useTranslation('duplicates');
  const why = useWhy();
  const { first, second, score, certain } = pair;
  const reasons = why(pair);
  const names = first.name === second.name ? first.name : `${first.name} · ${second.name}`;
  return (
    <div className={list.line} data-selected={selected}>
      <button
        type="button"
        className={list.main}
        data-row-main
        aria-current={selected ? 'true' : undefined}
        onClick={onSelect}
        onFocus={onSelect}
      >
        <span className={classes.score} data-certain={certain} title={t('score', { score })}>
          {score}
        </span>
        <span className={classes.pair}>
          <span className={list.name}>{names}</span>
          <span className={classes.why} title={reasons}>
            {reasons}
          </span>
        </span>
      </button>
    </div>
  );
}
