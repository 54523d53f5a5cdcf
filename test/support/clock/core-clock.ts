// Loaded before the program by `--import`, in each of its threads: the clock that a test moves.
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { type Ahead, moveDate } from './moved-date.ts';

const KEY = 'clockAhead';

/** Threads that begin later have the same number under their eyes, so one message moves them all. */
function ahead(): Ahead {
  if (!isMainThread) return getEnvironmentData(KEY) as unknown as Ahead;
  const shared = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  shared[0] = Number(new URL(import.meta.url).searchParams.get('ahead'));
  setEnvironmentData(KEY, shared as never);
  return shared;
}

moveDate(ahead());
if (isMainThread) {
  process.on('message', (message: { clockAhead?: number }) => {
    if (message.clockAhead === undefined) return;
    globalThis.clockAhead[0] = message.clockAhead;
    process.send?.(message);
  });
  // Listening must not keep the program alive.
  process.channel?.unref();
}
