import { useRef } from 'react';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useDialer } from '../state/dialer.tsx';
import { isOnOffer, offeredNumber } from '../state/dialer-model.ts';
import { useTypingHold } from './use-typing-hold.ts';
import { useVerdictText } from './use-verdict-text.ts';

/** Always there, unseen: says aloud who comes next, and keeps the automatic from dialling while somebody types. */
export function DialerWatch() {
  useTypingHold();
  const said = useAnnouncement();
  return (
    <div role="status" aria-live="polite" className="rd-sr" data-dialer-announcer>
      {said}
    </div>
  );
}

/** One sentence for each prospect on offer, and one when its state changes: never again because a second passed. */
function useAnnouncement(): string {
  const { t } = useTranslation('campaigns');
  const why = useVerdictText();
  const dialer = useDialer((state) => state.dialer);
  const offered = useDialer(offeredNumber);
  const last = useRef({ key: '', words: '' });
  const key = [
    dialer?.stage,
    dialer?.lead?.id,
    offered?.number,
    offered?.verdict.allowed,
    dialer?.paused,
  ].join('|');
  const words = (now: Dialer): string => {
    if (now.stage === 'empty') return t('announce.empty');
    if (!isOnOffer(now) || !now.lead) return '';
    const { contactName, organisationName, attempts } = now.lead;
    const who = [contactName, organisationName, offered?.display].filter(Boolean).join(', ');
    const next = t('announce.next', { who, number: attempts + 1 });
    if (offered?.verdict.allowed === false)
      return `${next} ${why(offered.verdict, Date.now(), { zone: now.zone })}. ${t('announce.refused')}`;
    if (now.stage === 'countdown' && now.dialsAt !== undefined) {
      const count = Math.max(0, Math.round((now.dialsAt - Date.now()) / 1000));
      return `${next} ${t('announce.countdown', { count })}`;
    }
    return `${next} ${now.paused ? t('announce.paused') : t('announce.dial')}`;
  };
  if (last.current.key !== key) last.current = { key, words: dialer ? words(dialer) : '' };
  return last.current.words;
}
