import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useCalls } from '../state/calls.tsx';
import { useSensitiveWatch } from '../state/sensitive.tsx';

/** Says to a screen reader, once, that what is said is not recorded, why, and that it is again. */
export function PauseAnnouncer() {
  const { t } = useTranslation('calls');
  useSensitiveWatch();
  const paused = useCalls(
    (state) => state.calls.find(({ call }) => call.recording?.paused)?.call.recording?.paused,
  );
  const recorded = useCalls((state) => state.calls.some(({ call }) => call.recording?.state === 'recording'));
  const was = useRef<'key' | 'field'>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (paused) setSaid(t(`announce.paused.${paused}`));
    else if (was.current && recorded) setSaid(t('announce.recorded'));
    was.current = paused;
  }, [paused, recorded, t]);
  return (
    <div role="status" aria-live="polite" className="rd-sr">
      {said}
    </div>
  );
}
