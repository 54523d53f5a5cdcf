/** A body is a description or a state document; the largest offers of browsers have some 10,000 characters. */
const MAX_LENGTH = 256_000;
/** Of all headers together, of one of them, and their number: several times what a PBX with certificates sends. */
const MAX_HEAD = 32_000;
const MAX_LINE = 8_000;
const MAX_LINES = 200;
/** Longer runs of blanks mean nothing, and the time that SIP.js's grammar spends on them grows with their square. */
const LONG_BLANK = /[ \t]{65}/;

/**
 * Why a message is left alone before any library sees it; `undefined` for a reasonable one. Both libraries parse on
 * the thread that the sound is handled on, so a message must not be able to occupy it for seconds.
 */
export function unreasonable(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `a message of ${text.length} characters`;
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  if (head.length > MAX_HEAD) return `headers of ${head.length} characters`;
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  if (lines.length > MAX_LINES) return `${lines.length} headers`;
  if (lines.some((line) => line.length > MAX_LINE)) return `a header of more than ${MAX_LINE} characters`;
  return LONG_BLANK.test(head) ? 'a header of blanks' : undefined;
}
