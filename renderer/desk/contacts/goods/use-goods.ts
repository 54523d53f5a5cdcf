import { useCallback, useMemo } from 'react';
import type { Changed } from '../../../../shared/contract/common.ts';
import type { GoodsEntryInput, GoodsOf } from '../../../../shared/contract/goods.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useCardsStore } from '../../state/cards.tsx';
import { useAsk, useUndo } from '../../state/use-ask.ts';

export interface GoodsChanges {
  /** True: it was saved, and can be taken back at the edge of the screen. */
  add(entry: GoodsEntryInput, name: string): Promise<boolean>;
  change(
    row: { readonly id: string; readonly version: number },
    entry: GoodsEntryInput,
    name: string,
  ): Promise<boolean>;
  remove(of: GoodsOf, id: string, name: string): Promise<void>;
  pay(id: string, paidOn: string, name: string): Promise<void>;
}

/** @param contactId whose card is looked at: it is read again, whoever of both the goods belong to */
export function useGoods(contactId: string): GoodsChanges {
  const { t } = useTranslation('goods');
  const ask = useAsk();
  const undo = useUndo();
  const cards = useCardsStore();
  const done = useCallback(
    (changed: Changed | undefined, message: string): boolean => {
      // Also after a refusal: somebody else's version is what to look at now.
      void cards.getState().load(contactId);
      undo(changed, message);
      return changed !== undefined;
    },
    [cards, undo, contactId],
  );
  return useMemo(
    () => ({
      add: async (entry, name) => done(await ask('goods.add', { contactId, entry }), t('saved', { name })),
      change: async ({ id, version }, entry, name) =>
        done(await ask('goods.change', { id, version, entry }), t('saved', { name })),
      remove: async (of, id, name) => {
        done(await ask('goods.remove', { of, id }), t('removed', { name }));
      },
      pay: async (id, paidOn, name) => {
        done(await ask('goods.pay', { id, paidOn }), t('payDone', { name }));
      },
    }),
    [ask, done, contactId, t],
  );
}
