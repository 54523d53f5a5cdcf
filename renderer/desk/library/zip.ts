export interface ZipEntry {
  readonly name: string;
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
  readonly at: Date;
}

/** Stored, not packed: sound is packed already. Sizes are of 32 bits, so the caller keeps it under 4 GiB. */
export function zip(entries: readonly ZipEntry[]): Blob {
  const body: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, parts, at } of entries) {
    const title = new TextEncoder().encode(name);
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    const about = header(at, crc32(parts), size, title.length);
    const local = record(0x0403_4b50, about, title);
    // Made by version 2.0; no comment, first disk, no attributes, where its local header is.
    const central = new Uint8Array(46 + title.length);
    const view = new DataView(central.buffer);
    view.setUint32(0, 0x0201_4b50, true);
    view.setUint16(4, 20, true);
    central.set(about, 6);
    view.setUint32(42, offset, true);
    central.set(title, 46);
    directory.push(central);
    body.push(local, ...parts);
    offset += local.length + size;
  }
  const length = directory.reduce((sum, { length: each }) => sum + each, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x0605_4b50, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, length, true);
  end.setUint32(16, offset, true);
  return new Blob([...body, ...directory, end.buffer], { type: 'application/zip' });
}

/** What local header and directory both say: version 2.0, names in UTF-8, stored, time, sum, sizes, length of the name. */
function header(at: Date, crc: number, size: number, nameLength: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(26));
  view.setUint16(0, 20, true);
  view.setUint16(2, 0x0800, true);
  view.setUint16(6, (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1), true);
  const years = Math.max(0, at.getFullYear() - 1980);
  view.setUint16(8, (years << 9) | ((at.getMonth() + 1) << 5) | at.getDate(), true);
  view.setUint32(10, crc, true);
  view.setUint32(14, size, true);
  view.setUint32(18, size, true);
  view.setUint16(22, nameLength, true);
  return new Uint8Array(view.buffer);
}

function record(signature: number, about: Uint8Array, title: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + about.length + title.length);
  new DataView(bytes.buffer).setUint32(0, signature, true);
  bytes.set(about, 4);
  bytes.set(title, 4 + about.length);
  return bytes;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb8_8320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(parts: readonly Uint8Array[]): number {
  let crc = 0xffff_ffff;
  for (const part of parts) for (const byte of part) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffff_ffff) >>> 0;
}
