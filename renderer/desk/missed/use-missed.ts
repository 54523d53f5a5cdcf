import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { MissedFilter, MissedRow } from '../../../shared/contract/missed.ts';
import type { ResolveReason } from '../../../shared/domain/missed/entry.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useCore } from '../state/core.tsx';
import { useAsk, useUndo } from '../state/use-ask.ts';
import { type Rows, useRows } from '../state/use-rows.ts';

/** The queue through one filter, kept true by the core's events. */
export function useMissed(filter: MissedFilter): Rows<MissedRow> {
  const core = useCore();
  const ask = useCallback(
    async (offset: number, limit: number) => {
      const { entries, total } = await core.request('missed.list', { filter, offset, limit });
      return { items: entries, total };
    },
    [core, filter],
  );
  const rows = useRows(ask);
  const { reload } = rows;
  useEffect(() => {
    const stops = [
      core.on('missed.changed', reload),
      core.on('contacts.changed', reload),
      core.onConnection((state) => state === 'connected' && reload()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload]);
  return rows;
}

/** How an entry is called: its customer, its number, or that there is none. */
export function useMissedName(): (entry: MissedRow) => string {
  const { t } = useTranslation('missed');
  return useCallback(
    ({ contactName, numberDisplay, number }) => contactName ?? numberDisplay ?? number ?? t('hidden'),
    [t],
  );
}

export interface MissedActions {
  /** Takes it, so that nobody else calls the same customer, and dials. */
  callBack(entry: MissedRow): Promise<void>;
  take(entry: MissedRow): Promise<void>;
  giveBack(entry: MissedRow): Promise<void>;
  resolve(entry: MissedRow, reason: ResolveReason, note: string): Promise<void>;
  reopen(entry: MissedRow): Promise<void>;
}

export function useMissedActions(): MissedActions {
  const { t } = useTranslation('missed');
  const ask = useAsk();
  const undo = useUndo();
  const name = useMissedName();
  const { dial } = useCallActions();
  /** Two keys pressed fast are one call. */
  const dialling = useRef(false);
  return useMemo(
    () => ({
      async callBack({ id, state, number, contactId }) {
        if (number === undefined || dialling.current) return;
        dialling.current = true;
        const mine = state === 'resolved' || (await ask('missed.take', { id })) !== undefined;
        if (mine) await dial({ number, contactId });
        dialling.current = false;
      },
      take: async ({ id }) => void (await ask('missed.take', { id })),
      giveBack: async ({ id }) => void (await ask('missed.release', { id })),
      async resolve(entry, reason, note) {
        const changed = await ask('missed.resolve', { id: entry.id, reason, note });
        undo(changed, t('resolvedDone', { name: name(entry) }));
      },
      async reopen(entry) {
        const changed = await ask('missed.reopen', { id: entry.id });
        undo(changed, t('reopenedDone', { name: name(entry) }));
      },
    }),
    [ask, undo, dial, name, t],
  );
}
