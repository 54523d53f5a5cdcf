import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../../shared/contract/failure.ts';
import type { MachineMessage } from '../../../shared/contract/machine-message.ts';
import { wavDuration } from '../../../shared/domain/machine-message/wav.ts';

/** One kept sound, a file of the profile. A crash leaves the old or the new one, never a part. */
export function createMessageFile(dataDir: string, name = 'machine-message.wav') {
  const path = join(dataDir, name);

  function read(): Uint8Array | undefined {
    try {
      return readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  return {
    read,
    /** Undefined also for a file that somebody put there and that is no message. */
    describe(): MachineMessage | undefined {
      const bytes = read();
      const durationMs = bytes && wavDuration(bytes);
      if (bytes === undefined || durationMs === undefined) return undefined;
      return { durationMs, bytes: bytes.length, savedAt: Math.round(statSync(path).mtimeMs) };
    },
    /** @throws Failure `badRequest` when it is none */
    save(bytes: Uint8Array): void {
      if (wavDuration(bytes) === undefined) throw new Failure('badRequest');
      const aside = `${path}.new`;
      const file = openSync(aside, 'w', 0o600);
      try {
        writeSync(file, bytes);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(aside, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}
