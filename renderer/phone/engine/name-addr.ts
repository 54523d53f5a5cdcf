import { decodePercent } from './uri.ts';

/** As the contract bounds the fields of a remote party. */
const MAX_TEXT = 256;

/** One `name-addr` or `addr-spec` of a header (RFC 3261 §25.1), as text for people and rules. */
export interface NameAddr {
  readonly displayName: string;
  /** User part, percent-decoded; of a `tel:` URI the number. */
  readonly user: string;
  /** Lower case; empty for `tel:`. */
  readonly host: string;
}

/**
 * Reads the first address of a header. Lenient, because the sender is a stranger: what cannot be read is empty, what is
 * too long is cut, control characters become spaces. Undefined when there is no URI in it at all.
 */
export function parseNameAddr(header: string): NameAddr | undefined {
  const { displayName, uri } = split(header.slice(0, 4096));
  const match = /^\s*(sips?|tel):([^>]*)/i.exec(uri);
  if (match === null) return undefined;
  const [, scheme = '', rest = ''] = match;
  if (scheme.toLowerCase() === 'tel') {
    return { displayName: clean(displayName), user: clean(decodePercent(upTo(rest, /[;?,\s]/))), host: '' };
  }
  const at = rest.indexOf('@');
  const user = at === -1 ? '' : rest.slice(0, at);
  const host = upTo(rest.slice(at + 1), /[;?,\s:]/).toLowerCase();
  // A user part may carry parameters or a password; neither is part of the number.
  return { displayName: clean(displayName), user: clean(decodePercent(upTo(user, /[;:]/))), host };
}

function split(header: string): { displayName: string; uri: string } {
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"?\s*(?:<([^>]*)>?)?/s.exec(header);
  if (quoted) return { displayName: unescapeQuoted(quoted[1] ?? ''), uri: quoted[2] ?? '' };
  const open = header.lastIndexOf('<');
  if (open === -1) return { displayName: '', uri: header };
  return { displayName: header.slice(0, open), uri: header.slice(open + 1).replace(/>.*$/s, '') };
}

const unescapeQuoted = (value: string): string => value.replace(/\\(.)/gs, '$1');
const upTo = (value: string, end: RegExp): string => value.split(end, 1)[0] ?? '';

/** Text fit for the contract: no control characters, well-formed UTF-16, at most 256 units. */
export function clean(value: string, max = MAX_TEXT): string {
  return (
    value
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
      .replace(/[\u0000-\u001f\u007f]+/g, ' ')
      .trim()
      .slice(0, max)
      .replace(/[\ud800-\udbff]$/, '')
      .toWellFormed()
  );
}
