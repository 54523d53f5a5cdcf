import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringdesk-lock-'));
  file = join(folder, 'deep', 'x.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('lock', () => {
  it('lets one at a time in and says once that there is somebody to wait for', async () => {
    const order: string[] = [];
    let waits = 0;
    const first = withLock(file, async () => {
      await sleep(600);
      order.push('first');
    });
    await withLock(file, async () => void order.push('second'), { onWait: () => (waits += 1) });
    await first;
    expect(order).toEqual(['first', 'second']);
    expect(waits).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  it('is free again after a failure', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(file, async () => 1)).toBe(1);
  });

  it('is taken from a dead holder, and from one that has not been heard of for long', async () => {
    const flat = join(folder, 'y.lock');
    writeFileSync(flat, '999999999');
    expect(await withLock(flat, async () => 1)).toBe(1);
    writeFileSync(flat, String(process.pid));
    utimesSync(flat, new Date(0), new Date(0));
    expect(await withLock(flat, async () => 2)).toBe(2);
  });
});
