import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';
import classes from './campaigns.module.css';

/** How many can be called now; when nobody can, when the next one's time comes. */
export function DueWords({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const now = useNow(60_000);
  const { due, waiting, claimed, nextAt } = campaign.counts;
  const words = () => {
    if (campaign.counts.leads === 0) return t('list.nobody');
    if (due > 0) return t('list.due', { count: due, formatted: format.number(due) });
    if (waiting === 0 && claimed === 0) return t('list.allWorked');
    return nextAt === undefined
      ? t('list.noneDue')
      : t('list.nextAt', { moment: format.moment(nextAt, now) });
  };
  return (
    <span className={classes.due} data-due={due > 0 || undefined}>
      {words()}
    </span>
  );
}
