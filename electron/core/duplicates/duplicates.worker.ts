import { setTimeout as sleep } from 'node:timers/promises';
import { checkpointsBetween } from '../../../db/checkpoints.ts';
import { openDatabase, openReader } from '../../../db/open.ts';
import { createCandidates } from '../../../db/repositories/duplicates/candidates.ts';
import { openPairs, pairFileOf } from '../../../db/repositories/duplicates/pair-store.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import { bundledFolders } from '../host/bundled.ts';
import { Cancelled } from '../host/long-job.ts';
import { doLongJob, type LongWatch } from '../host/long-job-thread.ts';
import { createIds } from '../imports/ids.ts';
import { Pace } from '../imports/pace.ts';
import { mergeCertain, undoRun } from './merge-run.ts';
import { sweep } from './sweep.ts';
import type { DuplicateJob, DuplicateProgress, DuplicateResult } from './tasks.ts';

type Watch = LongWatch<DuplicateProgress>;

await doLongJob<DuplicateJob, DuplicateProgress>((job, watch) =>
  job.kind === 'sweep' ? look(job, watch) : change(job, watch),
);

async function look(
  { databaseFile, whole }: Extract<DuplicateJob, { kind: 'sweep' }>,
  watch: Watch,
): Promise<DuplicateResult> {
  const db = openReader(databaseFile);
  const pairs = openPairs(pairFileOf(databaseFile));
  try {
    const told = { progress: (share: number) => watch.progress({ share }), goOn: watch.goOn };
    sweep({ candidates: createCandidates(db.sqlite), pairs, now: Date.now, watch: told, whole });
    return { cancelled: false };
  } finally {
    pairs.close();
    db.close();
  }
}

/** A connection that writes politely: short transactions, and rests for whoever else writes. */
async function change(job: Exclude<DuplicateJob, { kind: 'sweep' }>, watch: Watch): Promise<DuplicateResult> {
  const db = openDatabase({ file: job.databaseFile, ...bundledFolders() });
  const pairs = openPairs(pairFileOf(job.databaseFile));
  try {
    // A power cut may take back the last ones; the work goes on at the start and does them again.
    db.sqlite.pragma('synchronous = NORMAL');
    const checkpoint = checkpointsBetween(db.sqlite);
    const version = () => db.sqlite.pragma('data_version', { simple: true }) as number;
    // People are at work while it lasts, and a call must not be the first to find out.
    const pace = new Pace(version, () => performance.now(), true);
    const run = {
      repositories: createRepositories(db, {
        now: Date.now,
        newId: createIds(),
        actorId: () => job.actorId,
        home: () => ({ country: job.country, areaCode: job.areaCode }),
      }),
      candidates: createCandidates(db.sqlite),
      pairs,
      transaction: <T>(portion: () => T) => db.transaction(portion),
      cancelled: () => isCancelled(watch),
      progress: () => watch.progress({ share: 0 }),
      transactionMs: () => pace.transactionMs,
      breathe(transactionMs: number) {
        checkpoint();
        return sleep(pace.restAfter(transactionMs));
      },
    };
    if (job.kind === 'merge') return await mergeCertain(job.runId, run);
    await undoRun(job.runId, run);
    return { cancelled: isCancelled(watch) };
  } finally {
    pairs.close();
    db.close();
  }
}

function isCancelled(watch: Watch): boolean {
  try {
    watch.goOn();
    return false;
  } catch (error) {
    if (error instanceof Cancelled) return true;
    throw error;
  }
}
