import type { ResultFilter, ResultReader, TalkSelection } from '../../../db/repositories/results/results.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { ResultSelection, ResultsFilter } from '../../../shared/contract/results.ts';
import { keysMeaning } from '../../../shared/domain/outcome/meaning.ts';
import type { OutcomeNode } from '../../../shared/domain/outcome/outcome.ts';
import { summarise } from '../../../shared/domain/results/counts.ts';
import { boundsOfDay, dayIn } from './days.ts';
import type { Surroundings } from './task.ts';

/** The figures of the calls that a filter leaves. */
export function resultsOfCalls(
  reader: ResultReader,
  filter: ResultsFilter,
  surroundings: Surroundings,
): Output<'results.calls'> {
  const { outcomes, zone } = surroundings;
  const { total, perAgent, perDay, perOutcome } = summarise(
    reader.calls(inTime(filter, surroundings)),
    outcomes,
    dayIn(zone),
  );
  const names = namesOf(reader);
  return {
    total,
    perDay: [...perDay],
    perAgent: perAgent.map(({ agentId, ...counts }) => ({ ...counts, ...names(agentId) })),
    perOutcome: perOutcome.map(({ outcome, calls }) => ({ calls, ...(outcome === null ? {} : { outcome }) })),
  };
}

/** Operators by name; one that is gone has none. */
export function namesOf(reader: ResultReader): (id: string | null) => { agentId?: string; name: string } {
  const names = new Map(reader.agents().map(({ id, name }) => [id, name]));
  return (id) => (id === null ? { name: '' } : { agentId: id, name: names.get(id) ?? '' });
}

/** Days of the workplace as moments, within the reach of the asker; a single day is a narrower period. */
export function inTime(
  { firstDay, lastDay, day, ...filter }: ResultsFilter & { readonly day?: string | undefined },
  { zone, owners }: Pick<Surroundings, 'zone' | 'owners'>,
): ResultFilter {
  const starts = [firstDay, day].flatMap((date) =>
    date === undefined ? [] : [boundsOfDay(date, zone).from],
  );
  const ends = [lastDay, day].flatMap((date) => (date === undefined ? [] : [boundsOfDay(date, zone).to]));
  return {
    ...filter,
    owners,
    ...(starts.length > 0 ? { from: Math.max(...starts) } : {}),
    ...(ends.length > 0 ? { to: Math.min(...ends) } : {}),
  };
}

/** The columns of a selection; everything else of it is in the moves. */
export function columnsOf(
  { figure, outcome }: ResultSelection,
  outcomes: readonly OutcomeNode[],
): TalkSelection {
  const meant =
    figure === 'reached' || figure === 'agreed' || figure === 'refused'
      ? [...keysMeaning(outcomes, figure)]
      : undefined;
  const chosen = outcome === undefined ? meant : (meant ?? [outcome]).filter((key) => key === outcome);
  return {
    ...(figure === 'answered' ? { answered: true } : {}),
    ...(chosen === undefined ? {} : { outcomes: chosen }),
  };
}
