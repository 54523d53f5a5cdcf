import { useMemo } from 'react';
import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';

export interface ListActions {
  /** Running, or running again. */
  start(): Promise<boolean>;
  pause(): Promise<void>;
  end(): Promise<void>;
  remove(): Promise<boolean>;
  cancelFill(): Promise<void>;
  /** Works on it, starting it when it does not run. */
  work(): Promise<void>;
}

/** What can be done to a list. Whatever can be taken back says so. */
export function useListActions({ id, name, state }: Pick<Campaign, 'id' | 'name' | 'state'>): ListActions {
  const { t } = useTranslation('campaigns');
  const ask = useAsk();
  const undo = useUndo();
  const { join } = useDialerActions();
  return useMemo(() => {
    const become = async (next: 'running' | 'paused' | 'ended') => {
      const changed = await ask('campaigns.setState', { id, state: next });
      undo(changed, t(`done.${next}`, { name }));
      return changed !== undefined;
    };
    return {
      start: () => become('running'),
      pause: async () => void (await become('paused')),
      end: async () => void (await become('ended')),
      remove: async () => {
        const changed = await ask('campaigns.remove', { id });
        undo(changed, t('done.removed', { name }));
        return changed !== undefined;
      },
      cancelFill: async () => void (await ask('campaigns.cancelFill', { id })),
      work: async () => {
        if (state === 'running' || (await become('running'))) await join(id);
      },
    };
  }, [ask, undo, join, id, name, state, t]);
}
