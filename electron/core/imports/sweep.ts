import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../host/log.ts';

/** Uploads and files of refused rows are kept this long: customers' data must not pile up beside the base. */
const KEEP_DAYS = 30;

/** Removes the folders of old imports. What cannot be removed stays for the next start. */
export function sweep(dataDir: string, log: Log, now = Date.now()): void {
  const root = join(dataDir, 'imports');
  try {
    for (const name of readdirSync(root)) {
      const dir = join(root, name);
      if (now - statSync(dir).mtimeMs > KEEP_DAYS * 86_400_000) rmSync(dir, { recursive: true, force: true });
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      log.warn({ err: error }, 'old imports could not be removed');
    }
  }
}
