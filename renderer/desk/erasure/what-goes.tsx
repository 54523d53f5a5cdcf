import type { ErasureCertificate } from '../../../shared/contract/erasures.ts';
import { ERASED_KINDS } from '../../../shared/domain/erasure/erasure.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './erasure.module.css';

type Told = Pick<ErasureCertificate, 'counts' | 'stays'>;

/** What goes, counted, and what stays with its reason. The same words before and after. */
export function WhatGoes({ counts, stays, done = false }: Told & { done?: boolean }) {
  const { t } = useTranslation('erasure');
  const format = useFormat();
  const gone = ERASED_KINDS.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count === 0 ? [] : [{ kind, count }];
  });
  const kept = useStays(stays);
  return (
    <>
      <h3 className={classes.heading}>{t(done ? 'gone' : 'goes')}</h3>
      <dl className={classes.counts}>
        {gone.map(({ kind, count }) => (
          <div key={kind} className={classes.count}>
            <dt>{t(`kind.${kind}`)}</dt>
            <dd className="rd-tabular">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <h3 className={classes.heading}>{t('stays')}</h3>
      <ul className={classes.kept}>
        {kept.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

/** What stays, in sentences: each says why. */
export function useStays(stays: Told['stays']): string[] {
  const { t } = useTranslation('erasure');
  const format = useFormat();
  const counted = (key: 'heldCalls' | 'sharedNumbers' | 'doNotCall' | 'statistics' | 'setAside'): string[] =>
    stays[key] === 0 ? [] : [t(`stay.${key}`, { count: stays[key] })];
  const backups = !stays.backups
    ? []
    : stays.backupsUntil === undefined
      ? [t('stay.backups')]
      : [t('stay.backupsUntil', { date: format.date(stays.backupsUntil) })];
  return [
    ...counted('heldCalls'),
    ...counted('sharedNumbers'),
    ...counted('doNotCall'),
    ...counted('statistics'),
    t('stay.audit'),
    ...backups,
    ...counted('setAside'),
  ];
}
