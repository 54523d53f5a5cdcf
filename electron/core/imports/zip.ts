import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { Failure } from '../../../shared/contract/failure.ts';
import { inMb } from './limits.ts';

// APPNOTE.TXT 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.16 its end.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const MAX_ENTRIES = 10_000;
/** Of a central directory, bytes: ten thousand entries with long names. */
const MAX_DIRECTORY = 4 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
}

/** A zip in a file, whose entries are unpacked piece by piece: memory does not grow with it. */
export interface Zip {
  has(name: string): boolean;
  /**
   * Unpacks an entry into `take`.
   *
   * @throws Failure `importTruncated`: it is not there, cut off, or other than its header says; `importTooLarge`
   */
  read(name: string, take: (chunk: Buffer) => void): Promise<void>;
}

/**
 * @param limit of any entry when it is unpacked, bytes: a zip of 1 MB can hold a thousand times that
 * @throws Failure `importFormat` (no zip, encrypted), `importTruncated`
 */
export async function openZip(path: string, limit: number): Promise<Zip> {
  const file = await open(path, 'r');
  try {
    const entries = await readDirectory(file);
    const begins = new Map<string, number>();
    for (const entry of entries.values()) begins.set(entry.name, await beginOf(file, entry));
    return createZip(path, limit, entries, begins);
  } finally {
    await file.close();
  }
}

function createZip(
  path: string,
  limit: number,
  entries: ReadonlyMap<string, Entry>,
  begins: ReadonlyMap<string, number>,
): Zip {
  async function read(name: string, take: (chunk: Buffer) => void): Promise<void> {
    const entry = entries.get(name);
    const start = begins.get(name);
    if (entry === undefined || start === undefined) throw new Failure('importTruncated');
    if (entry.size > limit) throw new Failure('importTooLarge', inMb(limit));
    if (entry.packed === 0) return;
    let size = 0;
    const sink = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) {
        size += chunk.length;
        // A header that lies is not believed a byte further.
        if (size > entry.size) throw new Failure('importTruncated');
        take(chunk);
      }
    };
    const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
    try {
      if (entry.method === 0) await pipeline(packed, sink);
      else await pipeline(packed, createInflateRaw(), sink);
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
      throw code.startsWith('Z_') ? new Failure('importTruncated', {}, { cause }) : cause;
    }
    if (size !== entry.size) throw new Failure('importTruncated');
  }

  return {
    read,
    has: (name) => entries.has(name),
  };
}

async function readDirectory(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat();
  // The end record is the last thing in the file but for a comment of up to 64 KB.
  const tail = await bytes(file, Math.max(0, size - END_SIZE - 0xffff), END_SIZE + 0xffff);
  let end = tail.length - END_SIZE;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Failure('importTruncated');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY) throw new Failure('importFormat');
  const directory = await bytes(file, tail.readUInt32LE(end + 16), length);

  const entries = new Map<string, Entry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL)
      throw new Failure('importTruncated');
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const method = directory.readUInt16LE(at + 10);
    if ((directory.readUInt16LE(at + 8) & 1) !== 0 || (method !== 0 && method !== 8))
      throw new Failure('importFormat');
    entries.set(name, {
      name,
      method,
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      local: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the packed bytes begin. */
async function beginOf(file: FileHandle, { local, packed }: Entry): Promise<number> {
  const header = await bytes(file, local, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) throw new Failure('importTruncated');
  const begin = local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (begin + packed > (await file.stat()).size) throw new Failure('importTruncated');
  return begin;
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
