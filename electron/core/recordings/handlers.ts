import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { recordingRequests } from '../../../shared/contract/recordings.ts';
import { silences } from '../../../shared/domain/call/silences.ts';
import type { Context } from '../host/dispatch.ts';
import type { Listeners } from './listeners.ts';
import type { Pauses } from './pauses.ts';
import type { Recordings } from './recordings.ts';

export const recordingHandlers = ({
  repositories,
  recordings,
  listeners,
}: {
  readonly repositories: Pick<Repositories, 'calls'>;
  readonly recordings: Recordings;
  readonly listeners: Listeners;
}): Omit<Handlers<typeof recordingRequests, Context>, keyof Pauses['handlers']> => ({
  'recordings.get': async ({ recordingId }) => {
    const recording = recordings.get(recordingId);
    const { callId, startedAt, durationMs = 0 } = recording;
    const facts = repositories.calls.facts(callId).map(({ fact }) => fact);
    const levels = await recordings.levels(recordingId);
    return {
      ...recording,
      silences: silences(facts, { startedAt, durationMs }),
      ...(levels ? { levels } : {}),
    };
  },
  'recordings.read': async ({ recordingId, offset, length }, { session }) => {
    const slice = await recordings.read(recordingId, offset, length);
    listeners.heard(session, recordingId);
    return slice;
  },
});
