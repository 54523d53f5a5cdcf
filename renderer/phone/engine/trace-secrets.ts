const HIDDEN = '[hidden]';
/** As the contract bounds a message of the trace. */
const MAX = 16_000;

/**
 * A SIP message fit to be shown and sent to somebody: whoever reads it can neither log in, nor listen, nor learn what
 * was typed into a menu.
 *
 * - Answers to challenges (RFC 8760, RFC 3261 §22): the credentials go, the scheme, realm and user stay.
 * - SDP: ICE passwords (RFC 8839), SDES keys (RFC 4568), DTLS fingerprints (RFC 8122).
 * - Bodies that carry tones (`application/dtmf-relay`, `application/dtmf`).
 */
export function hideSecrets(message: string): string {
  const [head = '', separator = '', body = ''] = message.split(/(\r?\n\r?\n)(.*)/s);
  const tones = /^(?:Content-Type|c)\s*:\s*application\/dtmf/im.test(head);
  const shown = `${hideInHead(head)}${separator}${tones && body !== '' ? HIDDEN : hideInBody(body)}`;
  return (
    shown
      .slice(0, MAX)
      // NUL is no text (contract); its picture is.
      .replaceAll('\u0000', '\u2400')
      .replace(/[\ud800-\udbff]$/, '')
      .toWellFormed()
  );
}

function hideInHead(head: string): string {
  return (
    head
      // A folded header continues on lines that begin with white space (RFC 3261 §7.3.1).
      .replace(/\r?\n[ \t]+/g, ' ')
      .replace(/^((?:Proxy-)?Authorization\s*:\s*)(.*)$/gim, (_line, name: string, value: string) => {
        const scheme = /^\s*([\w-]+)/.exec(value)?.[1] ?? '';
        const kept = [...value.matchAll(/\b(?:realm|username|algorithm)\s*=\s*(?:"[^"]*"|[\w-]+)/gi)];
        return `${name}${[scheme, ...kept.map(([text]) => text), HIDDEN].join(' ')}`;
      })
      // A URI may hold a password between user and host (RFC 3261 §19.1.1).
      .replace(/(sips?:[^:@\s;<>"]+):[^@\s;<>"]*@/gi, `$1:${HIDDEN}@`)
  );
}

const hideInBody = (body: string): string =>
  body
    .replace(/^(a=(?:ice-pwd|fingerprint|crypto|key-mgmt|tls-id)\s*:).*$/gim, `$1${HIDDEN}`)
    .replace(/^(k=).*$/gim, `$1${HIDDEN}`)
    .replace(/^(\s*Signal\s*=).*$/gim, `$1${HIDDEN}`);
