import { useState } from 'react';
import type { PairSide } from '../../../shared/contract/duplicates.ts';
import type { Choices } from '../../../shared/domain/duplicates/unite.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastUndo } from '../../ui/index.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';
import { useUndoMerge } from './use-undo-merge.ts';

interface DecisionOptions {
  readonly into: PairSide;
  readonly from: PairSide;
  readonly choices: Choices;
  readonly onDecided: () => void;
}

/** One or two: what the core is told, with the way back. */
export function useDecision({ into, from, choices, onDecided }: DecisionOptions) {
  const { t } = useTranslation(['duplicates', 'common']);
  const ask = useAsk();
  const undo = useUndo();
  const undoMerge = useUndoMerge();
  const [busy, setBusy] = useState(false);
  const decide = async <T>(work: () => Promise<T | undefined>): Promise<T | undefined> => {
    setBusy(true);
    const answer = await work();
    setBusy(false);
    if (answer !== undefined) onDecided();
    return answer;
  };
  return {
    busy,
    async merge() {
      const merged = await decide(() =>
        ask('duplicates.merge', {
          fromId: from.contact.id,
          intoId: into.contact.id,
          choices,
          seen: { from: from.contact.version, into: into.contact.version },
        }),
      );
      if (merged)
        toastUndo(
          t('merged', { from: from.contact.name, into: into.contact.name }),
          t('common:undo'),
          () => void undoMerge(merged.id),
        );
    },
    async distinguish() {
      const told = await decide(() =>
        ask('duplicates.distinguish', { oneId: into.contact.id, otherId: from.contact.id }),
      );
      undo(told, t('toldApart', { one: into.contact.name, other: from.contact.name }));
    },
  };
}
