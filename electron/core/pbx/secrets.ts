import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { Failure } from '../../../shared/contract/failure.ts';

/** Seals passwords for the base: compact JWE (RFC 7516), `dir` with A256GCM, so that no copy of the base tells them. */
export interface Secrets {
  readonly protection: 'keychain' | 'keyFile';
  seal(secret: string): Promise<string>;
  /** @throws Failure `secretsUnavailable` when this key did not seal it. */
  unseal(sealed: string): Promise<string>;
}

const KEY_BYTES = 32;

/** `key`: from the desktop's keychain; without it a key file that only its owner may read is used (and made). */
export function createSecrets(dataDir: string, key?: Uint8Array): Secrets {
  if (key && key.length !== KEY_BYTES) throw new Failure('secretsUnavailable');
  const secret = key ?? keyFile(join(dataDir, 'secrets.key'));
  return {
    protection: key ? 'keychain' : 'keyFile',
    seal: (text) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(secret),
    async unseal(sealed) {
      try {
        return new TextDecoder().decode((await compactDecrypt(sealed, secret)).plaintext);
      } catch (cause) {
        throw new Failure('secretsUnavailable', {}, { cause });
      }
    },
  };
}

function keyFile(path: string): Uint8Array {
  try {
    const key = readFileSync(path);
    if (key.length !== KEY_BYTES) return newKey(path);
    // A copied profile may have come with wider rights.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
    return new Uint8Array(key);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw new Failure('secretsUnavailable', {}, { cause: error });
    }
  }
  return newKey(path);
}

/** A key file that is no key is put aside: passwords have to be typed again, and calls can be taken. */
function newKey(path: string): Uint8Array {
  if (existsSync(path)) renameSync(path, `${path}.damaged`);
  const key = randomBytes(KEY_BYTES);
  const aside = `${path}.tmp`;
  const file = openSync(aside, 'w', 0o600);
  writeFileSync(file, key);
  fsyncSync(file);
  closeSync(file);
  renameSync(aside, path);
  return new Uint8Array(key);
}
