// What a talk is judged by. Plain data, kept as JSON; the words are the firm's own.
import type { Check } from './checks/check.ts';

/** Stays the same over the versions of a card, so that figures of two versions can be compared. */
export type CriterionId = string;

export interface Scorecard {
  readonly groups: readonly CriteriaGroup[];
}

export interface CriteriaGroup {
  readonly id: string;
  readonly title: string;
  /** Against the other groups; only the proportions count. */
  readonly weight: number;
  readonly criteria: readonly Criterion[];
}

export interface Criterion {
  readonly id: CriterionId;
  readonly title: string;
  /** When which points are given, for the reviewer. */
  readonly hint: string;
  /** Against the other criteria of its group; 0: looked at, but not counted. */
  readonly weight: number;
  readonly scale: Scale;
  /** Some talks give no occasion for it. */
  readonly mayNotApply: boolean;
  /** No points here, and the whole talk has failed. */
  readonly fatal: boolean;
  /** The step of a template that it judges: the review jumps to where that was shown. */
  readonly step?: { readonly scriptId: string; readonly nodeId: string } | undefined;
  /** What the program can find by itself; it proposes, the reviewer decides. */
  readonly check?: Check | undefined;
}

export type Scale = { readonly kind: 'yesNo' } | { readonly kind: 'points'; readonly most: number };

/** Points of a yes. */
const YES = 1;
export const mostOf = (scale: Scale): number => (scale.kind === 'yesNo' ? YES : scale.most);

export const LIMITS = { groups: 12, criteria: 60, points: 10, weight: 100, title: 200, hint: 1_000 } as const;

export const criteriaOf = ({ groups }: Scorecard): Criterion[] => groups.flatMap(({ criteria }) => criteria);

export type ScorecardFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'emptyGroup' | 'groupWithoutTitle'; readonly groupId: string }
  | { readonly kind: 'criterionWithoutTitle'; readonly criterionId: CriterionId }
  | { readonly kind: 'sameId'; readonly id: string }
  /** Whatever is answered, there would be no score. */
  | { readonly kind: 'noWeight' };

/** What has to be mended before a card can be published. */
export function faultsOf(card: Scorecard): ScorecardFault[] {
  const criteria = criteriaOf(card);
  if (criteria.length === 0) return [{ kind: 'empty' }];
  const seen = new Set<string>();
  const same = [...card.groups, ...criteria].flatMap(({ id }): ScorecardFault[] => {
    if (seen.has(id)) return [{ kind: 'sameId', id }];
    seen.add(id);
    return [];
  });
  const counts = card.groups.some(
    (group) => group.weight > 0 && group.criteria.some(({ weight }) => weight > 0),
  );
  return [
    ...card.groups.flatMap((group): ScorecardFault[] => [
      ...(group.criteria.length === 0 ? [{ kind: 'emptyGroup' as const, groupId: group.id }] : []),
      ...(group.title.trim() === '' ? [{ kind: 'groupWithoutTitle' as const, groupId: group.id }] : []),
    ]),
    ...criteria.flatMap(({ id, title }): ScorecardFault[] =>
      title.trim() === '' ? [{ kind: 'criterionWithoutTitle', criterionId: id }] : [],
    ),
    ...same,
    ...(counts ? [] : [{ kind: 'noWeight' as const }]),
  ];
}

/** The same under ids of its own: figures of a copy are not those of its original. */
export const copyOf = (card: Scorecard, newId: () => string): Scorecard => ({
  groups: card.groups.map((group) => ({
    ...group,
    id: newId(),
    criteria: group.criteria.map((criterion) => ({ ...criterion, id: newId() })),
  })),
});
