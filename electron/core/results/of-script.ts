import type { ResultFilter, ResultReader, RunRow } from '../../../db/repositories/results/results.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { ResultsFilter } from '../../../shared/contract/results.ts';
import { ScriptTally } from '../../../shared/domain/results/script-results.ts';
import { type Walk, walkOf } from '../../../shared/domain/results/walk.ts';
import type { TalkScript } from '../../../shared/domain/talk-script/script.ts';
import { inTime, namesOf } from './of-calls.ts';
import type { Surroundings } from './task.ts';

export interface WalkedRun {
  readonly run: RunRow;
  readonly script: TalkScript;
  readonly walk: Walk;
}

/** Talks of a template with what they came to, newest first; one whose version is gone cannot be read. */
export function* walkedRuns(
  reader: ResultReader,
  filter: ResultFilter,
  versions: ReturnType<ResultReader['versions']>,
): Iterable<WalkedRun> {
  const scripts = new Map(versions.map(({ id, script }) => [id, script]));
  for (const run of reader.runs(filter)) {
    const script = scripts.get(run.versionId);
    if (script) yield { run, script, walk: walkOf(script, run) };
  }
}

/** The funnel and the answers of a template. */
export function resultsOfScript(
  reader: ResultReader,
  filter: ResultsFilter & { readonly scriptId: string },
  surroundings: Surroundings,
): Output<'results.script'> {
  const versions = reader.versions(filter.scriptId);
  const names = namesOf(reader);
  const tally = new ScriptTally(
    versions.map(({ script }) => script),
    surroundings.language,
  );
  for (const { run, walk } of walkedRuns(reader, inTime(filter, surroundings), versions))
    tally.add(run.callId, run.agentId, walk);
  return {
    runs: tally.runs,
    finished: tally.finished,
    funnel: tally.funnel(),
    answers: tally.answers().map(({ perAgent, values, texts, numbers, ...answer }) => ({
      ...answer,
      values: [...values],
      texts: [...texts],
      ...(numbers === undefined ? {} : { numbers }),
      perAgent: perAgent.map(({ agentId, values: counts, ...part }) => ({
        ...part,
        ...names(agentId),
        values: [...counts],
      })),
    })),
  };
}
