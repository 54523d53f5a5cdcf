import { useMemo } from 'react';
import { useOutcomeName, useOutcomes } from '../../state/outcomes.tsx';

export interface OutcomeChoice {
  readonly value: string;
  readonly label: string;
}

/** Outcomes that a call can be given today, in the firm's words. */
export function useOutcomeChoices(): readonly OutcomeChoice[] {
  const tree = useOutcomes();
  const name = useOutcomeName();
  return useMemo(
    () => tree.filter(({ retired }) => !retired).map(({ key }) => ({ value: key, label: name(key) })),
    [tree, name],
  );
}
