import { useCallback } from 'react';
import type { ReviewView } from '../../../shared/contract/reviews.ts';
import type { Judgement, Judgements } from '../../../shared/domain/review/score.ts';
import { useAsk } from '../state/use-ask.ts';
import { type Autosaved, useAutosave } from './use-autosave.ts';

interface Written {
  readonly judgements: Judgements;
  readonly summary: string;
}

export interface Draft extends Written, Pick<Autosaved<Written>, 'saving' | 'flush'> {
  judge(id: string, judgement: Judgement): void;
  summarise(summary: string): void;
}

/** A review that is being written. */
export function useDraft({ id: reviewId, version, judgements, summary }: ReviewView): Draft {
  const ask = useAsk();
  const save = useCallback(
    async (seen: number, written: Written) => {
      const input = { reviewId, version: seen, summary: written.summary };
      return (await ask('reviews.save', { ...input, judgements: { ...written.judgements } }))?.version;
    },
    [ask, reviewId],
  );
  const { value, change, ...rest } = useAutosave<Written>({ judgements, summary }, version, save);
  return {
    ...value,
    ...rest,
    judge: (id, judgement) => change({ judgements: { ...value.judgements, [id]: judgement } }),
    summarise: (next) => change({ summary: next }),
  };
}
