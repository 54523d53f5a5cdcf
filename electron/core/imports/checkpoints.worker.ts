import { workerData } from 'node:worker_threads';
import { serveCheckpoints } from '../../../db/checkpoints-beside.ts';

/** What the thread beside an import's writer is told; plain data. */
export interface CheckpointsOrder {
  readonly file: string;
  readonly state: Int32Array;
}

// A fifth of an import's work is to bring pages from the log into the base, and most of that is waiting for the disk.
const { file, state } = workerData as CheckpointsOrder;
serveCheckpoints(file, state);
