import { IconMicrophone, IconPhone, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { memo } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import list from '../../ui/list-line.module.css';
import { useCallActions } from '../state/call-actions.ts';
import { talkedMs } from '../state/call-times.ts';
import { dialableNumber, numberOf, useCallTitle } from '../state/caller.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useOutcomeName } from '../state/outcomes.tsx';
import classes from './call-log.module.css';

interface CallLineProps {
  call: CallView;
  selected: boolean;
}

/** A call of the log. Enter opens it. */
export const CallLine = memo(function CallLine({ call, selected }: CallLineProps) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const now = useNow(60_000);
  const title = useCallTitle();
  const outcomeName = useOutcomeName();
  const openCall = useNavigation((navigation) => navigation.openCall);
  const { dial } = useCallActions();
  const number = dialableNumber(call);
  const name = title(call);
  const talked = talkedMs(call, now);
  const callThem = () => {
    if (number !== undefined) void dial({ number, contactId: call.contactId });
  };
  const Icon = call.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  return (
    <div className={list.line} data-selected={selected}>
      <button
        type="button"
        className={list.main}
        data-row-main
        aria-current={selected ? 'true' : undefined}
        onClick={() => openCall(call.id)}
      >
        <Icon
          size={16}
          stroke={1.6}
          className={`${list.icon} ${classes.icon}`}
          data-result={call.result}
          role="img"
          aria-label={t(`direction.${call.direction}`)}
        />
        <span className={classes.who}>
          <span className={list.name}>{name}</span>
          <span className={list.firm}>
            {[call.organisationName, numberOf(call) === name ? undefined : numberOf(call)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className={classes.note}>{call.note}</span>
        <span className={classes.what}>
          <span className={classes.when}>{format.moment(call.startedAt, now)}</span>
          <span className={classes.result} data-result={call.result}>
            {call.recording && <IconMicrophone size={12} role="img" aria-label={t('log.hasRecording')} />}
            {talked > 0
              ? format.duration(talked)
              : call.result
                ? t(`result.${call.result}`)
                : t('bar.talking')}
            {call.outcome !== undefined && talked > 0 && ` · ${outcomeName(call.outcome)}`}
          </span>
        </span>
      </button>
      <button
        type="button"
        className={classes.dial}
        disabled={number === undefined}
        onClick={callThem}
        aria-label={t('log.callBack', { name })}
        title={t('log.callBack', { name })}
      >
        <IconPhone size={16} stroke={1.8} aria-hidden />
      </button>
    </div>
  );
});
