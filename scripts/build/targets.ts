// What is built, as Vite configurations. One function per part of the program; `build.ts` runs them.
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/** The engines of the oldest Electron that the program must run in (33: Chrome 130, Node 20.18; the tests' one). */
const CHROME = 'chrome130';
const SHELL_NODE = 'node20.18';
/** The core always runs on a Node that better-sqlite3 13 can live in. */
const CORE_NODE = 'node22';

const common = (root: string): InlineConfig => ({
  configFile: false,
  root,
  logLevel: 'warn',
  // No variable of the builder's machine may end in the product.
  envDir: false,
  publicDir: false,
});

/** The pages: plain files that load under `script-src 'self'`, from any folder, over HTTP as well as from a file. */
export function pages(root: string, outDir: string, entries: string[]): InlineConfig {
  return {
    ...common(join(root, 'renderer')),
    base: './',
    plugins: [react()],
    build: {
      outDir: join(outDir, 'renderer'),
      emptyOutDir: true,
      target: CHROME,
      sourcemap: true,
      // A data: URL would need a hole in the content security policy.
      assetsInlineLimit: 0,
      // The polyfill is an inline script, and every Chromium of ours knows modulepreload.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        // The calendar's kit looks whether rrule came with a default export, and does without: it is no trouble of ours,
        // and the first thing that somebody reads of this program must not be a warning.
        checks: { importIsUndefined: false },
        input: Object.fromEntries(
          entries.map((entry) => [entry, join(root, 'renderer', entry, 'index.html')]),
        ),
      },
    },
  };
}

/** A program for Node: everything bundled except what is native or given by the host. */
function nodeProgram(
  root: string,
  outDir: string,
  target: string,
  input: Record<string, string>,
): InlineConfig {
  return {
    ...common(root),
    ssr: { noExternal: true, external: ['better-sqlite3', 'electron'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input,
        output: {
          format: 'es',
          entryFileNames: '[name].mjs',
          // Beside the entries and not in a folder, so that `import.meta.url` has the same folder in every module.
          chunkFileNames: 'chunk-[name]-[hash].mjs',
        },
      },
    },
  };
}

/** The core: its hosts (server, child) and every worker, each under a stable name. */
export function core(root: string, outDir: string, entries: string[]): InlineConfig {
  return nodeProgram(root, join(outDir, 'core'), CORE_NODE, byName(root, entries));
}

/** The shell (Electron's main process). */
export function shell(root: string, outDir: string, entry: string): InlineConfig {
  return nodeProgram(root, join(outDir, 'main'), SHELL_NODE, { main: join(root, entry) });
}

/** One preload script: a sandboxed page's preload must be one CommonJS file with nothing to load but electron. */
export function preload(root: string, outDir: string, entry: string): InlineConfig {
  const program = nodeProgram(root, join(outDir, 'preload'), CHROME, byName(root, [entry]));
  return {
    ...program,
    build: {
      ...program.build,
      emptyOutDir: false,
      rolldownOptions: {
        input: byName(root, [entry]),
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}

function byName(root: string, entries: string[]): Record<string, string> {
  const names = entries.map((entry) => basename(entry, '.ts'));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice)
    throw new Error(`Two entries are both called ${twice}.ts; in out/ they would be one file. Rename one.`);
  return Object.fromEntries(entries.map((entry, index) => [names[index], join(root, entry)]));
}
