/**
 * Where a worker's program is: beside its source while we run from TypeScript, beside the bundle when built.
 * `name` is the worker's file name without ending, `folder` its folder under electron/core.
 */
export function workerUrl(folder: string, name: string): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL(`../${folder}/${name}.worker.ts`, import.meta.url)
    : new URL(`./${name}.worker.mjs`, import.meta.url);
}
