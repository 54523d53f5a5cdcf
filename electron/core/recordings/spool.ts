import { type FileHandle, open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type ChunkOpener, type ChunkSealer, openChunkKey, plainLength } from './chunk-seal.ts';

/**
 * The file that a talk is written to while it goes on: frames of
 * `u32 magic · u32 seq · u32 length · u32 crc32(bytes) · bytes`, little-endian.
 *
 * A frame says its own number, so a chunk that comes again after a crash is known; and it carries its checksum, so
 * a tail torn by a power cut is seen and dropped instead of played. The clean WebM is made from it at the end.
 *
 * Where recordings are sealed, so is each chunk, under the key that the frame before it holds (`chunk-seal.ts`). Whoever opens a
 * spool that was left behind writes another key and goes on: the one before need not be readable for that.
 */
const MAGIC = { chunk: 0x31635252, key: 0x316b5252, sealed: 0x31735252 } as const; // "RRc1" "RRk1" "RRs1"
const HEADER_BYTES = 16;

type Kind = keyof typeof MAGIC;
const KINDS = Object.keys(MAGIC) as Kind[];

interface Frame {
  readonly kind: Kind;
  /** Of a key: of the first chunk under it. */
  readonly seq: number;
  readonly bytes: Buffer;
}

export interface SpoolFrames {
  readonly frames: readonly Frame[];
  /** Those of them that are not sealed, in order, as one WebM byte stream. */
  readonly bytes: Buffer;
  readonly chunks: number;
  /** Bytes of sound in all of them, without what sealing added. */
  readonly payload: number;
  /** Where the sound part of the file ends; what stands behind it is torn. */
  readonly soundBytes: number;
}

/** An open spool. Appends are ordered and acknowledged when the disk has them. */
export class Spool {
  readonly path: string;
  private readonly file: FileHandle;
  private readonly sealer: ChunkSealer | undefined;
  private hasKey = false;
  private nextSeq: number;
  private position: number;
  private payload: number;
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(path: string, file: FileHandle, found: SpoolFrames, sealer: ChunkSealer | undefined) {
    this.path = path;
    this.file = file;
    this.sealer = sealer;
    this.nextSeq = found.chunks;
    this.position = found.soundBytes;
    this.payload = found.payload;
  }

  /** Opens a new or a left-behind spool; a torn tail is cut off. `sealer`: what is appended from now on is sealed. */
  static async open(path: string, sealer?: ChunkSealer): Promise<Spool> {
    const file = await open(path, 'a+').then(async (created) => {
      await created.close();
      return open(path, 'r+');
    });
    const found = parseSpool(await file.readFile());
    await file.truncate(found.soundBytes);
    return new Spool(path, file, found, sealer);
  }

  /** Bytes of sound on disk after this. A chunk that is there already is not written again; a gap is refused. */
  append(seq: number, bytes: Uint8Array): Promise<number> {
    const written = this.queue.then(() => this.write(seq, bytes));
    this.queue = written.catch(() => {});
    return written;
  }

  get chunks(): number {
    return this.nextSeq;
  }

  get bytes(): number {
    return this.payload;
  }

  async close(): Promise<void> {
    await this.queue;
    await this.file.close();
  }

  private async write(seq: number, bytes: Uint8Array): Promise<number> {
    if (seq < this.nextSeq) return this.payload;
    if (seq > this.nextSeq) throw new Error(`recording chunk ${seq} came before ${this.nextSeq}`);
    const written = await this.framesOf(seq, bytes);
    await this.writeWhole(written);
    await this.file.datasync();
    this.hasKey = this.sealer !== undefined;
    this.position += written.length;
    this.payload += bytes.length;
    this.nextSeq = seq + 1;
    return this.payload;
  }

  private async framesOf(seq: number, bytes: Uint8Array): Promise<Buffer> {
    if (!this.sealer) return frame('chunk', seq, bytes);
    const sealed = frame('sealed', seq, await this.sealer.seal(seq, bytes));
    return this.hasKey ? sealed : Buffer.concat([frame('key', seq, this.sealer.keyFrame), sealed]);
  }

  /** A disk that is nearly full takes a part and says so by the count alone; only the next write fails. */
  private async writeWhole(frames: Buffer): Promise<void> {
    for (let done = 0; done < frames.length; ) {
      const { bytesWritten } = await this.file.write(
        frames,
        done,
        frames.length - done,
        this.position + done,
      );
      done += bytesWritten;
    }
  }
}

function frame(kind: Kind, seq: number, bytes: Uint8Array): Buffer {
  const made = Buffer.allocUnsafe(HEADER_BYTES + bytes.length);
  made.writeUInt32LE(MAGIC[kind], 0);
  made.writeUInt32LE(seq, 4);
  made.writeUInt32LE(bytes.length, 8);
  made.writeUInt32LE(crc32(bytes), 12);
  made.set(bytes, HEADER_BYTES);
  return made;
}

/**
 * The chunks in order, as one WebM byte stream.
 *
 * @throws WrongKey when none of these opens it; Damaged. A spool that is not sealed needs none.
 */
export async function readSpool(path: string, identities: readonly string[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let opener: ChunkOpener | undefined;
  for (const { kind, seq, bytes } of parseSpool(await readFile(path)).frames) {
    if (kind === 'chunk') parts.push(bytes);
    else if (kind === 'key') opener = await openChunkKey(bytes, identities);
    else if (opener) parts.push(await opener(seq, bytes));
  }
  return Buffer.concat(parts);
}

export function parseSpool(data: Buffer): SpoolFrames {
  const frames: Frame[] = [];
  let [at, chunks, payload] = [0, 0, 0];
  while (at + HEADER_BYTES <= data.length) {
    const kind = KINDS.find((each) => MAGIC[each] === data.readUInt32LE(at));
    const seq = data.readUInt32LE(at + 4);
    const end = at + HEADER_BYTES + data.readUInt32LE(at + 8);
    if (kind === undefined || seq !== chunks || end > data.length) break;
    const bytes = data.subarray(at + HEADER_BYTES, end);
    if (data.readUInt32LE(at + 12) !== crc32(bytes)) break;
    frames.push({ kind, seq, bytes });
    if (kind !== 'key') {
      chunks += 1;
      payload += kind === 'sealed' ? plainLength(bytes) : bytes.length;
    }
    at = end;
  }
  const clear = frames.filter(({ kind }) => kind === 'chunk').map(({ bytes }) => bytes);
  return { frames, bytes: Buffer.concat(clear), chunks, payload, soundBytes: at };
}
