// What the tests of sealed recordings and their victims share.
import { fileURLToPath } from 'node:url';
import { KEY } from './seal-keys.ts';

export { MACHINE } from './seal-keys.ts';
export const RECIPIENTS = [KEY.recipient, KEY.paper];

/** A real MediaRecorder's chunks. */
export const SPOOL = fileURLToPath(
  new URL('../../electron/core/recordings/fixtures/six-seconds.spool', import.meta.url),
);
