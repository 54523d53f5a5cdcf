import type { CriteriaGroup, Criterion, Scorecard } from './scorecard.ts';

export const blankCriterion = (id: string): Criterion => ({
  ...{ id, title: '', hint: '', weight: 10, scale: { kind: 'yesNo' } },
  ...{ mayNotApply: true, fatal: false },
});

export const blankGroup = (newId: () => string): CriteriaGroup => ({
  ...{ id: newId(), title: '', weight: 10 },
  criteria: [blankCriterion(newId())],
});

/** What a new card begins with. */
export const blankCard = (newId: () => string): Scorecard => ({ groups: [blankGroup(newId)] });
