import {
  IconCircleCheck,
  IconHourglass,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlayFilled,
} from '@tabler/icons-react';
import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './campaigns.module.css';

const ICONS = {
  draft: IconPencil,
  running: IconPlayerPlayFilled,
  paused: IconPlayerPause,
  ended: IconCircleCheck,
  filling: IconHourglass,
} as const;

/** By shape and word, and only then by colour. */
export function ListState({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const kind = campaign.filling ? 'filling' : campaign.state;
  const Icon = ICONS[kind];
  return (
    <span className={classes.state} data-state={kind}>
      <Icon size={14} aria-hidden />
      {kind === 'filling'
        ? t('state.filling', {
            count: campaign.counts.leads,
            formatted: format.number(campaign.counts.leads),
          })
        : t(`state.${kind}`)}
    </span>
  );
}
