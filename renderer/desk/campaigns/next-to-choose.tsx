import { Button } from '@mantine/core';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useNavigation } from '../state/navigation.tsx';
import classes from './next.module.css';
import { PauseControl } from './next-verbs.tsx';

/** Works on a list, and nobody is on offer: by hand one chooses, otherwise it is paused or the next one is on the way. */
export function NextToChoose({ dialer }: { dialer: Dialer }) {
  const { t } = useTranslation('campaigns');
  const openLists = useNavigation((navigation) => navigation.openLists);
  const { leave } = useDialerActions();
  const { campaign, paused } = dialer;
  const manual = campaign?.pace === 'manual';
  return (
    <section className={classes.next} aria-label={t('next.emptyLabel')}>
      <div className={classes.who}>
        <div className={classes.kicker}>
          <span className={classes.list}>{campaign?.name}</span>
        </div>
        <div className={classes.title}>
          {manual ? t('next.choose') : paused ? t('next.pausedTitle') : t('next.coming')}
        </div>
        <div className={classes.about}>
          {manual ? t('next.chooseText') : paused ? t('next.pausedText') : ''}
        </div>
      </div>
      <div className={classes.actions}>
        {!manual && <PauseControl dialer={dialer} />}
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
