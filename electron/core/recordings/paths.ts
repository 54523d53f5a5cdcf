import { join } from 'node:path';

/** Where the finished sound of a recording lies below the folder of the recordings. */
export function recordingPath(
  dir: string,
  { id, startedAt }: { readonly id: string; readonly startedAt: number },
): string {
  const day = new Date(startedAt).toISOString();
  return join(dir, day.slice(0, 4), day.slice(5, 7), `${id}.webm`);
}

/** How loud it is, beside it. */
export const levelsPathOf = (recording: string): string => `${recording}.levels`;
