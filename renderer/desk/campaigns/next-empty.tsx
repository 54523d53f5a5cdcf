import { Button } from '@mantine/core';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import classes from './next.module.css';
import { useWithin } from './use-verdict-text.ts';

/** What fits into a line; the list itself says it of each prospect. */
const SHOWN = 3;

/** Nobody may be called now: why, the most frequent reason first, and when it goes on. */
export function NextEmpty({ dialer }: { dialer: Dialer }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const within = useWithin();
  const now = useNow(60_000);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const { leave } = useDialerActions();
  const { campaign, nextAt, obstacles } = dialer;
  const reasons = obstacles
    .slice(0, SHOWN)
    .map(({ because, leads }) => t(`obstacle.${because}`, { count: leads, formatted: format.number(leads) }))
    .join(' · ');
  const over = obstacles.length === 0 && nextAt === undefined;
  return (
    <section className={classes.next} aria-label={t('next.emptyLabel')}>
      <div className={classes.who}>
        <div className={classes.kicker}>
          <span className={classes.list}>{campaign?.name}</span>
        </div>
        <div className={classes.title}>{over ? t('next.allWorked') : t('next.empty')}</div>
        <div className={classes.about} title={reasons}>
          {reasons}
        </div>
        <div className={classes.goesOn}>
          {nextAt === undefined
            ? t(over ? 'next.addMore' : 'next.goesOnUnknown')
            : t('next.goesOn', { moment: format.moment(nextAt, now), within: within(nextAt, now) })}
        </div>
      </div>
      <div className={classes.actions}>
        {campaign && (
          <Button variant="default" onClick={() => openLists({ kind: 'list', id: campaign.id })}>
            {t('next.toList')}
          </Button>
        )}
        <Button variant="light" onClick={() => void leave()}>
          {t('verb.leave')}
        </Button>
      </div>
    </section>
  );
}
