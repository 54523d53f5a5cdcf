import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { lossOf } from '../state/call-loss.ts';
import { useCallTitle } from '../state/caller.ts';
import { useCalls } from '../state/calls.tsx';

/** Says to a screen reader, once, that a talk is being reconnected and that it is back; without the seconds. */
export function LossAnnouncer() {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const call = useCalls((state) => state.calls.find((live) => lossOf(live.call))?.call);
  const kind = call && lossOf(call)?.kind;
  const name = call && title(call);
  const lost = useRef<string>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (name !== undefined && kind !== undefined) {
      lost.current = name;
      setSaid(t('announce.lost', { name, what: t(`loss.${kind}`) }));
    } else if (lost.current !== undefined) {
      setSaid(t('announce.back', { name: lost.current }));
      lost.current = undefined;
    }
  }, [name, kind, t]);
  return (
    <div role="status" aria-live="polite" className="rd-sr">
      {said}
    </div>
  );
}
