// Where things are. Everything under `.cache/` and `out/` can be deleted at any time.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

export const modulesDir = join(root, 'node_modules');
export const cacheDir = join(root, '.cache');
/** What V8 made of the program's code, so that the next start need not read it again. */
export const compiledDir = join(cacheDir, 'compiled');
export const outDir = join(root, 'out');
