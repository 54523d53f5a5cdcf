import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { Appender } from './row-file.ts';

// APPNOTE.TXT 6.3.10: 4.3.7 local header, 4.3.9 data descriptor, 4.3.12 central directory, 4.3.16 its end.
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Sizes and sum stand behind the data, since nobody knows them before; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATE = 8;
/** 1980-01-01, the first day that a zip knows: no clock is in the file. */
const DATE = 0x21;
/** Without Zip64 nothing may be larger; a batch of text is room enough below it. */
const LARGEST = 0xffff_ffff - 2 ** 20;

interface Entry {
  readonly name: Buffer;
  readonly at: number;
  crc: number;
  packed: number;
  size: number;
}

/** A zip written from front to back, entry by entry, each in pieces of any size. */
export class ZipFile {
  readonly #file: Appender;
  readonly #entries: Entry[] = [];
  #at = 0;

  constructor(file: Appender) {
    this.#file = file;
  }

  /** No more goes in. */
  get full(): boolean {
    return this.#at > LARGEST || (this.#entries.at(-1)?.size ?? 0) > LARGEST;
  }

  begin(name: string): void {
    this.#finish();
    const entry = { name: Buffer.from(name), at: this.#at, crc: 0, packed: 0, size: 0 };
    this.#entries.push(entry);
    this.#put(numbers([4, LOCAL], [2, VERSION], [2, FLAGS], [2, DEFLATE], [2, 0], [2, DATE], ...HERE));
    this.#put(numbers([2, entry.name.length], [2, 0]), entry.name);
  }

  add(text: string): void {
    const bytes = Buffer.from(text);
    const entry = this.#entry();
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    // Ends on a whole byte and is not the last block: such pieces make one stream.
    this.#pack(deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  }

  end(): number {
    this.#finish();
    const directory = this.#at;
    for (const { name, at, crc, packed, size } of this.#entries) {
      this.#put(
        numbers([4, CENTRAL], [2, VERSION], [2, VERSION], [2, FLAGS], [2, DEFLATE], [2, 0], [2, DATE]),
      );
      this.#put(numbers([4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0]));
      this.#put(numbers([4, 0], [4, at]), name);
    }
    const count = this.#entries.length;
    const size = this.#at - directory;
    this.#put(numbers([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, directory], [2, 0]));
    return this.#file.end();
  }

  #finish(): void {
    const entry = this.#entries.at(-1);
    if (entry === undefined) return;
    this.#pack(deflateRawSync(Buffer.alloc(0)));
    this.#put(numbers([4, DESCRIPTOR], [4, entry.crc], [4, entry.packed], [4, entry.size]));
  }

  #entry(): Entry {
    const entry = this.#entries.at(-1);
    if (entry === undefined) throw new Error('nothing was begun in the zip');
    return entry;
  }

  #pack(bytes: Buffer): void {
    this.#entry().packed += bytes.length;
    this.#put(bytes);
  }

  #put(...parts: readonly Buffer[]): void {
    for (const bytes of parts) {
      this.#file.write(bytes);
      this.#at += bytes.length;
    }
  }
}

/** Sum and sizes in the local header: see behind the data. */
const HERE = [
  [4, 0],
  [4, 0],
  [4, 0],
] as const satisfies readonly Field[];

type Field = readonly [bytes: 2 | 4, value: number];

/** Little endian. */
function numbers(...fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) {
    buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}
