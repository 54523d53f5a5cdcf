import { useMemo } from 'react';
import type { LeadRow } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';

/** Three steps are enough for a person; the figure leaves room between them for whoever fills lists by program. */
export const PRIORITIES = [
  { key: 'first', value: 50 },
  { key: 'usual', value: 0 },
  { key: 'last', value: -50 },
] as const;

export interface LeadChanges {
  setPriority(priority: number): Promise<void>;
  /** Null: anybody. */
  setOwner(ownerId: string | null): Promise<void>;
  setRemoved(removed: boolean): Promise<void>;
  /** Without waiting for its next time; the rules still hold. */
  callNow(): Promise<void>;
}

export function useLeadChanges({ id: leadId, contactName: name }: LeadRow): LeadChanges {
  const { t } = useTranslation('campaigns');
  const ask = useAsk();
  const undo = useUndo();
  return useMemo(
    () => ({
      setPriority: async (priority) =>
        undo(await ask('campaigns.changeLead', { leadId, priority }), t('prospect.done.priority', { name })),
      setOwner: async (ownerId) =>
        undo(await ask('campaigns.changeLead', { leadId, ownerId }), t('prospect.done.owner', { name })),
      setRemoved: async (removed) =>
        undo(
          await ask('campaigns.changeLead', { leadId, removed }),
          removed ? t('prospect.done.out', { name }) : t('prospect.done.in', { name }),
        ),
      callNow: async () =>
        undo(await ask('campaigns.changeLead', { leadId, nextAt: null }), t('prospect.done.now', { name })),
    }),
    [ask, undo, leadId, name, t],
  );
}
