import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Decrypter, Encrypter } from 'age-encryption';
import { age } from './age.ts';

/** Files in the format of age (age-encryption.org/v1): whoever has one of the identities opens them with any age tool. */

/** Read at once: a hundredth of a second of the work of the cipher, so whoever gives up waits for no more. */
const PIECE_BYTES = 1_048_576;
/** More than a header with some recipients has. */
const HEADER_BYTES = 16_384;

export interface Measured {
  /** Of the plain content. */
  readonly bytes: number;
  /** Hex, of the plain content. */
  readonly sha256: string;
}

export interface SealedSize extends Measured {
  readonly sealedBytes: number;
}

/** Told how many plain bytes are done; may throw to give up. */
export type OnPiece = (done: number) => void;

/** None of the identities opens it. */
export class WrongKey extends Error {}
/** Changed, cut off, or no age file. */
export class Damaged extends Error {}

export const sealBytes = async (
  plain: Uint8Array | string,
  recipients: readonly string[],
): Promise<Uint8Array> => (await encrypter(recipients)).encrypt(plain);

/** @throws WrongKey, Damaged */
export async function openBytes(sealed: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  try {
    return await (await decrypter(identities)).decrypt(sealed);
  } catch (error) {
    throw told(error);
  }
}

/** Writes `target` anew and syncs it. */
export async function sealFile(
  source: string,
  target: string,
  recipients: readonly string[],
  onPiece: OnPiece = () => {},
): Promise<SealedSize> {
  return reading(source, (from) =>
    writing(target, async (to) => {
      const measure = measuring(onPiece);
      const plain = pieces(from, measure.add);
      let sealedBytes = 0;
      for await (const piece of await (await encrypter(recipients)).encrypt(plain.stream)) {
        await to.writeFile(piece);
        sealedBytes += piece.length;
      }
      return { ...measure.result(), sealedBytes };
    }),
  );
}

/** Seals what is in the memory, so that nothing of it is ever plain on the disk. Writes `target` anew and syncs it. */
export async function sealInto(
  target: string,
  plain: Uint8Array,
  recipients: readonly string[],
): Promise<void> {
  await writing(target, async (to) => to.writeFile(await sealBytes(plain, recipients)));
}

/**
 * Writes what was sealed to `target`, or only looks whether it is whole. What is in `target` after a failure is a part.
 *
 * @throws WrongKey, Damaged, and whatever the disk says
 */
export async function openFile(
  source: string,
  target: string | undefined,
  identities: readonly string[],
  onPiece: OnPiece = () => {},
): Promise<Measured> {
  return reading(source, (from) => {
    if (target === undefined) return unsealed(from, undefined, identities, onPiece);
    return writing(target, (to) => unsealed(from, to, identities, onPiece));
  });
}

/** Which of these opens it, by its header alone; undefined: none does, or it is no age file. */
export async function openerOf(source: string, identities: readonly string[]): Promise<string | undefined> {
  const header = await reading(source, async (from) => {
    const { buffer, bytesRead } = await from.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return headerIn(buffer.subarray(0, bytesRead));
  });
  if (header === undefined) return undefined;
  for (const identity of identities) {
    const opens = await (await decrypter([identity])).decryptHeader(header).then(
      () => true,
      () => false,
    );
    if (opens) return identity;
  }
  return undefined;
}

async function unsealed(
  from: FileHandle,
  to: FileHandle | undefined,
  identities: readonly string[],
  onPiece: OnPiece,
): Promise<Measured> {
  const measure = measuring(onPiece);
  const sealed = pieces(from, () => {});
  const plain = await (await decrypter(identities)).decrypt(sealed.stream).catch((error: unknown) => {
    throw sealed.failure() ?? told(error);
  });
  const reader = plain.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw sealed.failure() ?? told(error);
    });
    if (done) return measure.result();
    measure.add(value);
    await to?.writeFile(value);
  }
}

async function encrypter(recipients: readonly string[]): Promise<Encrypter> {
  const made = new (await age()).Encrypter();
  for (const recipient of recipients) made.addRecipient(recipient);
  return made;
}

async function decrypter(identities: readonly string[]): Promise<Decrypter> {
  const made = new (await age()).Decrypter();
  for (const identity of identities) made.addIdentity(identity);
  return made;
}

/** The library tells its reasons in words alone; all but this one mean that the file is not as it was written. */
function told(error: unknown): Error {
  return error instanceof Error && error.message.startsWith('no identity matched')
    ? new WrongKey('another key sealed it', { cause: error })
    : new Damaged('it is not as it was sealed', { cause: error });
}

function measuring(onPiece: OnPiece) {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    add(piece: Uint8Array): void {
      hash.update(piece);
      bytes += piece.length;
      onPiece(bytes);
    },
    result: (): Measured => ({ bytes, sha256: hash.digest('hex') }),
  };
}

/** A file as a stream. What the disk says stays apart from what the library makes of it. */
function pieces(file: FileHandle, onPiece: (piece: Uint8Array) => void) {
  let failure: unknown;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { buffer, bytesRead } = await file.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES);
          if (bytesRead === 0) return controller.close();
          const piece = buffer.subarray(0, bytesRead);
          onPiece(piece);
          controller.enqueue(piece);
        } catch (error) {
          failure = error;
          throw error;
        }
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, failure: () => failure };
}

/** The textual part with its MAC: up to the end of the line that begins with `---`. */
function headerIn(bytes: Buffer): Buffer | undefined {
  const mac = bytes.indexOf('\n---');
  const end = mac === -1 ? -1 : bytes.indexOf('\n', mac + 1);
  return end === -1 ? undefined : bytes.subarray(0, end + 1);
}

async function reading<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Closed whatever happens; what was written is on disk when it went well. */
async function writing<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'w', 0o600);
  try {
    const result = await work(file);
    await file.sync();
    return result;
  } finally {
    await file.close();
  }
}
