import { parentPort } from 'node:worker_threads';
import { EmptyRecording, finishFile } from './finish-file.ts';

/** One job a message: `{id, spoolPath, finalPath}`; answers `{id, file}` or `{id, empty}` or `{id, error}`. */
parentPort?.on('message', async ({ id, spoolPath, finalPath }) => {
  try {
    parentPort?.postMessage({ id, file: await finishFile(spoolPath, finalPath) });
  } catch (error) {
    parentPort?.postMessage(
      error instanceof EmptyRecording
        ? { id, empty: true }
        : { id, error: String(error), code: codeOf(error) },
    );
  }
});

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
