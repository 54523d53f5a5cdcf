import { useTranslation } from '../../i18n/index.ts';
import { callerName, numberOf } from '../state/caller.ts';
import { useCalls } from '../state/calls.tsx';
import { ringingCall } from '../state/calls-model.ts';

/** Says a ring aloud to a screen reader, once per call; the focus stays where it is. */
export function RingAnnouncer() {
  const { t } = useTranslation('calls');
  const call = useCalls((calls) => ringingCall(calls)?.call);
  const said = () => {
    if (!call) return '';
    const number = numberOf(call) || t('bar.anonymous');
    const name = callerName(call) ?? t('announce.unknown', { number });
    return call.organisationName === undefined
      ? t('announce.incomingAlone', { name })
      : t('announce.incoming', { name, company: call.organisationName });
  };
  return (
    <div role="alert" aria-live="assertive" className="rd-sr">
      {said()}
    </div>
  );
}
