import type { StoredDirectory } from '../../../db/repositories/index.ts';

const MINUTE_MS = 60_000;
/** The first waits between tries; then as often as it is asked anyway. */
const FIRST_WAIT_MS = MINUTE_MS;

/** When it is due, UTC ms; undefined: by hand only. A failed run is tried again after 1, 2, 4 … minutes, never more seldom than planned. */
export function nextRun(
  row: Pick<StoredDirectory, 'everyMinutes' | 'endedAt' | 'failures' | 'failure'>,
  now: number,
): number | undefined {
  if (row.everyMinutes === 0) return undefined;
  // A clock that was set back does not put it off.
  const since = Math.min(row.endedAt ?? 0, now);
  const planned = row.everyMinutes * MINUTE_MS;
  // What only a person can answer is not asked again and again.
  const isForPerson = row.failure?.code === 'directoryEmptied' || row.failure?.code === 'directoryRefused';
  if (row.failures === 0 || isForPerson) return since + planned;
  return since + Math.min(planned, FIRST_WAIT_MS * 2 ** Math.min(row.failures - 1, 10));
}
