import { join } from 'node:path';

/** Where the finished sound of a recording lies below the folder of the recordings, while it is not sealed. */
export function recordingPath(
  dir: string,
  { id, startedAt }: { readonly id: string; readonly startedAt: number },
): string {
  const day = new Date(startedAt).toISOString();
  return join(dir, day.slice(0, 4), day.slice(5, 7), `${id}.webm`);
}

/** How loud it is, beside it. */
export const levelsPathOf = (recording: string): string => `${recording}.levels`;
/** While the talk lasts. */
export const spoolPathOf = (recording: string): string => `${recording}.part`;

/** The same file sealed, an age file: one of the two is there, and for a moment both. */
export const sealedPathOf = (path: string): string => `${path}.age`;
/** What is being written, and is written anew when that was cut off. */
export const asideOf = (path: string): string => `${path}.tmp`;
/** What is being sealed or opened of what was there before; whoever begins that throws it away. */
export const convertingOf = (path: string): string => `${path}.converting`;

/** All that there can be of one recording: who wants it gone removes each of them. */
export function filesOf(recording: string): string[] {
  const whole = [recording, levelsPathOf(recording)].flatMap((path) => [path, sealedPathOf(path)]);
  return [...whole, spoolPathOf(recording), ...whole.map(asideOf), ...whole.map(convertingOf)];
}
