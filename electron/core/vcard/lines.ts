/** Longest line and longest property that are held, bytes: a note of fifty pages, no photo. */
export const LONGEST = 128 * 1024;

/** One line of a file without its end. `cut` when it went on beyond `LONGEST` and the rest was let go. */
export interface Line {
  readonly bytes: Buffer;
  readonly number: number;
  readonly cut: boolean;
}

const LF = 0x0a;
const CR = 0x0d;

/** Cuts a stream of bytes into lines ended by CRLF, LF or CR, holding at most one of them. */
export class LineSplitter {
  #held: Buffer[] = [];
  #length = 0;
  #number = 1;
  #afterCr = false;
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #head: Buffer | undefined = Buffer.alloc(0);

  push(chunk: Uint8Array): Line[] {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#head) {
      this.#head = Buffer.concat([this.#head, bytes]);
      if (this.#head.length < 3) return [];
      bytes = this.#head;
      this.#head = undefined;
      bytes = this.#withoutMark(bytes);
    }
    return this.#split(this.#decoder ? Buffer.from(this.#decoder.decode(bytes, { stream: true })) : bytes);
  }

  end(): Line[] {
    const head = this.#head ? this.#split(this.#head) : [];
    this.#head = undefined;
    if (this.#decoder) head.push(...this.#split(Buffer.from(this.#decoder.decode())));
    return this.#length > 0 ? [...head, this.#take()] : head;
  }

  /** Windows writes UTF-16 with a mark when somebody saves a card in an editor. */
  #withoutMark(bytes: Buffer): Buffer {
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) this.#decoder = new TextDecoder('utf-16le');
    if (bytes[0] === 0xfe && bytes[1] === 0xff) this.#decoder = new TextDecoder('utf-16be');
    return bytes;
  }

  #split(bytes: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    if (this.#afterCr && bytes[0] === LF) from = 1;
    if (bytes.length > 0) this.#afterCr = false;
    let lf = bytes.indexOf(LF, from);
    let cr = bytes.indexOf(CR, from);
    while (lf >= 0 || cr >= 0) {
      const at = lf < 0 ? cr : cr < 0 ? lf : Math.min(lf, cr);
      this.#hold(bytes.subarray(from, at));
      lines.push(this.#take());
      from = at + 1;
      if (at === cr && bytes[from] === LF) from++;
      else if (at === cr && from === bytes.length) this.#afterCr = true;
      if (lf >= 0 && lf < from) lf = bytes.indexOf(LF, from);
      if (cr >= 0 && cr < from) cr = bytes.indexOf(CR, from);
    }
    this.#hold(bytes.subarray(from));
    // A chunk's memory is not ours beyond this call, and a view would keep all of it.
    this.#held = this.#held.length > 0 ? [Buffer.concat(this.#held)] : [];
    return lines;
  }

  #hold(bytes: Buffer): void {
    const room = LONGEST - Math.min(this.#length, LONGEST);
    if (room > 0 && bytes.length > 0) this.#held.push(bytes.subarray(0, room));
    this.#length += bytes.length;
  }

  #take(): Line {
    const [only, second] = this.#held;
    const line: Line = {
      bytes: only === undefined ? Buffer.alloc(0) : second ? Buffer.concat(this.#held) : only,
      number: this.#number++,
      cut: this.#length > LONGEST,
    };
    this.#held = [];
    this.#length = 0;
    return line;
  }
}
