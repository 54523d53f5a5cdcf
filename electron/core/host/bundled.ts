import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folders that a bundle carries beside itself; when we run from source each part finds its own. */
export function bundledFolders(): { migrationsDir?: string; clipsDir?: string } {
  const beside = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));
  const migrationsDir = beside('migrations');
  const clipsDir = beside('clips');
  return {
    ...(existsSync(migrationsDir) ? { migrationsDir } : {}),
    ...(existsSync(clipsDir) ? { clipsDir } : {}),
  };
}
