import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { recordingRequests } from '../../../shared/contract/recordings.ts';
import { silences } from '../../../shared/domain/call/silences.ts';
import type { Context } from '../host/dispatch.ts';
import type { Recordings } from './recordings.ts';

export const recordingHandlers = ({
  repositories,
  recordings,
}: {
  readonly repositories: Pick<Repositories, 'calls'>;
  readonly recordings: Recordings;
}): Handlers<typeof recordingRequests, Context> => ({
  'recordings.get': ({ recordingId }) => {
    const recording = recordings.get(recordingId);
    const { callId, startedAt, durationMs = 0 } = recording;
    const facts = repositories.calls.facts(callId).map(({ fact }) => fact);
    return { ...recording, silences: silences(facts, { startedAt, durationMs }) };
  },
  'recordings.read': ({ recordingId, offset, length }) => recordings.read(recordingId, offset, length),
});
