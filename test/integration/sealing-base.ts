// What the tests of sealed recordings and their victims share.
import { fileURLToPath } from 'node:url';
import { KEY } from './backup-base.ts';

export { MACHINE } from './backup-base.ts';
export const RECIPIENTS = [KEY.recipient, KEY.paper];

/** A real MediaRecorder's chunks. */
export const SPOOL = fileURLToPath(
  new URL('../../electron/core/recordings/fixtures/six-seconds.spool', import.meta.url),
);
