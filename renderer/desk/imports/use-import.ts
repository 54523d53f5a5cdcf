import { useCallback } from 'react';
import { useStore } from 'zustand';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import { useFailureText } from '../state/use-ask.ts';
import { type ImportActions, type ImportState, importStoreOf } from './import-store.ts';
import { FileUnreadable } from './upload.ts';

export function useImport<T>(select: (state: ImportState & ImportActions) => T): T {
  return useStore(importStoreOf(useCore()), select);
}

/** What went wrong with an import, in words with what to do. */
export function useImportFailureText(): (failure: unknown) => string {
  const { t } = useTranslation('imports');
  const failureText = useFailureText();
  return useCallback(
    (failure) => (failure instanceof FileUnreadable ? t('upload.unreadable') : failureText(failure)),
    [t, failureText],
  );
}
