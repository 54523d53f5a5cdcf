import { useCallback } from 'react';
import { CALL_RESULTS } from '../../../shared/domain/call/call.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useOutcomeName } from '../state/outcomes.tsx';

const results: ReadonlySet<string> = new Set(CALL_RESULTS);

/** How the last attempt ended: how the call failed, or its outcome in the firm's words. */
export function useResultText(): (result: string) => string {
  const { t } = useTranslation('calls');
  const outcomeName = useOutcomeName();
  return useCallback(
    (result) =>
      results.has(result) ? t(`result.${result as (typeof CALL_RESULTS)[number]}`) : outcomeName(result),
    [t, outcomeName],
  );
}
