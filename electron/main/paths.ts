import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where things are: the built program (read only) and the data folder (ours to write). */
export interface Paths {
  /** The data folder, shared with the browser mode; the core owns all of it but `shell/`. */
  readonly data: string;
  /** Chromium's profile and the shell's own small files. */
  readonly profile: string;
  readonly logs: string;
  readonly secretKey: string;
  readonly windowState: string;
  readonly core: string;
  /** Where the core keeps what V8 made of its code, so that the next start need not read it again. */
  readonly compiled: string;
  readonly renderer: string;
  preload(name: 'bridge' | 'ring-card'): string;
}

/**
 * @param program folder of the built shell, `out/main`
 * @param data the folder asked for, or undefined for the platform's own place, the same as the browser mode takes
 */
export function findPaths(program: string, data: string | undefined): Paths {
  const out = resolve(program, '..');
  const folder = resolve(data ?? envPaths('Ringdesk', { suffix: '' }).data);
  const profile = join(folder, 'shell');
  return {
    data: folder,
    profile,
    logs: join(profile, 'logs'),
    secretKey: join(profile, 'secret.key'),
    windowState: join(profile, 'window.json'),
    core: join(out, 'core', 'child.mjs'),
    compiled: join(profile, 'compiled'),
    renderer: join(out, 'renderer'),
    preload: (name) => join(out, 'preload', `${name}.cjs`),
  };
}

/**
 * Makes the shell's own folders, readable by their owner only. Where the data folder cannot be written the profile
 * goes to a temporary place, so that there is a window to say so in; the core will find the reason.
 */
export function prepareFolders(paths: Paths): Paths {
  try {
    mkdirSync(paths.logs, { recursive: true, mode: 0o700 });
    accessSync(paths.profile, constants.W_OK);
    return paths;
  } catch {
    const profile = mkdtempSync(join(tmpdir(), 'ringdesk-'));
    const logs = join(profile, 'logs');
    mkdirSync(logs, { mode: 0o700 });
    return {
      ...paths,
      profile,
      logs,
      secretKey: join(profile, 'secret.key'),
      windowState: join(profile, 'window.json'),
      compiled: join(profile, 'compiled'),
    };
  }
}
