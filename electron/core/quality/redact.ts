const HIDDEN = '[hidden]';

/** Headers that carry proof of who one is (RFC 3261 §20, RFC 8760, RFC 3329), and cookies. */
const PROOF =
  /^(?:(?:proxy-)?authorization|(?:www|proxy)-authenticate|(?:proxy-)?authentication-info|identity|cookie|set-cookie)$/i;
/** Names under which people and PBXs send secrets in headers of their own. */
const SECRET_NAME = /pass(?:word|wd)?|secret|token|api-?key|credential/i;
/** What of a digest (RFC 7616) tells nothing that could be used. */
const HARMLESS = new Set(['realm', 'username', 'algorithm', 'qop', 'stale', 'uri', 'nc']);

/** The pieces of a line in which a secret stands by its name, whatever the line is. */
const NAMED: ReadonlyArray<readonly [RegExp, string]> = [
  // sip:user:password@host
  [/\b(sips?:[^\s:@;>]+):[^\s@;>]+@/gi, `$1:${HIDDEN}@`],
  [
    /([;?&,\s](?:password|passwd|pwd|secret|token|access_token|api_?key)=)("[^"]*"|[^\s;&>,]+)/gi,
    `$1${HIDDEN}`,
  ],
  [/(<(?:password|secret|token)>)[^<]*/gi, `$1${HIDDEN}`],
];

/** Keys of the sound in a session description (RFC 8839 §5.4, RFC 4568, RFC 4566 §5.12). */
const KEYS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(a=ice-pwd:).*/i, `$1${HIDDEN}`],
  [/(\binline:)[^\s|]+/gi, `$1${HIDDEN}`],
  [/^(k=).*/i, `$1${HIDDEN}`],
];

/**
 * A SIP message without what must not be kept: proofs of identity, keys of the sound, keys that the operator pressed (they
 * may be a PIN). The phone hides them before they leave its page; this is done once more before anything is written.
 */
export function redactSip(text: string): string {
  const [head = '', ...body] = unfold(text).split(/\r?\n\r?\n/);
  const lines = head.split(/\r?\n/);
  const contentType = lines.map((line) => /^(?:content-type|c)\s*:\s*(.*)$/i.exec(line)?.[1]).find(Boolean);
  const shownHead = lines.map(header).join('\r\n');
  if (body.length === 0) return shownHead;
  return `${shownHead}\r\n\r\n${shownBody(body.join('\r\n\r\n'), contentType ?? '')}`;
}

/** A header may go on in the next line (RFC 3261 §7.3.1); a secret must not hide there. */
function unfold(text: string): string {
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  return text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ') + text.slice(end);
}

function header(line: string): string {
  const match = /^([\w.!%*+`'~-]+)(\s*:\s*)(.*)$/.exec(line);
  if (!match) return hideNamed(line);
  const [, name = '', colon = '', value = ''] = match;
  if (PROOF.test(name)) return `${name}${colon}${proof(value)}`;
  if (SECRET_NAME.test(name)) return `${name}${colon}${HIDDEN}`;
  return `${name}${colon}${hideNamed(value)}`;
}

/** Of a digest the harmless parameters stay, so that one sees a wrong realm; of everything else only the scheme. */
function proof(value: string): string {
  const digest = /^Digest\s+(.*)$/i.exec(value);
  if (!digest) return /^(?:Basic|Bearer)\b/i.exec(value)?.[0].concat(` ${HIDDEN}`) ?? HIDDEN;
  const parameters = [...(digest[1] ?? '').matchAll(/([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,]+)/g)];
  const shown = parameters.map(([, name = '', written]) =>
    HARMLESS.has(name.toLowerCase()) ? `${name}=${written}` : `${name}="${HIDDEN}"`,
  );
  return `Digest ${shown.join(', ')}`;
}

function shownBody(body: string, contentType: string): string {
  if (/^application\/dtmf\b/i.test(contentType)) return HIDDEN;
  return body
    .split(/\r?\n/)
    .map((line) => {
      if (/^\s*(?:signal|digit)s?\s*[=:]/i.test(line)) return line.replace(/([=:]).*/, `$1${HIDDEN}`);
      return KEYS.reduce((shown, [what, by]) => shown.replace(what, by), hideNamed(line));
    })
    .join('\r\n');
}

const hideNamed = (line: string): string =>
  NAMED.reduce((shown, [what, by]) => shown.replace(what, by), line);
