import type { LeadRow } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import { useVerdict } from './use-verdict.ts';
import { useVerdictText } from './use-verdict-text.ts';

export interface Standing {
  readonly tone: 'now' | 'wait' | 'done';
  readonly words: string;
}

/** Why this prospect is not called now, or that it can be. */
export function useStandingOf(lead: LeadRow): Standing {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const now = useNow(60_000);
  const users = useSession((session) => session.users);
  const why = useVerdictText();
  const due = lead.state === 'waiting' && (lead.nextAt === undefined || lead.nextAt <= now);
  // Everything else is told by the row itself; only the moment needs the rules.
  const verdict = useVerdict(
    due && lead.phone !== undefined
      ? { number: lead.phone, contactId: lead.contactId, campaignId: lead.campaignId }
      : undefined,
  );
  if (lead.state === 'done')
    return {
      tone: 'done',
      words: lead.end === undefined ? t('prospect.state.done') : t(`prospect.end.${lead.end}`),
    };
  if (lead.state === 'claimed') {
    const name = users.find(({ id }) => id === lead.claimedBy)?.name;
    return {
      tone: 'wait',
      words: name === undefined ? t('prospect.state.claimed') : t('prospect.claimedBy', { name }),
    };
  }
  if (!due && lead.nextAt !== undefined)
    return { tone: 'wait', words: t('prospect.nextAt', { moment: format.moment(lead.nextAt, now) }) };
  if (lead.phone === undefined)
    return { tone: 'wait', words: why({ allowed: false, because: 'noNumber' }, now) };
  if (verdict?.allowed === false) return { tone: 'wait', words: why(verdict, now) };
  return { tone: 'now', words: verdict ? t('prospect.now') : '' };
}
