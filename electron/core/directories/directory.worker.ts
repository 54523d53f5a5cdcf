import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { checkpointsBetween } from '../../../db/checkpoints.ts';
import { openDatabase } from '../../../db/open.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import type { DirectoryProgress } from '../../../shared/contract/directories.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { bundledFolders } from '../host/bundled.ts';
import { doLongJob, type LongWatch } from '../host/long-job-thread.ts';
import { Pace } from '../imports/pace.ts';
import type { DirectoryJob, Synced, SyncJob } from './job.ts';
import { openSource, testSource } from './open-source.ts';
import { createPeople } from './people.ts';
import { syncDirectory } from './sync.ts';

await doLongJob<DirectoryJob, DirectoryProgress>(async (job, watch) => {
  if (job.kind === 'sync') return sync(job, watch);
  return testSource(job.settings, job.password, { country: job.country, areaCode: job.areaCode });
});

async function sync(job: SyncJob, watch: LongWatch<DirectoryProgress>): Promise<Synced> {
  const home = { country: job.country, areaCode: job.areaCode };
  const source = openSource(job.settings, job.password, home);
  const db = openDatabase({ file: job.databaseFile, ...bundledFolders() });
  // A power cut may take back the last entries; the next run brings them again. A call keeps its full guarantee.
  db.sqlite.pragma('synchronous = NORMAL');
  const changed = new Set<string>();
  try {
    const context = { now: Date.now, newId: uuid, actorId: () => job.actorId, home: () => home };
    const repositories = createRepositories(db, context);
    const directory = repositories.directories.get(job.directoryId);
    if (!directory) throw new Failure('notFound');
    const pace = new Pace(() => db.sqlite.pragma('data_version', { simple: true }) as number);
    const checkpoint = checkpointsBetween(db.sqlite);
    const counts = await syncDirectory({
      transaction: (work) => db.transaction(work),
      directories: repositories.directories,
      people: createPeople(repositories, context, job.relation, (id) => changed.add(id)),
      directory,
      source,
      acceptRemovals: job.acceptRemovals,
      control: {
        progress: (at) => watch.progress(at, at.step),
        goOn: watch.goOn,
        breathe(transactionMs) {
          checkpoint();
          return sleep(pace.restAfter(transactionMs));
        },
      },
    });
    return { counts, changed: [...changed] };
  } finally {
    await source.close();
    db.close();
  }
}
