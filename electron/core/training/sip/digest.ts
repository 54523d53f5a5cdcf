import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A nonce is good for this long; an older one is answered with a fresh challenge (`stale=true`). */
const NONCE_MS = 300_000;

export type DigestVerdict = 'ok' | 'stale' | 'wrong' | 'absent';

/**
 * HTTP digest for SIP (RFC 3261 §22, RFC 2617): MD5 with qop=auth, as both user agents speak it.
 *
 * Nonces carry their own time under a secret of this exchange, so none has to be remembered.
 */
export class DigestGuard {
  readonly #realm: string;
  readonly #now: () => number;
  readonly #secret = randomBytes(32);

  constructor(realm: string, now: () => number) {
    this.#realm = realm;
    this.#now = now;
  }

  /** Value of WWW-Authenticate. */
  challenge(stale = false): string {
    const issued = this.#now().toString(36);
    const nonce = `${issued}.${this.#sign(issued)}`;
    return `Digest realm="${this.#realm}", nonce="${nonce}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`;
  }

  /** Login that the credentials claim, before anything is believed. */
  claimedLogin(authorization: string | undefined): string | undefined {
    return authorization === undefined ? undefined : parseDigest(authorization).get('username');
  }

  verify(authorization: string | undefined, method: string, password: string | undefined): DigestVerdict {
    if (authorization === undefined) return 'absent';
    const given = parseDigest(authorization);
    const nonce = given.get('nonce') ?? '';
    const age = this.#ageOf(nonce);
    if (age === undefined || given.get('realm') !== this.#realm) return 'stale';
    const expected = digestResponse({
      username: given.get('username') ?? '',
      realm: this.#realm,
      // An unknown login takes the same way as a wrong password.
      password: password ?? '',
      method,
      uri: given.get('uri') ?? '',
      nonce,
      ...(given.has('qop')
        ? { qop: given.get('qop') ?? '', cnonce: given.get('cnonce') ?? '', nc: given.get('nc') ?? '' }
        : {}),
    });
    if (password === undefined || !sameText(expected, given.get('response') ?? '')) return 'wrong';
    return age > NONCE_MS ? 'stale' : 'ok';
  }

  #sign(issued: string): string {
    return createHmac('sha256', this.#secret).update(issued).digest('hex').slice(0, 32);
  }

  #ageOf(nonce: string): number | undefined {
    const [issued = '', signature = ''] = nonce.split('.');
    if (!sameText(this.#sign(issued), signature)) return undefined;
    return this.#now() - Number.parseInt(issued, 36);
  }
}

export interface DigestInput {
  readonly username: string;
  readonly realm: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  readonly qop?: string;
  readonly cnonce?: string;
  readonly nc?: string;
}

/** The `response` of RFC 2617 §3.2.2.1, with or without qop. */
export function digestResponse(input: DigestInput): string {
  const secret = md5(`${input.username}:${input.realm}:${input.password}`);
  const request = md5(`${input.method}:${input.uri}`);
  const middle =
    input.qop === undefined
      ? input.nonce
      : `${input.nonce}:${input.nc ?? ''}:${input.cnonce ?? ''}:${input.qop}`;
  return md5(`${secret}:${middle}:${request}`);
}

/** Parameters of a Digest credential; names in lower case, quotes removed. */
export function parseDigest(value: string): Map<string, string> {
  const params = new Map<string, string>();
  for (const match of value.matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)) {
    params.set((match[1] ?? '').toLowerCase(), (match[2] ?? match[3] ?? '').replace(/\\(.)/g, '$1'));
  }
  return params;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const sameText = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};
