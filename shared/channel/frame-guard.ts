/** No value of the contract is deeper than ten; a card with its timeline comes nearest. */
const MAX_DEPTH = 32;

/** Bytes after the head of a MessagePack value that say its length or hold it (github.com/msgpack/msgpack, spec.md). */
const FIXED: Readonly<Record<number, number>> = {
  202: 4,
  203: 8,
  204: 1,
  205: 2,
  206: 4,
  207: 8,
  208: 1,
  209: 2,
  210: 4,
  211: 8,
  212: 2,
  213: 3,
  214: 5,
  215: 9,
  216: 17,
};
/** Heads that are followed by a length: its bytes, what the length counts, and bytes of type before the content. */
const COUNTED: Readonly<
  Record<number, readonly [size: 1 | 2 | 4, of: 'bytes' | 'items' | 'pairs', type: 0 | 1]>
> = {
  196: [1, 'bytes', 0],
  197: [2, 'bytes', 0],
  198: [4, 'bytes', 0],
  199: [1, 'bytes', 1],
  200: [2, 'bytes', 1],
  201: [4, 'bytes', 1],
  217: [1, 'bytes', 0],
  218: [2, 'bytes', 0],
  219: [4, 'bytes', 0],
  220: [2, 'items', 0],
  221: [4, 'items', 0],
  222: [2, 'pairs', 0],
  223: [4, 'pairs', 0],
};

/**
 * Whether a MessagePack frame can be given to the decoder. The decoder makes room for as many items as a head claims,
 * and goes as deep as it is told: five bytes, repeated, would take all memory. Here claims are only counted: no deeper
 * than `MAX_DEPTH`, and never more items than there are bytes left.
 */
export function isDecodable(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Values still to come at each depth. */
  const open = [1];
  let at = 0;
  while (open.length > 0) {
    const left = open.pop() ?? 0;
    if (left === 0) continue;
    open.push(left - 1);
    if (at >= bytes.length) return false;
    const head = view.getUint8(at);
    at += 1;
    let items = 0;
    const counted = COUNTED[head];
    if (counted) {
      const [size, of, type] = counted;
      if (at + size > bytes.length) return false;
      const length = size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at) : view.getUint32(at);
      at += size + type;
      if (of === 'bytes') at += length;
      else items = of === 'pairs' ? length * 2 : length;
    } else if (head >= 0x80 && head < 0xa0) items = head < 0x90 ? (head & 15) * 2 : head & 15;
    else if (head >= 0xa0 && head < 0xc0) at += head & 31;
    else at += FIXED[head] ?? 0;
    if (at + items > bytes.length) return false;
    if (items > 0 && open.push(items) > MAX_DEPTH) return false;
  }
  return true;
}
