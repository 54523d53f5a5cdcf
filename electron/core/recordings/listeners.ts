import type { Repositories } from '../../../db/repositories/index.ts';
import type { Session } from '../host/session.ts';

/** Writes down who heard what. */
export interface Listeners {
  heard(session: Session, recordingId: string): void;
}

/** Once a session: whoever winds back and forth has listened once. A desk that is opened anew is another session. */
export function createListeners(audit: Pick<Repositories['audit'], 'add'>): Listeners {
  const known = new WeakMap<Session, Set<string>>();
  return {
    heard(session, recordingId) {
      const heard = known.get(session) ?? new Set();
      known.set(session, heard);
      if (heard.has(recordingId)) return;
      audit.add({
        kind: 'heard',
        action: 'recording.listen',
        subject: 'recording',
        subjectId: recordingId,
        detail: {},
      });
      heard.add(recordingId);
    },
  };
}
