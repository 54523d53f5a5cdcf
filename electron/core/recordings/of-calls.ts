import { v7 as uuid } from 'uuid';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Log } from '../host/log.ts';
import type { Troubles } from '../host/troubles.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import type { Pauses } from './pauses.ts';
import type { Recordings } from './recordings.ts';

export interface RecordingOfCallsOptions {
  readonly repositories: Repositories;
  readonly recordings: Recordings;
  readonly pauses: Pick<Pauses, 'atBegin' | 'begun'>;
  readonly live: () => LiveCalls;
  readonly phone: () => PhoneLink;
  readonly settings: () => Settings;
  readonly troubles: Troubles;
  readonly log: Log;
}

/** Sees to it that talks are recorded, and that what was recorded of lost ones becomes playable. */
export function createRecordingOfCalls(options: RecordingOfCallsOptions) {
  const { repositories, recordings, troubles, log } = options;
  let repair: NodeJS.Timeout | undefined;

  const isRecording = (callId: string) =>
    repositories.recordings.byCall(callId).some(({ state }) => state === 'recording');

  return {
    start(callId: string): void {
      if (!options.settings().recordAutomatically || isRecording(callId)) return;
      options
        .phone()
        .command('phone.record', { callId, recordingId: uuid(), paused: options.pauses.atBegin(callId) })
        .then(
          () => {
            troubles.set('recordingStart', undefined);
            options.pauses.begun(callId);
          },
          (error: Failure) => {
            log.error({ err: error, callId }, 'the phone did not start the recording');
            // A talk that was over before its recording began is nobody's trouble.
            if (error.code !== 'callGone') troubles.set('recordingStart', error);
          },
        );
    },
    /** What was recorded of calls that are over becomes playable. A phone that is there may still bring its last chunks. */
    repairAfter(ms: number): void {
      clearTimeout(repair);
      // Chosen now: a talk that ends in the meantime is finished by its own phone.
      const abandoned = recordings.abandoned(options.live().isLive);
      repair = setTimeout(() => {
        recordings
          .repair(abandoned)
          .then((count) => count > 0 && log.info({ count }, 'recordings repaired'))
          .catch((error: unknown) => log.error({ err: error }, 'recordings could not be repaired'));
      }, ms);
    },
    stop: () => clearTimeout(repair),
  };
}
