import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import { createChunkSealer } from './chunk-seal.ts';
import { parseSpool, readSpool, Spool } from './spool.ts';

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'ringdesk-spool-')), 'talk.part');
});

const chunk = (text: string) => new TextEncoder().encode(text);

describe('Spool', () => {
  it('keeps chunks in order, however they are asked for at once', async () => {
    const spool = await Spool.open(path);
    await Promise.all(['a', 'bb', 'ccc'].map((text, seq) => spool.append(seq, chunk(text))));
    expect(spool.bytes).toBe(6);
    await spool.close();
    expect(parseSpool(readFileSync(path))).toMatchObject({ chunks: 3, bytes: Buffer.from('abbccc') });
  });

  it('knows a chunk that comes again, also after it was closed and opened', async () => {
    const before = await Spool.open(path);
    await before.append(0, chunk('once'));
    await before.close();
    const after = await Spool.open(path);
    expect(await after.append(0, chunk('once'))).toBe(4);
    expect(await after.append(1, chunk('!'))).toBe(5);
    await after.close();
    expect(parseSpool(readFileSync(path)).bytes.toString()).toBe('once!');
  });

  it('refuses a gap, since the chunk between would be lost without a trace', async () => {
    const spool = await Spool.open(path);
    await spool.append(0, chunk('a'));
    await expect(spool.append(2, chunk('c'))).rejects.toThrow('came before');
    expect(await spool.append(1, chunk('b'))).toBe(2);
    await spool.close();
  });

  it('drops a tail that was torn at any byte, and goes on after it', async () => {
    const spool = await Spool.open(path);
    await spool.append(0, chunk('whole'));
    await spool.append(1, chunk('torn'));
    await spool.close();
    const full = readFileSync(path);
    const firstFrame = 16 + 5;
    for (let length = firstFrame; length < full.length; length += 1) {
      writeFileSync(path, full);
      truncateSync(path, length);
      const again = await Spool.open(path);
      expect(again.chunks).toBe(1);
      await again.append(1, chunk('torn'));
      await again.close();
      expect(readFileSync(path)).toEqual(full);
    }
  });

  it('drops a frame whose bytes are not what was written', async () => {
    const spool = await Spool.open(path);
    await spool.append(0, chunk('good'));
    await spool.append(1, chunk('evil'));
    await spool.close();
    const data = readFileSync(path);
    data[data.length - 1] = 0;
    expect(parseSpool(data).bytes.toString()).toBe('good');
  });
});

describe('a sealed spool', () => {
  let identity: string;
  const sealer = async () => createChunkSealer([await identityToRecipient(identity)]);
  beforeEach(async () => {
    identity = await generateX25519Identity();
  });

  it('tells nothing, counts the sound alone, and is read with the key', async () => {
    const spool = await Spool.open(path, await sealer());
    expect(await spool.append(0, chunk('Anna Petrova'))).toBe(12);
    expect(await spool.append(1, chunk(' said yes'))).toBe(21);
    await spool.close();
    const data = readFileSync(path);
    expect(data.includes('Anna')).toBe(false);
    expect(parseSpool(data)).toMatchObject({ chunks: 2, payload: 21 });
    expect((await readSpool(path, [identity])).toString()).toBe('Anna Petrova said yes');
    await expect(readSpool(path, [await generateX25519Identity()])).rejects.toThrow('another key');
  });

  it('is gone on with after a crash, under a key of its own, wherever the tail was torn', async () => {
    const first = await Spool.open(path, await sealer());
    await first.append(0, chunk('one '));
    const kept = readFileSync(path).length;
    await first.append(1, chunk('two '));
    await first.close();
    const full = readFileSync(path);
    for (let length = kept; length < full.length; length += 17) {
      writeFileSync(path, full.subarray(0, length));
      const again = await Spool.open(path, await sealer());
      expect([again.chunks, again.bytes]).toEqual([1, 4]);
      await again.append(1, chunk('2nd '));
      await again.append(2, chunk('three'));
      await again.close();
      expect((await readSpool(path, [identity])).toString()).toBe('one 2nd three');
    }
  });

  it('goes on sealed where it was not, and the other way round', async () => {
    for (const [seq, sealed] of [false, true, false].entries()) {
      const spool = await Spool.open(path, sealed ? await sealer() : undefined);
      await spool.append(seq, chunk(String(seq)));
      await spool.close();
    }
    expect((await readSpool(path, [identity])).toString()).toBe('012');
  });

  it('refuses a chunk that was put in another’s place', async () => {
    const spool = await Spool.open(path, await sealer());
    for (const [seq, text] of ['aa', 'bb'].entries()) await spool.append(seq, chunk(text));
    await spool.close();
    const [, one, other] = parseSpool(readFileSync(path)).frames;
    const data = readFileSync(path);
    if (!one || !other) throw new Error('two chunks were written');
    const at = data.indexOf(one.bytes);
    // Its checksum as well: whoever swaps chunks can reckon one.
    Buffer.from(data.subarray(at + one.bytes.length + 12, at + one.bytes.length + 16)).copy(data, at - 4);
    Buffer.from(other.bytes).copy(data, at);
    writeFileSync(path, data);
    await expect(readSpool(path, [identity])).rejects.toThrow('chunk 1 stands in place of 0');
  });
});
