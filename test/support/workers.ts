// The threads of the core, for tests whose core runs from its sources. A thread that starts from its sources as well reads some
// four hundred files each time (0.7 s of a processor, and an import has three of them); as bundles, made once, 0.1 s.
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findEntries } from '../../scripts/build/entries.ts';
import { bundle, PROJECT } from './bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the threads' programs. */
    workers: string;
  }
}

/** For all files of a project. */
export default async function setup(project: TestProject): Promise<() => void> {
  const [first = '', ...others] = findEntries(PROJECT).core.filter((entry) => entry.endsWith('.worker.ts'));
  const made = await bundle(join(PROJECT, first), others);
  project.provide('workers', join(made.program, '..'));
  return made.remove;
}
