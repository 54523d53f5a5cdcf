import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes, to be filled up and freed again. */
export interface SmallDisk {
  readonly path: string;
  /** Takes what is free, but for `leaveBytes`. */
  fill(leaveBytes?: number): void;
  free(): void;
  remove(): void;
}

/** @throws Error on a system where neither we nor `sudo` may mount. */
export function createSmallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'ringdesk-disk-'));
  const asRoot = (command: string, ...args: string[]) =>
    process.getuid?.() === 0
      ? execFileSync(command, args)
      : execFileSync('sudo', ['--non-interactive', command, ...args]);
  asRoot('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'ringdesk-test', path);
  const filler = join(path, 'filler');
  return {
    path,
    fill(leaveBytes = 0) {
      const { bavail, bsize } = statfsSync(path);
      const file = openSync(filler, 'a');
      try {
        for (let left = bavail * bsize - leaveBytes; left > 0; )
          left -= writeSync(file, Buffer.alloc(Math.min(left, 65_536)));
      } catch {
        // Somebody was faster: it is full.
      }
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      asRoot('umount', path);
      rmSync(path, { recursive: true });
    },
  };
}
