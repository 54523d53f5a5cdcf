import { type FileHandle, open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * The file that a talk is written to while it goes on: frames of
 * `u32 magic · u32 seq · u32 length · u32 crc32(bytes) · bytes`, little-endian.
 *
 * A frame says its own number, so a chunk that comes again after a crash is known; and it carries its checksum, so
 * a tail torn by a power cut is seen and dropped instead of played. The clean WebM is made from it at the end.
 */
const MAGIC = 0x31635252; // "RRc1"
const HEADER_BYTES = 16;

export interface SpoolFrames {
  /** The chunks in order, as one WebM byte stream. */
  readonly bytes: Buffer;
  readonly chunks: number;
  /** Where the sound part of the file ends; what stands behind it is torn. */
  readonly soundBytes: number;
}

/** An open spool. Appends are ordered and acknowledged when the disk has them. */
export class Spool {
  readonly path: string;
  private readonly file: FileHandle;
  private nextSeq: number;
  private position: number;
  private payload: number;
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(path: string, file: FileHandle, frames: SpoolFrames) {
    this.path = path;
    this.file = file;
    this.nextSeq = frames.chunks;
    this.position = frames.soundBytes;
    this.payload = frames.bytes.length;
  }

  /** Opens a new or a left-behind spool; a torn tail is cut off. */
  static async open(path: string): Promise<Spool> {
    const file = await open(path, 'a+').then(async (created) => {
      await created.close();
      return open(path, 'r+');
    });
    const frames = parseSpool(await file.readFile());
    await file.truncate(frames.soundBytes);
    return new Spool(path, file, frames);
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
    const frame = Buffer.allocUnsafe(HEADER_BYTES + bytes.length);
    frame.writeUInt32LE(MAGIC, 0);
    frame.writeUInt32LE(seq, 4);
    frame.writeUInt32LE(bytes.length, 8);
    frame.writeUInt32LE(crc32(bytes), 12);
    frame.set(bytes, HEADER_BYTES);
    await this.writeWhole(frame);
    await this.file.datasync();
    this.position += frame.length;
    this.payload += bytes.length;
    this.nextSeq = seq + 1;
    return this.payload;
  }

  /** A disk that is nearly full takes a part and says so by the count alone; only the next write fails. */
  private async writeWhole(frame: Buffer): Promise<void> {
    for (let done = 0; done < frame.length; ) {
      const { bytesWritten } = await this.file.write(frame, done, frame.length - done, this.position + done);
      done += bytesWritten;
    }
  }
}

export async function readSpool(path: string): Promise<SpoolFrames> {
  return parseSpool(await readFile(path));
}

export function parseSpool(data: Buffer): SpoolFrames {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= data.length) {
    const length = data.readUInt32LE(at + 8);
    const end = at + HEADER_BYTES + length;
    if (data.readUInt32LE(at) !== MAGIC || data.readUInt32LE(at + 4) !== parts.length || end > data.length)
      break;
    const bytes = data.subarray(at + HEADER_BYTES, end);
    if (data.readUInt32LE(at + 12) !== crc32(bytes)) break;
    parts.push(bytes);
    at = end;
  }
  return { bytes: Buffer.concat(parts), chunks: parts.length, soundBytes: at };
}
