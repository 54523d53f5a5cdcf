import { inflateRawSync } from 'node:zlib';
import { Failure } from '../../../shared/contract/failure.ts';
import { inMb, UNPACKED_LIMIT } from './limits.ts';

// APPNOTE.TXT 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.16 its end.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const MAX_ENTRIES = 10_000;

/**
 * Makes sure that a zip is whole and small before anything unpacks it for good: each XML part is unpacked once against
 * the limit, whatever its header says about its size. Parts that are no XML are never unpacked by the reader.
 *
 * @throws Failure `importFormat` (no zip, encrypted, or not a workbook), `importTruncated`, `importTooLarge`
 */
export function guardWorkbook(zip: Buffer, limit = UNPACKED_LIMIT): void {
  if (zip.length < 4 || zip.readUInt32LE(0) !== LOCAL) throw new Failure('importFormat');
  const end = findEnd(zip);
  if (end === undefined) throw new Failure('importTruncated');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES) throw new Failure('importFormat');

  let room = limit;
  let workbook = false;
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) throw new Failure('importTruncated');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    workbook ||= name === 'xl/workbook.xml';
    if (/\.(xml|rels)$/i.test(name)) room -= unpackedSize(zip, at, room);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (!workbook) throw new Failure('importFormat');

  function unpackedSize(buffer: Buffer, central: number, left: number): number {
    const flags = buffer.readUInt16LE(central + 8);
    const method = buffer.readUInt16LE(central + 10);
    const packed = buffer.readUInt32LE(central + 20);
    const declared = buffer.readUInt32LE(central + 24);
    const local = buffer.readUInt32LE(central + 42);
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) throw new Failure('importFormat');
    if (declared > left) throw new Failure('importTooLarge', inMb(limit));
    if (local + 30 > buffer.length || buffer.readUInt32LE(local) !== LOCAL)
      throw new Failure('importTruncated');
    const begin = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    if (begin + packed > buffer.length) throw new Failure('importTruncated');
    const size = method === 0 ? packed : inflatedSize(buffer.subarray(begin, begin + packed), left);
    // A reader that trusts the header must not be led astray by it.
    if (size !== declared) throw new Failure('importTruncated');
    return size;
  }

  function inflatedSize(packed: Buffer, left: number): number {
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) }).length;
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'ERR_BUFFER_TOO_LARGE') throw new Failure('importTooLarge', inMb(limit), { cause });
      throw new Failure('importTruncated', {}, { cause });
    }
  }
}

/** Where the end record begins; it is the last thing in the file but for a comment of up to 64 KB. */
function findEnd(zip: Buffer): number | undefined {
  const lowest = Math.max(0, zip.length - END_SIZE - 0xffff);
  for (let at = zip.length - END_SIZE; at >= lowest; at--) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  return undefined;
}
