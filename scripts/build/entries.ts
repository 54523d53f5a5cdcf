// Which entries exist. A missing one is left out with a notice: half a program can be built and tested.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

export interface Entries {
  /** Folders of renderer/ that hold a page. */
  pages: string[];
  /** Files relative to the top, as the next three. */
  core: string[];
  shell: string[];
  preload: string[];
  /** Expected, but not there. */
  missing: string[];
}

const PAGES = ['desk', 'phone'];
const HOSTS = [
  'electron/core/host/server.ts',
  'electron/core/host/child.ts',
  'electron/core/cli/ringdesk.ts',
];
const SHELL = 'electron/main/main.ts';

/** Finds all entries under `root`. */
export function findEntries(root: string): Entries {
  const missing: string[] = [];
  const present = (file: string): boolean => {
    const found = existsSync(join(root, file));
    if (!found) missing.push(file);
    return found;
  };
  const find = (pattern: string): string[] =>
    globSync(pattern, { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/\.(test|d)\.ts$/.test(file))
      .sort();

  const preload = find('electron/preload/*.ts');
  if (preload.length === 0) missing.push('electron/preload/*.ts');
  return {
    pages: PAGES.filter((page) => present(`renderer/${page}/index.html`)),
    core: [...HOSTS.filter(present), ...find('electron/core/**/*.worker.ts')],
    shell: [SHELL].filter(present),
    preload,
    missing,
  };
}
