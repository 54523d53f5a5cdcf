// Where the running core of a profile is, as it says itself (electron/core/host/single-core.ts).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface RunningCore {
  readonly pid: number;
  /** Absent: the desktop, which serves nobody. */
  readonly address?: string;
  readonly controlKey?: string;
}

/** Undefined when none runs; one that was killed leaves its card behind, so the process itself is looked for. */
export async function readRunningCore(dataDir: string): Promise<RunningCore | undefined> {
  try {
    const core = JSON.parse(await readFile(join(dataDir, 'core.json'), 'utf8')) as RunningCore;
    process.kill(core.pid, 0);
    return core;
  } catch {
    // No card, or one of a process that is gone.
    return undefined;
  }
}
