/** The shell as it is, built from source, around pages and a core of the tests. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { core, preload, shell } from '../../../scripts/build/targets.ts';

const root = resolve(import.meta.dirname, '../../..');
const fixture = join(root, 'test/desktop/fixture');

export interface Program {
  /** A folder that Electron can be started with. */
  readonly folder: string;
  readonly out: string;
  remove(): void;
}

export async function buildProgram(): Promise<Program> {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'shell-test-'));
  const out = join(folder, 'out');
  await build(shell(root, out, 'electron/main/main.ts'));
  for (const name of ['bridge', 'ring-card']) await build(preload(root, out, `electron/preload/${name}.ts`));
  await build(core(root, out, ['test/desktop/fixture/core.ts']));
  cpSync(join(out, 'core/core.mjs'), join(out, 'core/child.mjs'));
  for (const page of ['desk', 'phone'])
    cpSync(join(fixture, page), join(out, 'renderer', page), { recursive: true });
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: join(out, 'renderer/assets'),
      target: 'chrome130',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(fixture, 'page.ts'),
        output: { entryFileNames: 'page.js', codeSplitting: false },
      },
    },
  });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'ringdesk',
      productName: 'Ringdesk',
      version: '0.0.1',
      type: 'module',
      main: 'out/main/main.mjs',
    }),
  );
  return { folder, out, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
