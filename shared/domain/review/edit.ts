import type { CriteriaGroup, Criterion, CriterionId, Scorecard } from './scorecard.ts';

/** Changes of a card, each a new one. Ids that are not there change nothing. */
export const changeGroup = (card: Scorecard, id: string, fields: Partial<CriteriaGroup>): Scorecard => ({
  groups: card.groups.map((group) => (group.id === id ? { ...group, ...fields } : group)),
});

export const changeCriterion = (
  card: Scorecard,
  id: CriterionId,
  change: (criterion: Criterion) => Criterion,
): Scorecard => ({
  groups: card.groups.map((group) => ({
    ...group,
    criteria: group.criteria.map((one) => (one.id === id ? change(one) : one)),
  })),
});

export const removeGroup = (card: Scorecard, id: string): Scorecard => ({
  groups: card.groups.filter((group) => group.id !== id),
});

export const removeCriterion = (card: Scorecard, id: CriterionId): Scorecard => ({
  groups: card.groups.map((group) => ({
    ...group,
    criteria: group.criteria.filter((one) => one.id !== id),
  })),
});

function swapped<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const [one, other] = [items[from], items[to]];
  if (one === undefined || other === undefined) return items;
  return items.map((item, n) => (n === from ? other : n === to ? one : item));
}

export function moveGroup(card: Scorecard, id: string, step: 1 | -1): Scorecard {
  const from = card.groups.findIndex((group) => group.id === id);
  return { groups: swapped(card.groups, from, from + step) };
}

/** Past the end of its group it comes into the next one. */
export function moveCriterion(card: Scorecard, id: CriterionId, step: 1 | -1): Scorecard {
  const at = card.groups.findIndex(({ criteria }) => criteria.some((one) => one.id === id));
  const group = card.groups[at];
  const from = group?.criteria.findIndex((one) => one.id === id) ?? -1;
  const criterion = group?.criteria[from];
  if (!group || !criterion) return card;
  const to = from + step;
  if (to >= 0 && to < group.criteria.length)
    return changeGroup(card, group.id, { criteria: swapped(group.criteria, from, to) });
  const neighbour = card.groups[at + step];
  if (!neighbour) return card;
  const criteria = step === 1 ? [criterion, ...neighbour.criteria] : [...neighbour.criteria, criterion];
  return changeGroup(removeCriterion(card, id), neighbour.id, { criteria });
}
