import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyIdOf, sealFile, unsealFile } from './sealed-file.ts';

const KEY = new Uint8Array(32).fill(7);
const CHUNK = 65_536;
const HEAD = 48;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-sealed-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const at = (name: string) => join(dir, name);
const damaged = expect.objectContaining({ code: 'backupDamaged' });

async function seal(plain: Uint8Array): Promise<Buffer> {
  writeFileSync(at('plain'), plain);
  await sealFile(at('plain'), at('sealed'), KEY);
  return readFileSync(at('sealed'));
}

function open(sealed: Uint8Array, key = KEY) {
  writeFileSync(at('sealed'), sealed);
  return unsealFile(at('sealed'), at('opened'), key);
}

describe('a sealed file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])(
    'of %d bytes comes back as it was',
    async (length) => {
      const plain = randomBytes(length);
      const sealed = await seal(plain);
      expect(sealed.length).toBe(HEAD + length + 16 * Math.max(1, Math.ceil(length / CHUNK)));
      expect(await open(sealed)).toMatchObject({ bytes: length });
      expect(readFileSync(at('opened')).equals(plain)).toBe(true);
    },
  );

  it('tells nothing, and is another each time', async () => {
    const plain = Buffer.from('Anna Petrova '.repeat(20));
    const [one, other] = [await seal(plain), await seal(plain)];
    expect(one.includes('Anna')).toBe(false);
    expect(one.subarray(HEAD).equals(other.subarray(HEAD))).toBe(false);
  });

  it('is refused with any byte changed, chunks swapped, left out or cut off', async () => {
    const sealed = await seal(randomBytes(3 * CHUNK));
    const piece = CHUNK + 16;
    const chunk = (n: number) => sealed.subarray(HEAD + n * piece, HEAD + (n + 1) * piece);
    const head = sealed.subarray(0, HEAD);
    for (const place of [0, 20, HEAD, HEAD + piece, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await expect(open(changed)).rejects.toEqual(damaged);
    }
    await expect(open(Buffer.concat([head, chunk(1), chunk(0), chunk(2)]))).rejects.toEqual(damaged);
    await expect(open(Buffer.concat([head, chunk(0), chunk(2)]))).rejects.toEqual(damaged);
    await expect(open(Buffer.concat([head, chunk(0), chunk(1)]))).rejects.toEqual(damaged);
    await expect(open(sealed.subarray(0, -1))).rejects.toEqual(damaged);
    await expect(open(Buffer.alloc(0))).rejects.toEqual(damaged);
  });

  it('says when another key is needed', async () => {
    const other = new Uint8Array(32).fill(8);
    expect(keyIdOf(other)).not.toBe(keyIdOf(KEY));
    await expect(open(await seal(randomBytes(10)), other)).rejects.toMatchObject({ code: 'backupKeyWrong' });
  });
});
