import { IconBellOff, IconPhone, IconPhoneX } from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { CallControl, formatPhone } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { chosenMatch, numberOf, useCallTitle, useMatchReason } from '../state/caller.ts';
import classes from './call-bar.module.css';
import { Elapsed } from './elapsed.tsx';

/** Beyond this many letters the name takes two lines of a smaller type; still the largest on the screen. */
const LONG_NAME = 20;

/** Who calls, in the largest type of the screen; why we think so; and the three things that can be done. */
export function BarRinging({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const reasonOf = useMatchReason();
  const { answer, decline, silence } = useCallActions();
  const match = chosenMatch(call);
  const number = numberOf(call);
  const name = title(call);
  const about = [
    call.contactId === undefined && call.identity.reading.kind !== 'anonymous' ? t('bar.unknown') : undefined,
    number === name ? undefined : number,
    match && reasonOf(match),
  ].filter(Boolean);
  return (
    <div className={classes.state}>
      <div className={classes.who}>
        <div className={classes.kicker}>
          <span>{t('bar.incoming')}</span>
          <Elapsed since={call.startedAt} />
          {call.dialled !== undefined && call.dialled !== '' && (
            <span>{t('bar.toNumber', { number: formatPhone(call.dialled) })}</span>
          )}
          {call.remote.divertedFrom !== undefined && (
            <span>{t('bar.diverted', { number: formatPhone(call.remote.divertedFrom) })}</span>
          )}
        </div>
        <div className={classes.caller} data-long={name.length > LONG_NAME} title={name}>
          {name}
        </div>
        <div className={classes.about}>
          {call.organisationName !== undefined && <strong>{call.organisationName}</strong>}
          {call.organisationName !== undefined && about.length > 0 && ' · '}
          {about.join(' · ')}
        </div>
      </div>
      <div className={classes.actions}>
        <CallControl
          tone="answer"
          label={t('action.answer')}
          icon={<IconPhone size={20} />}
          shortcut="F2"
          onClick={() => answer(call)}
        />
        <CallControl
          tone="end"
          label={t('action.decline')}
          icon={<IconPhoneX size={20} />}
          shortcut="F4"
          onClick={() => decline(call)}
        />
        <CallControl
          compact
          label={t('action.silence')}
          icon={<IconBellOff size={20} />}
          shortcut="S"
          onClick={() => silence(call)}
        />
      </div>
    </div>
  );
}
