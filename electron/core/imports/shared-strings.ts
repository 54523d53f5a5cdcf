import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Bytes of one block, and blocks that are kept: sheets name their strings nearly in order. */
const BLOCK = 64 * 1024;
const KEPT = 256;

/**
 * The strings of a workbook by their numbers, in a file of their own: three million of them do not fit into a heap. Each
 * costs eight bytes of memory.
 */
export class SharedStrings {
  readonly #path: string;
  readonly #file: number;
  #starts = new Float64Array(1024);
  #count = 0;
  #length = 0;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  /** Where the pending ones begin. */
  #written = 0;
  readonly #blocks = new Map<number, Buffer>();

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'w+', 0o600);
  }

  add(text: string): void {
    const bytes = Buffer.from(text);
    if (this.#count + 1 >= this.#starts.length) {
      const wider = new Float64Array(2 * this.#starts.length);
      wider.set(this.#starts);
      this.#starts = wider;
    }
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#length += bytes.length;
    this.#starts[++this.#count] = this.#length;
    if (this.#pendingBytes >= BLOCK) this.#flush();
  }

  /** Empty when there is none of that number. */
  get(index: number): string {
    if (!(index >= 0 && index < this.#count)) return '';
    this.#flush();
    const [start, end] = [this.#starts[index] as number, this.#starts[index + 1] as number];
    const first = Math.floor(start / BLOCK);
    if (end <= (first + 1) * BLOCK) {
      return this.#block(first).toString('utf8', start - first * BLOCK, end - first * BLOCK);
    }
    const bytes = Buffer.alloc(end - start);
    readSync(this.#file, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #flush(): void {
    if (this.#pendingBytes === 0) return;
    const bytes = Buffer.concat(this.#pending);
    let written = 0;
    while (written < bytes.length)
      written += writeSync(this.#file, bytes, written, bytes.length - written, this.#written + written);
    this.#written += bytes.length;
    [this.#pending, this.#pendingBytes] = [[], 0];
  }

  #block(number: number): Buffer {
    const known = this.#blocks.get(number);
    if (known) return known;
    const block = Buffer.alloc(BLOCK);
    const read = readSync(this.#file, block, 0, BLOCK, number * BLOCK);
    if (this.#blocks.size >= KEPT) this.#blocks.delete(this.#blocks.keys().next().value as number);
    const bytes = block.subarray(0, read);
    this.#blocks.set(number, bytes);
    return bytes;
  }
}
