// A core that takes in documents until it is killed: DIR CONTACT. Says the SHA-256 of each that was acknowledged.
import { createHash, randomBytes } from 'node:crypto';
import { startCore } from '../support/core-harness.ts';

const [dir = '', contactId = ''] = process.argv.slice(2);
const PIECE = 1024 * 1024;
const { connect } = await startCore(dir);
const desk = connect('desk');
for (let n = 0; ; n++) {
  const bytes = randomBytes(3 * PIECE + n);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { fileName: `file ${n}.bin`, mediaType: '', size: bytes.length };
  const { uploadId } = await desk.request('documents.begin', { contactId, ...file });
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    const piece = new Uint8Array(bytes.subarray(offset, offset + PIECE));
    await desk.request('documents.chunk', { contactId, uploadId, offset, bytes: piece });
  }
  const { id } = await desk.request('documents.finish', { contactId, uploadId, sha256 });
  process.send?.({ id, sha256 });
}
