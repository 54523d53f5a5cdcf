import { randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { openBytes, sealBytes } from '../sealing/age-file.ts';

/** Seals the chunks of one talk, each by itself, as compact JWE (RFC 7516): `dir` with A256GCM. */
export interface ChunkSealer {
  /** The key of the chunks, a JWK (RFC 7517) in an age file. It stands before the first of them. */
  readonly keyFrame: Uint8Array;
  seal(seq: number, chunk: Uint8Array): Promise<Uint8Array>;
}

/** Needs no secret of ours: a talk is recorded also while the keychain is away. */
export async function createChunkSealer(recipients: readonly string[]): Promise<ChunkSealer> {
  const key = randomBytes(32);
  const jwk = JSON.stringify({ kty: 'oct', alg: 'A256GCM', k: key.toString('base64url') });
  return {
    keyFrame: await sealBytes(jwk, recipients),
    async seal(seq, chunk) {
      // With its number inside, so that no chunk can be put in another's place.
      const header = { alg: 'dir', enc: 'A256GCM', seq };
      return new TextEncoder().encode(
        await new CompactEncrypt(chunk).setProtectedHeader(header).encrypt(key),
      );
    },
  };
}

export type ChunkOpener = (seq: number, sealed: Uint8Array) => Promise<Uint8Array>;

/** @throws WrongKey, Damaged */
export async function openChunkKey(
  keyFrame: Uint8Array,
  identities: readonly string[],
): Promise<ChunkOpener> {
  const jwk = JSON.parse(new TextDecoder().decode(await openBytes(keyFrame, identities))) as { k: string };
  const key = Buffer.from(jwk.k, 'base64url');
  return async (seq, sealed) => {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key);
    if (protectedHeader.seq !== seq)
      throw new Error(`chunk ${protectedHeader.seq} stands in place of ${seq}`);
    return plaintext;
  };
}

/** Of the plain chunk, without its key: GCM makes nothing longer. */
export function plainLength(sealed: Uint8Array): number {
  const text = new TextDecoder().decode(sealed);
  return Buffer.byteLength(text.split('.')[3] ?? '', 'base64url');
}
