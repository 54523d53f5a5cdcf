import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openMasterKey, type SafeStorage } from './master-key.ts';

const log = { info() {}, warn() {}, error() {} };
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringdesk-key-'));
  file = join(folder, 'secret.key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A keychain that turns bytes over; `broken` opens nothing. */
const keychain = (change: Partial<SafeStorage> = {}): SafeStorage => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer,
  decryptString: (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x55)).toString(),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  ...change,
});
const open = (storage: SafeStorage, platform: NodeJS.Platform = 'linux') =>
  openMasterKey(file, storage, platform, log);

it('makes a key once, keeps it encrypted and to its owner, and finds it again', () => {
  const first = open(keychain());
  const second = open(keychain());
  expect(first.keyProtection).toBe('keychain');
  expect(second).toEqual(first);
  if (first.keyProtection !== 'keychain') throw new Error('no key');
  expect(first.secretKey).toHaveLength(32);
  const stored = readFileSync(file);
  expect(stored.includes(Buffer.from(first.secretKey))).toBe(false);
  expect(stored.toString('latin1')).not.toContain(Buffer.from(first.secretKey).toString('base64'));
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

it.each(['basic_text', 'unknown'])('writes nothing on a Linux whose backend is %s', (backend) => {
  expect(open(keychain({ getSelectedStorageBackend: () => backend }))).toEqual({ keyProtection: 'keyFile' });
  expect(readdirSync(folder)).toEqual([]);
});

it('writes nothing where there is no encryption', () => {
  expect(open(keychain({ isEncryptionAvailable: () => false }), 'win32')).toEqual({
    keyProtection: 'keyFile',
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('asks nothing about backends where there are none', () => {
  const { getSelectedStorageBackend: _, ...mac } = keychain();
  expect(open(mac, 'darwin').keyProtection).toBe('keychain');
});

it('a key that cannot be opened is put aside and not destroyed', () => {
  open(keychain());
  const before = readFileSync(file);
  const broken = keychain({
    decryptString() {
      throw new Error('not mine');
    },
  });
  expect(open(broken).keyProtection).toBe('keychain');
  expect(readFileSync(`${file}.unreadable`)).toEqual(before);
});

it('rubbish in the file is put aside as well', () => {
  writeFileSync(file, 'rubbish');
  expect(open(keychain()).keyProtection).toBe('keychain');
  expect(existsSync(`${file}.unreadable`)).toBe(true);
});

it('a keychain that fails falls back to the key file, without a word on disk', () => {
  const failing = keychain({
    encryptString() {
      throw new Error('locked');
    },
  });
  expect(open(failing)).toEqual({ keyProtection: 'keyFile' });
  expect(readdirSync(folder)).toEqual([]);
});
