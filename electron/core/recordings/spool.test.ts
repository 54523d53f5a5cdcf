import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseSpool, Spool } from './spool.ts';

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
