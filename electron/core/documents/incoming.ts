import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../../shared/contract/failure.ts';
import { syncFolder } from '../backups/disk.ts';
import { documentPath, incomingDir } from './paths.ts';

export interface Incoming {
  /** In order; a piece that is there already is passed over, since its answer may have been lost. @throws Failure `badRequest` on a gap or beyond the size */
  add(offset: number, bytes: Uint8Array): Promise<void>;
  /**
   * On the disk under the name of its content when it resolves.
   *
   * @throws Failure `documentBroken`: it is not what was announced; nothing is left of it
   */
  finish(sha256: string): Promise<void>;
  drop(): Promise<void>;
}

/** One file on its way in, in a place where nobody takes it for whole. @param id UUID, as the contract has checked */
export async function openIncoming(dir: string, id: string, size: number): Promise<Incoming> {
  const folder = incomingDir(dir);
  const path = join(folder, `${id}.part`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let received = 0;
  let closed = false;
  /** One piece after the other, as they were asked. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function drop(): Promise<void> {
    if (!closed) await file.close();
    closed = true;
    await rm(path, { force: true });
  }

  return {
    add: (offset, bytes) =>
      inTurn(async () => {
        if (closed || offset > received || offset + bytes.length > size) throw new Failure('badRequest');
        if (offset + bytes.length <= received) return;
        if (offset !== received) throw new Failure('badRequest');
        await writeAll(file, bytes, offset);
        hash.update(bytes);
        received += bytes.length;
      }),
    finish: (sha256) =>
      inTurn(async () => {
        if (closed) throw new Failure('badRequest');
        const whole = received === size && hash.digest('hex') === sha256;
        if (whole) await file.sync();
        await file.close();
        closed = true;
        if (!whole) {
          await drop();
          throw new Failure('documentBroken');
        }
        await keep(path, documentPath(dir, sha256));
      }),
    drop: () => inTurn(drop),
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
}

async function keep(path: string, target: string): Promise<void> {
  if (existsSync(target)) {
    await rm(path, { force: true });
    // As if it had come now: the sweep leaves what is young, and its row is not there yet.
    const now = new Date();
    await utimes(target, now, now);
    return;
  }
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(path, target);
  await syncFolder(dirname(target));
}
