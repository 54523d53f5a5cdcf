import { findOutcome, offered } from '../../../shared/domain/outcome/tree.ts';
import { useOutcomeName, useOutcomes } from '../state/outcomes.tsx';

/** Both levels in the order of their digits; what the call has stays to be chosen, though it is offered no more. */
export function useOutcomeChoices(current: string | undefined): { value: string; label: string }[] {
  const tree = useOutcomes();
  const nameOf = useOutcomeName();
  const keys = offered(tree).flatMap(({ key }) => [key, ...offered(tree, key).map((second) => second.key)]);
  const kept = current !== undefined && !keys.includes(current) && findOutcome(tree, current);
  return [...keys, ...(kept ? [kept.key] : [])].map((value) => ({ value, label: nameOf(value) }));
}
