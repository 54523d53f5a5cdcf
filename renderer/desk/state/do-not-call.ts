// Changes of the do-not-call list from anywhere on the desk, and that it has changed.
import { useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import type { Input } from '../../../shared/contract/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastUndo } from '../../ui/toast.tsx';
import { type Ask, useAsk } from './use-ask.ts';

const store = createStore(() => ({ version: 0 }));

/** Another figure after each change made here: whoever shows the list, or a mark, asks again. */
export const useDoNotCallVersion = (): number => useStore(store, ({ version }) => version);
export const doNotCallChanged = (): void => store.setState(({ version }) => ({ version: version + 1 }));

export interface DoNotCallChanges {
  /** `what`: the number or the customer's name, for the message. */
  add(entry: Input<'doNotCall.add'>, what: string): Promise<boolean>;
  remove(id: string, what: string): Promise<boolean>;
}

export function useDoNotCallChanges(): DoNotCallChanges {
  const { t } = useTranslation(['campaigns', 'common']);
  const ask = useAsk();
  return useMemo(() => {
    const told = async (changed: Awaited<ReturnType<Ask>> | undefined, message: string): Promise<boolean> => {
      const change = changed as { changeId: string } | undefined;
      if (!change) return false;
      doNotCallChanged();
      toastUndo(message, t('common:undo'), () => {
        void ask('changes.undo', { changeId: change.changeId }).then(doNotCallChanged);
      });
      return true;
    };
    return {
      add: async (entry, what) => told(await ask('doNotCall.add', entry), t('doNotCall.added', { what })),
      remove: async (id, what) =>
        told(await ask('doNotCall.remove', { id }), t('doNotCall.removed', { what })),
    };
  }, [ask, t]);
}
