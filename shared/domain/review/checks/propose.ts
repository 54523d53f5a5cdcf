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

/** A review begins with these: full points for what was passed, none for what was not, with where it shows, and nothing where it is not known. */
export function proposedJudgements(
  card: Scorecard,
  proposals: Readonly<Record<CriterionId, CheckResult>>,
): Judgements {
  return Object.fromEntries(
    criteriaOf(card).flatMap(({ id, scale }) => {
      const found = proposals[id];
      if (found === undefined || found.verdict === 'unknown') return [];
      const [atMs] = found.atMs;
      if (found.verdict === 'passed') return [[id, { points: mostOf(scale) }]];
      return [[id, { points: 0, ...(atMs === undefined ? {} : { atMs }) }]];
    }),
  );
}
