import type { ReviewRow } from '../../../shared/contract/reviews.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import list from '../../ui/list-line.module.css';
import { useNow } from '../state/now.ts';
import classes from './reviews.module.css';
import { usePercent } from './words.ts';

export const ROW = { narrow: 44, wide: 36 } as const;

/** A review in a list. */
export function ReviewLine({ row, onOpen }: { row: ReviewRow; onOpen: () => void }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const percent = usePercent();
  const now = useNow(60_000);
  return (
    <div className={list.line}>
      <button type="button" className={list.main} data-row-main onClick={onOpen}>
        <span className={classes.who}>
          <span className={list.name}>{row.operatorName}</span>
          <span className={list.firm}>{row.contactName ?? formatPhone(row.number)}</span>
        </span>
        <span className={classes.why}>
          {row.state !== 'published' && <span className={classes.badge}>{t(`state.${row.state}`)}</span>}
          {row.replied && <span className={classes.badge}>{t('line.replied')}</span>}
          {t('line.by', { card: row.scorecardName, name: row.reviewerName })}
        </span>
        <span className={classes.when}>{format.moment(row.talkAt, now)}</span>
        <span className={classes.percent} data-failed={row.failed}>
          {row.percent === undefined ? t('judge.noScore') : percent(row.percent)}
        </span>
      </button>
    </div>
  );
}
