import { parentPort } from 'node:worker_threads';
import { toWire } from '../../../shared/contract/failure.ts';
import { asFailure } from '../host/as-failure.ts';
import { EmptyRecording, finishFile } from './finish-file.ts';
import { readWhole } from './sound-file.ts';
import type { SoundJob } from './sound-thread.ts';

/** One job a message; answers `{id, done}` or `{id, failure, cause}`. */
parentPort?.on('message', async ({ id, job }: { id: number; job: SoundJob }) => {
  try {
    const done = await work(job);
    const moved = done instanceof Uint8Array ? [done.buffer as ArrayBuffer] : [];
    parentPort?.postMessage({ id, done }, moved);
  } catch (error) {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ id, failure: toWire(asFailure(error)), cause, code: codeOf(error) });
  }
});

async function work(job: SoundJob) {
  if (job.kind === 'open') return readWhole(job.path, job.identities);
  try {
    return { file: await finishFile(job.spoolPath, job.finalPath, job) };
  } catch (error) {
    if (error instanceof EmptyRecording) return { empty: true };
    throw error;
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
