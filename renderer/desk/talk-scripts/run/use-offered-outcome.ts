import { useEffect } from 'react';
import { useCalls } from '../../state/calls.tsx';
import { primaryCall } from '../../state/calls-model.ts';
import { useTalkRuns } from '../../state/talk-runs.tsx';
import { draftOf, useWrapUpStore } from '../../state/wrap-up.tsx';

/** The end at which a talk stands names an outcome: the wrap-up begins with it, unless the operator has chosen one. */
export function useOfferedOutcome(): void {
  const wrapUps = useWrapUpStore();
  const call = useCalls(primaryCall)?.call;
  const over = call?.state === 'ended' && call.wrapUp === 'open' ? call : undefined;
  const outcome = useTalkRuns(({ talks }) => (over ? talks.get(over.id)?.state.outcome : undefined));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment is the end of the call, and no later change of it.
  useEffect(() => {
    if (!over || outcome === undefined) return;
    const { drafts, edit } = wrapUps.getState();
    // Once, and only where nobody has chosen; who takes it away again has chosen.
    const { outcome: chosen } = draftOf(wrapUps.getState(), over);
    if (chosen === undefined && drafts.get(over.id)?.outcome === undefined) edit(over, { outcome: outcome });
  }, [over?.id, outcome, wrapUps]);
}
