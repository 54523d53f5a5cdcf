import type { ResultReader } from '../../../db/repositories/results/results.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { isSelected, offsetOf } from '../../../shared/domain/results/walk.ts';
import { columnsOf, inTime } from './of-calls.ts';
import { walkedRuns } from './of-script.ts';
import type { ParsedInput, Surroundings } from './task.ts';

type Asked = ParsedInput<'results.talks'>;

/** The talks behind a figure, counted by the same rules as the figure. */
export function talksBehind(
  reader: ResultReader,
  asked: Asked,
  surroundings: Surroundings,
): Output<'results.talks'> {
  const { limit } = asked;
  const found = concernsRuns(asked)
    ? byMoves(reader, asked, surroundings, limit + 1)
    : reader.talks(inTime(asked, surroundings), columnsOf(asked, surroundings.outcomes), limit + 1);
  return { talks: found.slice(0, limit), more: found.length > limit };
}

const concernsRuns = ({ scriptId, nodeId, finished }: Asked): boolean =>
  scriptId !== undefined && (nodeId !== undefined || finished !== undefined);

function byMoves(
  reader: ResultReader,
  asked: Asked,
  surroundings: Surroundings,
  limit: number,
): Output<'results.talks'>['talks'] {
  const { scriptId = '', nodeId } = asked;
  const offsets = new Map<string, number | undefined>();
  for (const { run, walk } of walkedRuns(reader, inTime(asked, surroundings), reader.versions(scriptId))) {
    if (!isSelected(walk, asked)) continue;
    offsets.set(run.callId, nodeId === undefined ? undefined : offsetOf(run, nodeId));
    if (offsets.size === limit) break;
  }
  return reader.talksOf([...offsets.keys()]).map((talk) => {
    const offsetMs = offsets.get(talk.callId);
    return { ...talk, ...(offsetMs === undefined ? {} : { offsetMs }) };
  });
}
