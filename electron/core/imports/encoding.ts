import { analyse } from 'chardet';

/** Names that `TextDecoder` knows. */
export type Encoding = string;

/** What the bytes told so far; see `EncodingDetector`. */
interface Counts {
  bytes: number;
  high: number;
  controls: number;
  zerosEven: number;
  zerosOdd: number;
  /** Well-formed UTF-8 sequences of two bytes and more, and bytes that belong to none. */
  sequences: number;
  strays: number;
}

/** Legacy text that chardet is asked about, bytes. */
const SAMPLE = 64 * 1024;
// In order of how often they are met; the first of equals wins.
const CYRILLIC = ['windows-1251', 'koi8-u', 'ibm866', 'x-mac-cyrillic'] as const;
const ASIAN = new Set(['shift_jis', 'gb18030', 'big5', 'euc-jp', 'euc-kr', 'iso-2022-jp']);

/**
 * Tells the encoding of a text file from all of its bytes: a file may be plain ASCII for its first megabyte. UTF-8 is
 * proven by its form, UTF-16 by its zeros, and only what is left is a matter of likelihood.
 */
export class EncodingDetector {
  readonly #counts: Counts = {
    bytes: 0,
    high: 0,
    controls: 0,
    zerosEven: 0,
    zerosOdd: 0,
    sequences: 0,
    strays: 0,
  };
  readonly #sample: Buffer[] = [];
  #sampled = 0;
  #pending = 0;
  #head = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (this.#head.length < 4) this.#head = Buffer.concat([this.#head, chunk.subarray(0, 4)]);
    const highBefore = this.#counts.high;
    this.#count(chunk);
    if (this.#counts.high > highBefore && this.#sampled < SAMPLE) {
      const first = chunk.findIndex((byte) => byte >= 0x80);
      const part = chunk.subarray(Math.max(0, first - 200), first + SAMPLE - this.#sampled);
      this.#sample.push(Buffer.from(part));
      this.#sampled += part.length;
    }
  }

  /** The encoding; undefined when these bytes are no text. */
  end(): Encoding | undefined {
    const marked = byteOrderMark(this.#head);
    if (marked !== 'none') return marked;
    const { bytes, high, controls, zerosEven, zerosOdd, sequences, strays } = this.#counts;
    const zeros = zerosEven + zerosOdd;
    // Digits, delimiters and line ends have a zero byte in UTF-16, in any language.
    if (zeros > bytes * 0.04) {
      if (zerosOdd > zerosEven * 4) return 'utf-16le';
      if (zerosEven > zerosOdd * 4) return 'utf-16be';
      return undefined;
    }
    if (controls > bytes * 0.02 + 4) return undefined;
    if (high === 0) return 'utf-8';
    // A few damaged bytes do not make a UTF-8 file another one: legacy text hardly forms a single sequence.
    if (sequences > 0 && strays <= sequences * 0.05) return 'utf-8';
    return legacy(Buffer.concat(this.#sample));
  }

  #count(chunk: Buffer): void {
    const counts = this.#counts;
    let pending = this.#pending;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (byte < 0x80) {
        if (pending > 0) counts.strays++;
        pending = 0;
        if (byte === 0) {
          if (((counts.bytes + i) & 1) === 0) counts.zerosEven++;
          else counts.zerosOdd++;
        } else if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) counts.controls++;
        continue;
      }
      counts.high++;
      if (byte < 0xc0) {
        if (pending === 0) counts.strays++;
        else if (--pending === 0) counts.sequences++;
      } else {
        if (pending > 0) counts.strays++;
        pending = byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 0;
        if (pending === 0) counts.strays++;
      }
    }
    this.#pending = pending;
    counts.bytes += chunk.length;
  }
}

function byteOrderMark(head: Buffer): Encoding | undefined | 'none' {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  // UTF-32, which nothing of ours decodes.
  if (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0) return undefined;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'none';
}

/** One byte a letter: Cyrillic stands in words of such bytes, accents of western text stand alone. */
function legacy(sample: Buffer): Encoding {
  const guess = analyse(sample)[0];
  const name = guess?.name.toLowerCase() ?? '';
  if (guess && guess.confidence >= 80 && ASIAN.has(name)) return name;
  if (meanRun(sample) < 2) return 'windows-1252';
  let best: { encoding: Encoding; score: number } = {
    encoding: 'windows-1251',
    score: Number.NEGATIVE_INFINITY,
  };
  for (const encoding of CYRILLIC) {
    const score = cyrillicScore(new TextDecoder(encoding).decode(sample));
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}

function meanRun(sample: Buffer): number {
  let runs = 0;
  let high = 0;
  let inside = false;
  for (const byte of sample) {
    if (byte >= 0x80 && !inside) runs++;
    inside = byte >= 0x80;
    if (inside) high++;
  }
  return runs === 0 ? 0 : high / runs;
}

/**
 * How much a text looks like Russian or Ukrainian: frequent letters, capitals at the beginning of words. Decoded as the
 * wrong one of the Cyrillic tables it has its capitals inside (KOI8 against 1251) or signs among its letters.
 */
function cyrillicScore(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return (
    count(/[а-яіїєґё]/g) +
    2 * count(/[оеаинтс]/g) +
    count(/[А-ЯІЇЄҐЁ]/g) -
    4 * count(/[а-яіїєґё][А-ЯІЇЄҐЁ]/g) -
    3 * count(/[^\p{L}\p{N}\p{P}\p{Z}\s+№°$€<>=|^~`]/gu) -
    2 * count(/[ђѓќћџљњѕјЂЃЌЋЏЉЊЅЈ]/g)
  );
}
