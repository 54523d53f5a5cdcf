import { useCallback } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { toastDone } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import { useFieldWords } from './field-words.ts';

/** Takes a merge back and says what stays, since somebody changed it meanwhile. */
export function useUndoMerge(): (mergeId: string) => Promise<void> {
  const ask = useAsk();
  const { t } = useTranslation('duplicates');
  const { label } = useFieldWords();
  return useCallback(
    async (mergeId) => {
      const stayed = await ask('duplicates.undo', { mergeId });
      if (!stayed) return;
      const { fields, rows } = stayed;
      if (fields.length > 0) toastDone(t('undoneBut', { fields: fields.map(label).join(', ') }));
      else if (rows > 0) toastDone(t('undoneRows', { count: rows }));
      else toastDone(t('undone'));
    },
    [ask, t, label],
  );
}
