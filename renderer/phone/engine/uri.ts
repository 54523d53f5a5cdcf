/** Longest target that is taken, as the contract's `phone.dial`. */
const MAX_TARGET = 256;

/** What people write between digits. A dialled number goes to the PBX without it. */
const SEPARATORS = /[\s().\-/\u2010-\u2015]/g;
const NUMBER_LIKE = /^\+?[\d\s().\-/\u2010-\u2015]*\d[\d\s().\-/\u2010-\u2015]*[*#\d]*$/;
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/**
 * The SIP URI of what was dialled, or undefined when nothing can be called by it.
 *
 * Takes a number in any writing, an extension, `user@host`, a `sip:` or a `tel:` URI. Only the user and the host are
 * kept: parameters and headers of a pasted URI could change the request (RFC 3261 §19.1.5).
 *
 * @param domain host of the account, with a port if it has one
 */
export function targetUri(target: string, domain: string): string | undefined {
  const trimmed = target.trim();
  if (trimmed === '' || trimmed.length > MAX_TARGET || hasControl(trimmed)) return undefined;
  const bare = trimmed.replace(/^(?:sips?|tel):/i, '');
  const at = bare.lastIndexOf('@');
  if (at === -1) return userAt(bare.replace(/[;?].*$/, ''), domain);
  return userAt(bare.slice(0, at), bare.slice(at + 1).replace(/[;?].*$/, ''));
}

/** `sip:user@host` of one's own account (the address of record). A login that holds a host keeps its own. */
export function accountUri(login: string, domain: string): string | undefined {
  return targetUri(
    login.includes('@') ? `sip:${login}` : `sip:${login.replaceAll('/', '%2F')}@${domain}`,
    domain,
  );
}

/** A WebSocket address that a browser can open, or undefined. */
export function webSocketUrl(server: string): string | undefined {
  const written = server.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(written) ? written : `wss://${written}`);
  if (url === null || !/^wss?:$/.test(url.protocol) || url.hostname === '') return undefined;
  url.hash = '';
  return url.href;
}

function userAt(user: string, host: string): string | undefined {
  const decoded = decodePercent(user);
  const plain = NUMBER_LIKE.test(decoded) ? decoded.replace(SEPARATORS, '') : decoded;
  if (plain === '' || hasControl(plain) || /\s/.test(plain) || !HOST.test(host)) return undefined;
  return `sip:${escapeUser(plain)}@${host}`;
}

/** RFC 3261 §25.1: `unreserved` and `user-unreserved` stand for themselves, everything else is escaped. */
function escapeUser(user: string): string {
  return user.replace(/[^A-Za-z0-9\-_.!~*'()&=+$,;?/]/gu, encodeURIComponent);
}

/** Undoes percent-encoding where it is sound, and leaves the text as it is where it is not. */
export function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const hasControl = (value: string): boolean => /[\u0000-\u001f\u007f]/.test(value);
