import type { MissedRow } from '../../../shared/contract/missed.ts';
import { isLate } from '../../../shared/domain/missed/entry.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { ageOf } from './age.ts';
import classes from './missed.module.css';

/** How long they wait or by how much we are late, and what was tried; of a resolved one how it ended. */
export function Standing({ entry, now }: { entry: MissedRow; now: number }) {
  const { t } = useTranslation('missed');
  const format = useFormat();
  const age = (ms: number): string => {
    const { unit, ...parts } = ageOf(ms);
    return t(`age.${unit}`, parts);
  };
  const { end } = entry;
  if (end !== undefined) {
    const moment = format.moment(end.at, now);
    const words =
      end.how === 'reached'
        ? t('reached', { moment })
        : t('byHand', { reason: end.note || t(`reason.${end.reason}`), name: end.by, moment });
    return (
      <span className={classes.standing} title={words}>
        {words}
      </span>
    );
  }
  const late = isLate(entry, now);
  return (
    <span className={classes.standing} data-late={late || undefined}>
      {late ? t('lateBy', { age: age(now - entry.dueAt) }) : t('waits', { age: age(now - entry.since) })}
      {entry.attempts > 0 && ` · ${t('attempts', { count: entry.attempts })}`}
    </span>
  );
}
