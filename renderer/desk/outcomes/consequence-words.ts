import { useCallback } from 'react';
import type { OutcomeNode } from '../../../shared/contract/outcomes.ts';
import { useTranslation } from '../../i18n/index.ts';

type Consequences = OutcomeNode['consequences'];

const HOUR = 60;
const DAY = 24 * HOUR;

/** What follows from an outcome, said in one line. */
export function useConsequenceWords(): (consequences: Consequences) => string {
  const { t } = useTranslation(['outcomes', 'contacts']);
  return useCallback(
    ({ reached, success, lead, promise, doNotCall, stage }) => {
      const after = (minutes: number) =>
        minutes % DAY === 0
          ? t('after.days', { count: minutes / DAY })
          : minutes % HOUR === 0
            ? t('after.hours', { count: minutes / HOUR })
            : t('after.minutes', { count: minutes });
      const leadWords = () => {
        if (lead.kind !== 'retry') return t(`lead.${lead.kind}`);
        const again = t('lead.again', { after: after(lead.afterMinutes) });
        return lead.otherNumber ? `${again}, ${t('lead.otherNumberShort')}` : again;
      };
      const words = [
        success ? t('says.success') : reached ? t('says.reached') : t('says.notReached'),
        stage && t('says.stage', { stage: t(`contacts:stage.${stage}`) }),
        promise !== 'none' && t(`promise.${promise}`),
        leadWords(),
        doNotCall !== 'no' && t(`doNotCall.${doNotCall}`),
      ];
      return words.filter(Boolean).join(' · ');
    },
    [t],
  );
}
