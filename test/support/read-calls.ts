import { join } from 'node:path';
import { openReader } from '../../db/open.ts';
import { createRepositories, type Repositories } from '../../db/repositories/index.ts';
import type { CallView } from '../../shared/contract/calls.ts';
import type { RecordingInfo } from '../../shared/contract/recordings.ts';

/** Looks into the base of a running program with a connection that only reads. */
function look<T>(dataDir: string, see: (repositories: Repositories) => T): T {
  const db = openReader(join(dataDir, 'ringdesk.db'));
  try {
    const home = () => ({ country: 'GB', areaCode: '' });
    return see(createRepositories(db, { now: Date.now, newId: () => '', actorId: () => '', home }));
  } finally {
    db.close();
  }
}

/** Every call of the log, newest first. */
export const readCalls = (dataDir: string): CallView[] =>
  look(dataDir, ({ calls }) => calls.list({ limit: 500 }).calls);

export const readRecording = (dataDir: string, id: string): RecordingInfo | undefined =>
  look(dataDir, ({ recordings }) => recordings.get(id));
