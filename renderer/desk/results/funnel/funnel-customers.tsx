import type { FunnelFilter } from '../../../../shared/contract/funnel.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { Behind } from '../behind.tsx';
import classes from '../results.module.css';
import { useReport } from '../use-report.ts';
import { useLongTime } from './duration.ts';
import type { OpenedPart } from './opened-part.ts';

interface FunnelCustomersProps {
  readonly filter: FunnelFilter;
  readonly opened: OpenedPart;
  readonly onBack: () => void;
}

/** The customers behind a figure; a click opens the card. */
export function FunnelCustomers({ filter, opened: { title, selection }, onBack }: FunnelCustomersProps) {
  const { t } = useTranslation(['funnel', 'contacts']);
  const format = useFormat();
  const long = useLongTime();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { data, error, reload } = useReport('funnel.customers', { ...filter, ...selection });
  return (
    <Behind
      title={title}
      error={error}
      onRetry={reload}
      onBack={onBack}
      none={t('funnel:nobody')}
      rows={data?.customers.map(({ contactId, name, organisationName, stage, at, byName, tookMs }) => (
        <li key={contactId}>
          <button type="button" className={classes.talk} onClick={() => openContact(contactId)}>
            <span className={classes.talkWho}>
              {name}
              {organisationName !== undefined && <span className={classes.dim}> · {organisationName}</span>}
            </span>
            <span className={classes.dim}>{t('funnel:nowIn', { stage: t(`contacts:stage.${stage}`) })}</span>
            <span className={classes.dim}>{byName}</span>
            <span className={classes.talkWhen}>
              {format.dateTime(at)}
              {tookMs !== undefined && ` · ${long(tookMs)}`}
            </span>
          </button>
        </li>
      ))}
    >
      {data?.more && <p className={classes.words}>{t('funnel:more', { count: data.customers.length })}</p>}
    </Behind>
  );
}
