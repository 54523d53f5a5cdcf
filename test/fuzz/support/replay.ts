import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Message = string | Buffer;

const FOLDER = join(import.meta.dirname, '../../../.cache/fuzz');

/** A message as a line that can be pasted into a test: JSON for text, base64 for bytes. */
const printable = (message: Message): string =>
  typeof message === 'string'
    ? JSON.stringify(message)
    : `Buffer.from('${message.toString('base64')}', 'base64')`;

/**
 * Names the last messages before a failure: all of them in a file, the newest in the error.
 * @param target the file's name
 */
export function afterThese(target: string, messages: readonly Message[], cause: unknown): Error {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${target}.txt`);
  writeFileSync(file, messages.map(printable).join('\n'));
  const shown = messages.slice(-3).map((message) => printable(message).slice(0, 2_000));
  return new Error(
    `${cause}\nafter one of the ${messages.length} messages in ${file}; the last:\n${shown.join('\n')}`,
    {
      cause,
    },
  );
}
