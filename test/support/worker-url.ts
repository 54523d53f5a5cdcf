// In place of electron/core/host/worker-url.ts in the projects that make the core's threads once (workers.ts).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';

export function workerUrl(_folder: string, name: string): URL {
  return pathToFileURL(join(inject('workers'), `${name}.worker.mjs`));
}
