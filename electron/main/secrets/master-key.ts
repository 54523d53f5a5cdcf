import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Log } from '../log.ts';

/** What we use of Electron's safeStorage; a double in tests. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
  getSelectedStorageBackend?(): string;
}

export type MasterKey =
  | { readonly keyProtection: 'keychain'; readonly secretKey: Uint8Array }
  /** The system has no keychain of its own: the core keeps a key file that only its owner can read. */
  | { readonly keyProtection: 'keyFile' };

const KEY_BYTES = 32;

/**
 * The key under which the core keeps passwords, itself encrypted by the system's keychain. Never written in plain
 * text: on a Linux without a keyring, where Chromium would only obfuscate it, the answer is `keyFile`.
 *
 * A key that the keychain no longer opens (another user's, a keychain made anew) is put aside as
 * `secret.key.unreadable` and a new one is made: the passwords under it must be typed again, nothing else is lost.
 */
export function openMasterKey(
  file: string,
  storage: SafeStorage,
  platform: NodeJS.Platform,
  log: Log,
): MasterKey {
  if (!isProtected(storage, platform)) {
    log.warn('no keychain: passwords are kept under a key file of their owner');
    return { keyProtection: 'keyFile' };
  }
  try {
    const known = read(file, storage, log);
    if (known) return { keyProtection: 'keychain', secretKey: known };
    const secretKey = new Uint8Array(randomBytes(KEY_BYTES));
    const aside = `${file}.new`;
    writeFileSync(aside, storage.encryptString(Buffer.from(secretKey).toString('base64')), { mode: 0o600 });
    renameSync(aside, file);
    return { keyProtection: 'keychain', secretKey };
  } catch (error) {
    log.error('the keychain failed: passwords are kept under a key file of their owner', {
      reason: String(error),
    });
    return { keyProtection: 'keyFile' };
  }
}

function isProtected(storage: SafeStorage, platform: NodeJS.Platform): boolean {
  if (!storage.isEncryptionAvailable()) return false;
  if (platform !== 'linux') return true;
  const backend = storage.getSelectedStorageBackend?.() ?? 'unknown';
  return backend !== 'basic_text' && backend !== 'unknown';
}

function read(file: string, storage: SafeStorage, log: Log): Uint8Array | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const key = new Uint8Array(Buffer.from(storage.decryptString(bytes), 'base64'));
    if (key.length === KEY_BYTES) return key;
  } catch {
    // Told below, for both ways of being unreadable.
  }
  log.error('the key of the passwords cannot be opened any more; a new one is made');
  renameSync(file, `${file}.unreadable`);
  return undefined;
}
