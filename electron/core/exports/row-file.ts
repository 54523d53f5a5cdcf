import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';

/** A file that rows go into one after another; nothing of it is held but what waits for the next write. */
export interface RowFile {
  write(row: readonly string[]): void;
  /** Bytes of the whole file. */
  end(): number;
}

/** Text that is written at once, characters. */
const BATCH = 256 * 1024;

/** A file that is only appended to. */
export class Appender {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o600);
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
  }

  end(): number {
    const { size } = fstatSync(this.#file);
    closeSync(this.#file);
    return size;
  }
}

/** Collects text until it is worth a write. */
export class Batches {
  #parts: string[] = [];
  #length = 0;
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  add(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length >= BATCH) this.flush();
  }

  flush(): void {
    if (this.#length === 0) return;
    this.#write(this.#parts.join(''));
    this.#parts = [];
    this.#length = 0;
  }
}
