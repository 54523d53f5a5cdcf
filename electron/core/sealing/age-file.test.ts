import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Damaged, openBytes, openerOf, openFile, sealBytes, sealFile, WrongKey } from './age-file.ts';

const CHUNK = 65_536;

let dir: string;
let machine: string;
let paper: string;
let recipients: string[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-age-'));
  [machine, paper] = [await generateX25519Identity(), await generateX25519Identity()];
  recipients = [await identityToRecipient(machine), await identityToRecipient(paper)];
});
afterEach(() => rmSync(dir, { recursive: true }));

const at = (name: string) => join(dir, name);

async function seal(plain: Uint8Array): Promise<Buffer> {
  writeFileSync(at('plain'), plain);
  await sealFile(at('plain'), at('sealed'), recipients);
  return readFileSync(at('sealed'));
}

function open(sealed: Uint8Array, identity = machine) {
  writeFileSync(at('sealed'), sealed);
  return openFile(at('sealed'), at('opened'), [identity]);
}

describe('a sealed file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 20 * CHUNK])(
    'of %d bytes comes back as it was, to the machine and to the paper',
    async (length) => {
      const plain = randomBytes(length);
      const sha256 = createHash('sha256').update(plain).digest('hex');
      writeFileSync(at('plain'), plain);
      const written = await sealFile(at('plain'), at('sealed'), recipients);
      const sealed = readFileSync(at('sealed'));
      expect(written).toEqual({ bytes: length, sha256, sealedBytes: sealed.length });
      for (const identity of [machine, paper]) {
        expect(await open(sealed, identity)).toEqual({ bytes: length, sha256 });
        expect(readFileSync(at('opened')).equals(plain)).toBe(true);
      }
    },
  );

  it('is refused with any byte changed, chunks swapped, left out or cut off', async () => {
    const sealed = await seal(randomBytes(3 * CHUNK));
    const piece = CHUNK + 16;
    const head = sealed.length - 3 * piece;
    const chunk = (n: number) => sealed.subarray(head + n * piece, head + (n + 1) * piece);
    for (const place of [0, head - 30, head, head + piece, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await expect(open(changed)).rejects.toThrow(Damaged);
    }
    const before = sealed.subarray(0, head);
    for (const chunks of [[1, 0, 2], [0, 2], [0, 1], []])
      await expect(open(Buffer.concat([before, ...chunks.map(chunk)]))).rejects.toThrow(Damaged);
    await expect(open(sealed.subarray(0, -1))).rejects.toThrow(Damaged);
    await expect(open(Buffer.alloc(0))).rejects.toThrow(Damaged);
  });

  it('says when another key is needed, and which of many it is', async () => {
    const other = await generateX25519Identity();
    const sealed = await seal(randomBytes(10));
    await expect(open(sealed, other)).rejects.toThrow(WrongKey);
    expect(await openerOf(at('sealed'), [other, machine])).toBe(machine);
    expect(await openerOf(at('sealed'), [other])).toBeUndefined();
    writeFileSync(at('none'), 'no age file');
    expect(await openerOf(at('none'), [machine])).toBeUndefined();
  });

  it('tells what the disk said, and not that the file is damaged', async () => {
    await expect(openFile(dir, undefined, [machine])).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(openFile(at('nowhere'), undefined, [machine])).rejects.toMatchObject({ code: 'ENOENT' });
    await seal(randomBytes(10));
    await expect(openFile(at('sealed'), '/dev/full', [machine])).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('opens in another program with the paper alone', async () => {
    const plain = randomBytes(100_000);
    await seal(plain);
    // The tool of the format where the machine has it, its library in a process that knows nothing of us elsewhere.
    writeFileSync(at('key.txt'), `${paper}\n`);
    const tool = ['age', '-d', '-i', at('key.txt'), at('sealed')] as const;
    const script = `import { Decrypter } from 'age-encryption'; import { readFileSync } from 'node:fs';
      const d = new Decrypter(); d.addIdentity(readFileSync(process.argv[1], 'utf8').trim());
      process.stdout.write(await d.decrypt(readFileSync(process.argv[2])));`;
    const library = [
      process.execPath,
      '--input-type=module',
      '-e',
      script,
      at('key.txt'),
      at('sealed'),
    ] as const;
    const [command, ...args] = hasAge() ? tool : library;
    const opened = execFileSync(command, args, { maxBuffer: 1_000_000, cwd: import.meta.dirname });
    expect(opened.equals(plain)).toBe(true);
  });

  it('in the memory is the same', async () => {
    const sealed = await sealBytes('Anna Petrova', recipients);
    expect(Buffer.from(sealed).includes('Anna')).toBe(false);
    expect(new TextDecoder().decode(await openBytes(sealed, [paper]))).toBe('Anna Petrova');
    await expect(openBytes(sealed, [await generateX25519Identity()])).rejects.toThrow(WrongKey);
  });
});

function hasAge(): boolean {
  try {
    execFileSync('age', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
