import { Button, Checkbox } from '@mantine/core';
import { IconList, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen, Trouble } from '../../ui/index.ts';
import { useDialer } from '../state/dialer.tsx';
import { useDialerActions } from '../state/dialer-actions.ts';
import { isJoined } from '../state/dialer-model.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { useFailureText } from '../state/use-ask.ts';
import classes from './campaigns.module.css';
import { DueWords } from './due-words.tsx';
import { Goals, Worked } from './goals.tsx';
import { ListState } from './list-state.tsx';
import { useCampaigns } from './use-campaigns.ts';
import { useListActions } from './use-list-actions.ts';

/** Every list with its state at a glance; one button begins to call. */
export function ListsOverview() {
  const { t } = useTranslation(['campaigns', 'common']);
  const [ended, setEnded] = useState(false);
  const { value: lists, failure, reload } = useCampaigns(ended);
  const failureText = useFailureText();
  const go = useNavigation((navigation) => navigation.go);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const mayCreate = useMay('lists.create');
  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <Button variant="default" onClick={() => go('doNotCall')}>
            {t('doNotCall.title')}
          </Button>
          {mayCreate && (
            <Button
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => openLists({ kind: 'new' })}
            >
              {t('new.verb')}
            </Button>
          )}
        </>
      }
    >
      {failure && <Trouble text={failureText(failure)} verb={t('common:retry')} onAct={reload} />}
      {lists?.length === 0 && !ended ? (
        <EmptyState
          icon={<IconList size={40} stroke={1.2} />}
          title={t('empty.title')}
          text={t('empty.text')}
          action={mayCreate && <Button onClick={() => openLists({ kind: 'new' })}>{t('empty.verb')}</Button>}
        />
      ) : (
        <ul className={classes.lists} aria-label={t('title')}>
          {lists?.map((campaign) => (
            <ListCard key={campaign.id} campaign={campaign} />
          ))}
        </ul>
      )}
      {lists !== undefined && (
        <Checkbox
          size="xs"
          className={classes.ended}
          label={t('list.showEnded')}
          checked={ended}
          onChange={(event) => setEnded(event.currentTarget.checked)}
        />
      )}
    </Screen>
  );
}

function ListCard({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const openLists = useNavigation((navigation) => navigation.openLists);
  return (
    <li className={classes.card} data-state={campaign.state}>
      <div className={classes.cardHead}>
        <button
          type="button"
          className={classes.open}
          onClick={() => openLists({ kind: 'list', id: campaign.id })}
        >
          {campaign.name}
        </button>
        <ListState campaign={campaign} />
      </div>
      <div className={classes.facts}>
        <DueWords campaign={campaign} />
        <span>{t(`pace.${campaign.pace}`)}</span>
        {campaign.counts.claimed > 0 && (
          <span>
            {t('list.claimed', {
              count: campaign.counts.claimed,
              formatted: format.number(campaign.counts.claimed),
            })}
          </span>
        )}
      </div>
      <div className={classes.progress}>
        <Worked campaign={campaign} />
        <Goals campaign={campaign} />
      </div>
      <ListVerbs campaign={campaign} />
    </li>
  );
}

/** What can be done to this list now, the likeliest first. */
export function ListVerbs({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const actions = useListActions(campaign);
  const { leave } = useDialerActions();
  const joined = useDialer(({ dialer }) => isJoined(dialer) && dialer.campaign?.id === campaign.id);
  const { name, state, filling } = campaign;
  const button = (verb: 'start' | 'pause' | 'end' | 'cancelFill', onClick: () => void) => (
    <Button variant="default" aria-label={t(`verb.${verb}Name`, { name })} onClick={onClick}>
      {t(`verb.${verb}`)}
    </Button>
  );
  return (
    <div className={classes.verbs}>
      {state !== 'ended' && !joined && (
        <Button aria-label={t('verb.workName', { name })} onClick={() => void actions.work()}>
          {t('verb.work')}
        </Button>
      )}
      {joined && (
        <Button variant="light" aria-label={t('verb.leaveName', { name })} onClick={() => void leave()}>
          {t('verb.leave')}
        </Button>
      )}
      {filling && button('cancelFill', () => void actions.cancelFill())}
      {state === 'running' && button('pause', () => void actions.pause())}
      {(state === 'draft' || state === 'paused') && button('start', () => void actions.start())}
      {state !== 'ended' && state !== 'draft' && button('end', () => void actions.end())}
    </div>
  );
}
