import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { FunnelFilter } from '../../../../shared/contract/funnel.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { EmptyState, Trouble } from '../../../ui/index.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { useFailureText } from '../../state/use-ask.ts';
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
  const { t } = useTranslation(['funnel', 'results', 'contacts', 'common']);
  const format = useFormat();
  const long = useLongTime();
  const failureText = useFailureText();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { data, error, reload } = useReport('funnel.customers', { ...filter, ...selection });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={classes.talks}>
      <div className={classes.talksHead}>
        <Button variant="default" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
          {t('results:talks.back')}
        </Button>
        <h2 ref={heading} tabIndex={-1} className={classes.talksTitle}>
          {title}
        </h2>
      </div>
      {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
      {data?.customers.length === 0 && <EmptyState title={t('funnel:nobody')} />}
      {data && data.customers.length > 0 && (
        <ul aria-label={title}>
          {data.customers.map(({ contactId, name, organisationName, stage, at, byName, tookMs }) => (
            <li key={contactId}>
              <button type="button" className={classes.talk} onClick={() => openContact(contactId)}>
                <span className={classes.talkWho}>
                  {name}
                  {organisationName !== undefined && (
                    <span className={classes.dim}> · {organisationName}</span>
                  )}
                </span>
                <span className={classes.dim}>
                  {t('funnel:nowIn', { stage: t(`contacts:stage.${stage}`) })}
                </span>
                <span className={classes.dim}>{byName}</span>
                <span className={classes.talkWhen}>
                  {format.dateTime(at)}
                  {tookMs !== undefined && ` · ${long(tookMs)}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {data?.more && <p className={classes.words}>{t('funnel:more', { count: data.customers.length })}</p>}
    </div>
  );
}
