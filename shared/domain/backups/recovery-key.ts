/** Crockford's base 32: no letter that is read as a digit, and none that makes words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_BYTES = 32;
const KEY_SIGNS = 52;
const CHECK_SIGNS = 2;
const GROUP = 6;
/** The largest prime that two signs can tell: each single wrong sign, and each two that changed places, are noticed. */
const CHECK_MODULUS = 1021;

/** 32 bytes as a person copies them from paper: nine groups of six signs, the last two of which check the others. */
export function writeRecoveryKey(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) throw new RangeError(`a key has ${KEY_BYTES} bytes`);
  let bits = '';
  for (const byte of key) bits += byte.toString(2).padStart(8, '0');
  const signs = (bits.padEnd(KEY_SIGNS * 5, '0').match(/.{5}/g) ?? []).map((five) =>
    Number.parseInt(five, 2),
  );
  return [...signs, ...check(signs)]
    .map((sign) => ALPHABET[sign])
    .join('')
    .replaceAll(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');
}

/** As it was typed: small letters, spaces and the look-alikes O, I and L are taken. Undefined: it is none. */
export function readRecoveryKey(typed: string): Uint8Array | undefined {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (plain.length !== KEY_SIGNS + CHECK_SIGNS) return undefined;
  const signs = [...plain].map((sign) => ALPHABET.indexOf(sign));
  if (signs.includes(-1)) return undefined;
  const said = signs.splice(KEY_SIGNS);
  if (check(signs).some((sign, n) => sign !== said[n])) return undefined;
  const bits = signs.map((sign) => sign.toString(2).padStart(5, '0')).join('');
  if (Number.parseInt(bits.slice(KEY_BYTES * 8), 2) !== 0) return undefined;
  return Uint8Array.from({ length: KEY_BYTES }, (_, n) => Number.parseInt(bits.slice(n * 8, n * 8 + 8), 2));
}

function check(signs: readonly number[]): number[] {
  const sum = signs.reduce((all, sign, n) => (all + sign * (n + 1)) % CHECK_MODULUS, 0);
  return [sum >> 5, sum & 31];
}
