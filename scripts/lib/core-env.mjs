import { compiledDir } from './paths.mjs';

/**
 * The environment of a core that we start. Where glibc hands out memory, each thread would otherwise keep what it has given back in
 * arenas of its own, up to eight for each processor: an import's threads left 45 MB there. Of large pieces it would keep ever more, up to
 * 32 MB; named here, its limits stay where they begin.
 */
export const coreEnv = () => ({
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
  ...process.env,
  NODE_COMPILE_CACHE: compiledDir,
});
