import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconPlugConnectedX,
  IconRefresh,
} from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import { type LineState, lineState, secondsUntil } from './line-state.ts';
import classes from './settings.module.css';

const ICONS = {
  noAccount: IconPlugConnectedX,
  noPhone: IconAlertTriangle,
  off: IconPlugConnectedX,
  connecting: IconCircleDashed,
  registered: IconCircleCheck,
  reconnecting: IconRefresh,
  refused: IconAlertTriangle,
} as const;

/** The truth about the line, in words: what happened, what to do, when the next attempt is. */
export function LineStateWords() {
  const accounts = useSession((session) => session.accounts);
  const phone = useSession((session) => session.phone);
  const state = lineState(accounts, phone);
  const Icon = ICONS[state.kind];
  return (
    <div className={classes.lineState} data-state={state.kind} role="status">
      <Icon size={18} stroke={1.8} aria-hidden />
      <div>
        <Words state={state} />
      </div>
    </div>
  );
}

function Words({ state }: { state: LineState }) {
  const { t } = useTranslation(['settings', 'errors']);
  const now = useNow(1000);
  if (state.kind !== 'reconnecting' && state.kind !== 'refused') return <p>{t(`state.${state.kind}`)}</p>;
  const seconds = secondsUntil(state.retryAt, now);
  return (
    <>
      {/* What is known of a refusal says more than that there was one. */}
      {(state.kind === 'reconnecting' || state.problem === undefined) && <p>{t(`state.${state.kind}`)}</p>}
      {state.problem !== undefined && <p>{t(`errors:${state.problem}`)}</p>}
      {(seconds !== undefined || state.sipCode !== undefined) && (
        <p className={classes.lineFacts}>
          {seconds !== undefined && <span>{t('state.retryIn', { count: seconds })}</span>}
          {state.sipCode !== undefined && <span>{t('state.sipCode', { code: state.sipCode })}</span>}
        </p>
      )}
    </>
  );
}
