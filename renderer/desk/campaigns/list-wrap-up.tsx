import type { CallView } from '../../../shared/contract/calls.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useDialer } from '../state/dialer.tsx';
import { useNow } from '../state/now.ts';
import classes from './next.module.css';

/** When the wrap-up closes itself, and that a break follows it. */
export function ListWrapUp({ call }: { call: CallView }) {
  const { t } = useTranslation('campaigns');
  const dialer = useDialer((state) => state.dialer);
  if (dialer?.stage !== 'wrapUp' || (dialer.callId !== undefined && dialer.callId !== call.id)) return null;
  return (
    <>
      {(dialer.pausesNext || dialer.paused) && (
        <span className={classes.paused}>{t('wrapUp.pauseFollows')}</span>
      )}
      {dialer.wrapUpEndsAt !== undefined && <Clock at={dialer.wrapUpEndsAt} />}
    </>
  );
}

function Clock({ at }: { at: number }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const now = useNow(1000);
  return (
    <span className={classes.closes} aria-hidden>
      {t('wrapUp.closesIn', { time: format.duration(Math.max(0, at - now)) })}
    </span>
  );
}
