import type { Judgements } from '../score.ts';
import { type CriterionId, criteriaOf, mostOf, type Scorecard } from '../scorecard.ts';
import type { CheckResult } from './check.ts';
import { type HeardTalk, runChecks } from './run.ts';

/** What the program found for each criterion that is tied to a check. */
export function proposalsFor(card: Scorecard, talk: HeardTalk): Record<CriterionId, CheckResult> {
  const tied = criteriaOf(card).flatMap(({ id, check }) => (check ? [{ id, check }] : []));
  const results = runChecks(
    tied.map(({ check }) => check),
    talk,
  );
  return Object.fromEntries(results.map((result, n) => [tied[n]?.id ?? '', result]));
}

/** A review begins with these: full points for what was passed, none for what was not, and nothing where it is not known. */
export function proposedJudgements(
  card: Scorecard,
  proposals: Readonly<Record<CriterionId, CheckResult>>,
): Judgements {
  return Object.fromEntries(
    criteriaOf(card).flatMap(({ id, scale }) => {
      const found = proposals[id];
      if (found === undefined || found.verdict === 'unknown') return [];
      const [atMs] = found.atMs;
      const points = found.verdict === 'passed' ? mostOf(scale) : 0;
      return [[id, { points, ...(atMs === undefined ? {} : { atMs }) }]];
    }),
  );
}
