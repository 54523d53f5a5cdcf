import { useCallback } from 'react';
import type { DuplicatePair } from '../../../shared/contract/duplicates.ts';
import { useTranslation } from '../../i18n/index.ts';

/** Reasons, and after them what speaks against, in words. */
export function useWhy(): (pair: Pick<DuplicatePair, 'reasons' | 'doubts'>) => string {
  const { t } = useTranslation('duplicates');
  return useCallback(
    ({ reasons, doubts }) => {
      const said = reasons.map((reason) => t(`reason.${reason}`)).join(', ');
      if (doubts.length === 0) return said;
      const against = doubts.map((doubt) => t(`doubt.${doubt}`)).join(', ');
      return t('whyBut', { reasons: said, doubts: against });
    },
    [t],
  );
}
