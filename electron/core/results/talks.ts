import type { ResultReader } from '../../../db/repositories/results/results.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { isSelected, offsetOf } from '../../../shared/domain/results/walk.ts';
import { columnsOf, withinDay } from './of-calls.ts';
import { walkedRuns } from './of-script.ts';
import type { ParsedInput, Surroundings } from './task.ts';

type Asked = ParsedInput<'results.talks'>;

/** The talks behind a figure, counted by the same rules as the figure. */
export function talksBehind(
  reader: ResultReader,
  asked: Asked,
  { outcomes, zone }: Surroundings,
): Output<'results.talks'> {
  const { limit } = asked;
  const filter = withinDay(asked, zone);
  const found = concernsRuns(asked)
    ? byMoves(reader, filter, limit + 1)
    : reader.talks(filter, columnsOf(asked, outcomes), limit + 1);
  return { talks: found.slice(0, limit), more: found.length > limit };
}

const concernsRuns = ({ scriptId, nodeId, finished }: Asked): boolean =>
  scriptId !== undefined && (nodeId !== undefined || finished !== undefined);

function byMoves(reader: ResultReader, filter: Asked, limit: number): Output<'results.talks'>['talks'] {
  const { scriptId = '', nodeId } = filter;
  const offsets = new Map<string, number | undefined>();
  for (const { run, walk } of walkedRuns(reader, filter, reader.versions(scriptId))) {
    if (!isSelected(walk, filter)) continue;
    offsets.set(run.callId, nodeId === undefined ? undefined : offsetOf(run, nodeId));
    if (offsets.size === limit) break;
  }
  return reader.talksOf([...offsets.keys()]).map((talk) => {
    const offsetMs = offsets.get(talk.callId);
    return { ...talk, ...(offsetMs === undefined ? {} : { offsetMs }) };
  });
}
