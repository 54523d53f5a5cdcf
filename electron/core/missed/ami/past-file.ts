import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Up to where a file was read, and the hash of what stands before it: another file at the same path is noticed. */
export interface Read {
  readonly offset: number;
  readonly mark: string;
}

/** Read again, so that a call that began before and ended after is known. */
const BACK_BYTES = 262_144;
/** A few milliseconds of work; between two pieces the calls have their turn. */
const PIECE_BYTES = 131_072;
const MARK_BYTES = 512;
const MOST_LINE = 16_384;
/** Old ones that a rotation may have left behind. */
const MOST_OLDER = 20;

export type TakeLine = (line: string, fresh: boolean) => void;

/**
 * Reads the whole lines that were added to a file since it was `read` last, with some before them that are not fresh. A file
 * that was rotated meanwhile is read to its end under its new name first (`x.1`, `x.0`, `x-20261127`).
 *
 * @throws what the file system says
 */
export async function readAdded(path: string, read: Read | undefined, take: TakeLine): Promise<Read> {
  const file = await openRegular(path);
  try {
    if (read === undefined) return await readFrom(file, 0, take);
    if (await isMarked(file, read)) return await readFrom(file, read.offset, take);
    await readOlder(path, read, take);
    return await readFrom(file, 0, take);
  } finally {
    await file.close();
  }
}

/** The end as it is now: from here on it is ours to read. */
export async function endOf(path: string): Promise<Read> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    let offset = 0;
    const from = Math.max(0, size - MOST_LINE);
    const tail = await bytesOf(file, from, size - from);
    const last = tail.lastIndexOf(10);
    if (last !== -1) offset = from + last + 1;
    return { offset, mark: await markAt(file, offset) };
  } finally {
    await file.close();
  }
}

/** The first line of it; empty when there is none yet. */
export async function firstLine(path: string): Promise<string> {
  const file = await openRegular(path);
  try {
    return (await bytesOf(file, 0, MOST_LINE)).toString('utf8').split(/\r?\n/, 1)[0] ?? '';
  } finally {
    await file.close();
  }
}

async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(path, 'r');
  // A pipe or a device would never end.
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw Object.assign(new Error(`${path} is no file`), { code: 'EISDIR' });
}

async function readOlder(path: string, read: Read, take: TakeLine): Promise<void> {
  const name = basename(path);
  const others = (await readdir(dirname(path)))
    .filter((other) => /^[.-][\d.-]+$/.test(other.slice(name.length)) && other.startsWith(name))
    .toSorted()
    .slice(0, MOST_OLDER);
  for (const other of others) {
    const file = await openRegular(join(dirname(path), other)).catch(() => undefined);
    if (!file) continue;
    try {
      if (!(await isMarked(file, read))) continue;
      await readFrom(file, read.offset, take);
      return;
    } finally {
      await file.close();
    }
  }
}

async function readFrom(file: FileHandle, offset: number, take: TakeLine): Promise<Read> {
  // What is added while we read is read the next time.
  const { size } = await file.stat();
  let at = Math.max(0, offset - BACK_BYTES);
  /** The first line of the part before may be half of one. */
  let whole = at === 0;
  let rest: Buffer = Buffer.alloc(0);
  let end = at;
  while (at < size) {
    const piece = await bytesOf(file, at, Math.min(PIECE_BYTES, size - at));
    if (piece.length === 0) break;
    at += piece.length;
    let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (let feed = bytes.indexOf(10); feed !== -1; feed = bytes.indexOf(10)) {
      const line = bytes.subarray(0, feed);
      end += feed + 1;
      if (whole && line.length <= MOST_LINE) take(line.toString('utf8').trimEnd(), end > offset);
      whole = true;
      bytes = bytes.subarray(feed + 1);
    }
    rest = bytes;
    // What ends with no line is no log; its line is passed over when its end comes.
    if (rest.length > MOST_LINE) {
      end += rest.length;
      rest = Buffer.alloc(0);
      whole = false;
    }
  }
  const reached = Math.max(end, Math.min(offset, size));
  return { offset: reached, mark: await markAt(file, reached) };
}

async function bytesOf(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}

async function markAt(file: FileHandle, offset: number): Promise<string> {
  const from = Math.max(0, offset - MARK_BYTES);
  return createHash('sha256')
    .update(await bytesOf(file, from, offset - from))
    .digest('base64');
}

async function isMarked(file: FileHandle, { offset, mark }: Read): Promise<boolean> {
  return (await file.stat()).size >= offset && (await markAt(file, offset)) === mark;
}
