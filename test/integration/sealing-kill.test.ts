import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChunkSealer } from '../../electron/core/recordings/chunk-seal.ts';
import { convert } from '../../electron/core/recordings/convert.ts';
import { finishFile } from '../../electron/core/recordings/finish-file.ts';
import { readWhole } from '../../electron/core/recordings/sound-file.ts';
import { parseSpool, readSpool, Spool } from '../../electron/core/recordings/spool.ts';
import { openFile } from '../../electron/core/sealing/age-file.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { createSmallDisk } from '../support/small-disk.ts';
import { MACHINE, RECIPIENTS, SPOOL } from './sealing-base.ts';

const POINTS = 20;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const quiet = { goOn() {}, done() {} };

let victims: Bundle;
beforeAll(async () => {
  victims = await bundle(join(import.meta.dirname, 'sealing-victim.ts'));
}, 60_000);
afterAll(() => victims.remove());

let dir: string;
let month: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-sealing-'));
  month = join(dir, '2026', '11');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function addRecordings(folder: string, count: number, bytes: number): Map<string, string> {
  mkdirSync(folder, { recursive: true });
  return new Map(
    Array.from({ length: count }, (_, n) => {
      const [path, sound] = [join(folder, `talk-${n}.webm`), randomBytes(bytes + n)];
      writeFileSync(path, sound);
      return [path, sha256(sound)] as const;
    }),
  );
}

/** Each is there, in one form or in both, and is what it was. */
async function expectAllWhole(sounds: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, expected] of sounds) {
    expect(sha256((await readWhole(path, [MACHINE])) ?? new Uint8Array())).toBe(expected);
    if (existsSync(path)) expect(sha256(readFileSync(path))).toBe(expected);
  }
}

const victim = (...args: string[]): ChildProcess => fork(victims.program, args, { execArgv: [] });

/** Ends it without a word at a step, or lets it come to its end; what it said last. */
async function run(child: ChildProcess, killAt = Infinity) {
  const said = { step: 0, steps: 0, acknowledged: 0 };
  child.on('message', (message: Partial<typeof said>) => {
    Object.assign(said, message);
    if (said.step >= killAt) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  return said;
}

const job = (seal: boolean) => ({ dir, seal, recipients: RECIPIENTS, identities: [MACHINE] });

describe('kill -9', () => {
  it.each(['seal', 'open'])(
    'at twenty points of “%s” of what was there before loses nothing, and the next run ends it',
    async (how) => {
      const sounds = addRecordings(month, 6, 300_000);
      if (how === 'open') await convert(job(true), quiet);
      const { steps } = await run(victim('convert', dir, how));
      expect(steps).toBeGreaterThan(POINTS);
      for (let point = 0; point < POINTS; point += 1) {
        await convert(job(how === 'open'), quiet);
        await run(victim('convert', dir, how), 1 + Math.floor((point * (steps - 1)) / POINTS));
        await expectAllWhole(sounds);
      }
      await convert(job(how === 'seal'), quiet);
      await expectAllWhole(sounds);
      const end = how === 'seal' ? '.webm.age' : '.webm';
      expect(readdirSync(month).filter((name) => !name.endsWith(end))).toEqual([]);
      expect(readdirSync(month)).toHaveLength(6);
    },
    300_000,
  );

  it('at twenty points of a talk loses nothing that was acknowledged, and leaves nothing in clear', async () => {
    const chunks = parseSpool(readFileSync(SPOOL)).frames.map(({ bytes }) => bytes);
    const whole = Buffer.concat(chunks);
    mkdirSync(month, { recursive: true });
    const { steps } = await run(victim('talk', month, SPOOL));
    const sound = await readWhole(join(month, 'talk.webm'), [MACHINE]);
    for (let point = 0; point < POINTS; point += 1) {
      rmSync(month, { recursive: true });
      mkdirSync(month);
      const { acknowledged } = await run(
        victim('talk', month, SPOOL),
        1 + Math.floor((point * steps) / POINTS),
      );
      for (const name of readdirSync(month))
        expect(readFileSync(join(month, name)).includes('Opus')).toBe(false);
      const spool = join(month, 'talk.webm.part');
      if (existsSync(spool)) {
        const kept = await readSpool(spool, [MACHINE]);
        expect(kept.length).toBeGreaterThanOrEqual(Buffer.concat(chunks.slice(0, acknowledged)).length);
        expect(kept.equals(whole.subarray(0, kept.length))).toBe(true);
      } else if (acknowledged > 0) {
        expect(await readWhole(join(month, 'talk.webm'), [MACHINE])).toEqual(sound);
      }
    }
  }, 300_000);
});

describe('a full disk', () => {
  it('stops what is sealed in the background with every recording whole, and lets it go on when there is room', async () => {
    const disk = createSmallDisk(8);
    try {
      dir = disk.path;
      month = join(dir, '2026', '11');
      const sounds = addRecordings(month, 4, 1_000_000);
      for (const leave of [0, 20_000, 700_000]) {
        disk.fill(leave);
        await expect(convert(job(true), quiet)).rejects.toMatchObject({ code: 'ENOSPC' });
        await expectAllWhole(sounds);
        expect(readdirSync(month).filter((name) => name.endsWith('.converting'))).toEqual([]);
        disk.free();
      }
      expect(await convert(job(true), quiet)).toEqual({ files: 4, left: 0 });
      await expectAllWhole(sounds);
    } finally {
      disk.remove();
      dir = mkdtempSync(join(tmpdir(), 'ringdesk-sealing-'));
    }
  });

  it('under a sealed talk: what was acknowledged stays, the rest follows, and the file is finished when there is room', async () => {
    const disk = createSmallDisk(4);
    const path = join(disk.path, 'talk.webm.part');
    const spool = await Spool.open(path, await createChunkSealer(RECIPIENTS));
    try {
      const chunks = parseSpool(readFileSync(SPOOL)).frames.map(({ bytes }) => bytes);
      let refused = 0;
      for (const [seq, bytes] of chunks.entries()) {
        // What is left of the last block still takes a chunk or two.
        if (seq === 4) disk.fill();
        await spool.append(seq, bytes).catch(async (error: unknown) => {
          expect(error).toMatchObject({ code: 'ENOSPC' });
          refused += 1;
          disk.free();
          await spool.append(seq, bytes);
        });
      }
      expect(refused).toBe(1);
      await spool.close();
      const final = join(disk.path, 'talk.webm');
      disk.fill();
      const keys = { identities: [MACHINE], recipients: RECIPIENTS };
      await expect(finishFile(path, final, keys)).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(readdirSync(disk.path).sort()).toEqual(['filler', 'talk.webm.part']);
      disk.free();
      const file = await finishFile(path, final, keys);
      expect((await openFile(`${final}.age`, undefined, [MACHINE])).sha256).toBe(file.sha256);
    } finally {
      await spool.close().catch(() => {});
      disk.remove();
    }
  });
});

describe('what is converted in the background', () => {
  it('is not brought back when it was erased meanwhile', async () => {
    const [path = ''] = addRecordings(month, 1, 200_000).keys();
    let looks = 0;
    const erased = {
      done() {},
      goOn() {
        // In the middle of the file.
        if (++looks === 3) rmSync(path);
      },
    };
    expect(await convert(job(true), erased)).toEqual({ files: 0, left: 0 });
    expect(readdirSync(month)).toEqual([]);
  });

  it('lets be what another key sealed, and says how much', async () => {
    const sounds = addRecordings(month, 2, 10_000);
    await convert(job(true), quiet);
    const other = { ...job(false), identities: [] };
    expect(await convert(other, quiet)).toEqual({ files: 0, left: 2 });
    await expectAllWhole(sounds);
  });
});
