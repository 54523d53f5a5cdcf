import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * OWASP's first choice for scrypt: N = 2¹⁷, r = 8, p = 1. 128 MiB and some 0.3 s for each guess, in libuv's thread pool, so
 * calls are not held up. The numbers stand in each hash, so that a later version can ask for more.
 */
const COST = { ln: 17, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** What a damaged hash may make us spend: twice today's. */
const MOST_LN = 18;

/** `$scrypt$ln=17,r=8,p=1$salt$key`, both Base64: the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/**
 * Compares in constant time. Without a hash (no such user, no password yet) it works as long and says no: how long an
 * answer takes tells nobody who is known here.
 */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const kept = hash === undefined ? undefined : parse(hash);
  const key = await derive(password, kept?.salt ?? NO_SALT, kept?.cost ?? COST);
  return kept !== undefined && kept.key.length === key.length && timingSafeEqual(kept.key, key);
}

const NO_SALT = Buffer.alloc(SALT_BYTES);

interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

function parse(hash: string): { cost: Cost; salt: Buffer; key: Buffer } | undefined {
  const parts = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([\w+/=]+)\$([\w+/=]+)$/.exec(hash);
  if (parts === null) return undefined;
  const [, ln, r, p, salt = '', key = ''] = parts;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (cost.ln > MOST_LN || cost.r > COST.r || cost.p !== COST.p) return undefined;
  return { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

/** One after another: many guesses at once would take the machine's memory, 128 MiB each. */
let queue: Promise<unknown> = Promise.resolve();

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  const work = queue.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        // The same word must be the same however a keyboard composed it.
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
  queue = work.catch(() => {});
  return work;
}
