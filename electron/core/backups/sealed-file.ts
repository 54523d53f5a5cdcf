import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../../../shared/contract/failure.ts';

/**
 * A file of a backup, encrypted (docs/backups.md):
 *
 *     "RDSEAL1\n" · key id (8) · salt (32) · chunks
 *
 * The file's own key is HKDF-SHA-256 of the backup key with the salt. Each chunk is AES-256-GCM over 64 KiB, the last over what is
 * left, with its tag behind it. The nonce is the chunk's number (11 bytes, big endian) and a byte that is 1 for the last one: the
 * construction STREAM, as in age and Tink, under which chunks can neither be changed nor swapped, left out or cut off.
 */
const MAGIC = Buffer.from('RDSEAL1\n');
const KEY_ID_BYTES = 8;
const SALT_BYTES = 32;
const HEAD_BYTES = MAGIC.length + KEY_ID_BYTES + SALT_BYTES;
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;
const INFO = 'ringdesk sealed file 1';

export interface SealedSize {
  /** Of the plain file. */
  readonly bytes: number;
  /** Hex, of the plain file. */
  readonly sha256: string;
  readonly sealedBytes: number;
}

/** Tells keys apart without telling anything of them: hex. */
export const keyIdOf = (key: Uint8Array): string =>
  createHash('sha256')
    .update('ringdesk backup key')
    .update(key)
    .digest('hex')
    .slice(0, KEY_ID_BYTES * 2);

/** Writes `target` anew and syncs it. @param onChunk may throw to give up */
export async function sealFile(
  source: string,
  target: string,
  key: Uint8Array,
  onChunk: () => void = () => {},
): Promise<SealedSize> {
  const salt = randomBytes(SALT_BYTES);
  const fileKey = deriveKey(key, salt);
  return between(source, target, async (from, to) => {
    const hash = createHash('sha256');
    await to.write(Buffer.concat([MAGIC, Buffer.from(keyIdOf(key), 'hex'), salt]));
    let [bytes, sealedBytes] = [0, HEAD_BYTES];
    let chunk = await readChunk(from, CHUNK_BYTES);
    for (let n = 0; ; n++) {
      const next = chunk.length < CHUNK_BYTES ? Buffer.alloc(0) : await readChunk(from, CHUNK_BYTES);
      const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(n, next.length === 0));
      const sealed = Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
      await to.write(sealed);
      hash.update(chunk);
      bytes += chunk.length;
      sealedBytes += sealed.length;
      onChunk();
      if (next.length === 0) return { bytes, sha256: hash.digest('hex'), sealedBytes };
      chunk = next;
    }
  });
}

/**
 * Writes what was sealed to `target`, or only looks whether it is whole.
 *
 * @throws Failure `backupKeyWrong` (another key sealed it), `backupDamaged`
 */
export async function unsealFile(
  source: string,
  target: string | undefined,
  key: Uint8Array,
  onChunk: () => void = () => {},
): Promise<Pick<SealedSize, 'bytes' | 'sha256'>> {
  return between(source, target, async (from, to) => {
    const head = await readChunk(from, HEAD_BYTES);
    const [keyId, salt] = [head.subarray(MAGIC.length, HEAD_BYTES - SALT_BYTES), head.subarray(-SALT_BYTES)];
    if (head.length < HEAD_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC))
      throw new Failure('backupDamaged');
    if (keyId.toString('hex') !== keyIdOf(key)) throw new Failure('backupKeyWrong');
    const fileKey = deriveKey(key, salt);
    const hash = createHash('sha256');
    let bytes = 0;
    let chunk = await readChunk(from, CHUNK_BYTES + TAG_BYTES);
    for (let n = 0; ; n++) {
      const full = chunk.length === CHUNK_BYTES + TAG_BYTES;
      const next = full ? await readChunk(from, CHUNK_BYTES + TAG_BYTES) : Buffer.alloc(0);
      const plain = opened(chunk, fileKey, nonceOf(n, next.length === 0));
      await to?.write(plain);
      hash.update(plain);
      bytes += plain.length;
      onChunk();
      if (next.length === 0) return { bytes, sha256: hash.digest('hex') };
      chunk = next;
    }
  });
}

function opened(chunk: Buffer, key: Uint8Array, nonce: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(chunk.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Failure('backupDamaged', {}, { cause });
  }
}

const deriveKey = (key: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, INFO, 32));

function nonceOf(n: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(n, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Less than asked only at the end of the file: a share over the network gives it in pieces. */
async function readChunk(file: FileHandle, length: number): Promise<Buffer> {
  const chunk = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(chunk, filled, length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return chunk.subarray(0, filled);
}

/** Both are closed whatever happens; what was written is on disk when it went well. */
async function between<T, To extends string | undefined>(
  source: string,
  target: To,
  work: (from: FileHandle, to: To extends string ? FileHandle : FileHandle | undefined) => Promise<T>,
): Promise<T> {
  const from = await open(source, 'r');
  try {
    const to = target === undefined ? undefined : await open(target, 'w', 0o600);
    try {
      const result = await work(from, to as Parameters<typeof work>[1]);
      await to?.sync();
      return result;
    } finally {
      await to?.close();
    }
  } finally {
    await from.close();
  }
}
