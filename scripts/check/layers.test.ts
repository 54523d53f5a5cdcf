import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLayers } from './layers.ts';

const project = join(import.meta.dirname, '../..');
const rules = join(project, '.dependency-cruiser.cjs');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ringdesk-layers-'));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  symlinkSync(join(project, 'package.json'), join(root, 'package.json'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** One module in each place that a planted import may point to. */
const HOUSE = {
  'shared/domain/call/call.ts': 'export const call = 1;\n',
  'shared/contract/calls.ts': "import { z } from 'zod';\nexport const calls = z.number();\n",
  'db/open.ts': 'export const open = 1;\n',
  'electron/core/calls/calls.ts': "import { open } from '../../../db/open.ts';\nexport const core = open;\n",
  'electron/main/windows.ts': "import { app } from 'electron';\nexport const main = app;\n",
  'renderer/desk/state/store.ts': 'export const store = 1;\n',
  'renderer/desk/calls/log.tsx': "import { store } from '../state/store.ts';\nexport const log = store;\n",
  'renderer/desk/tasks/list.tsx': 'export const tasks = 1;\n',
  'renderer/desk/app/app.tsx': "import { log } from '../calls/log.tsx';\nexport const app = log;\n",
  'renderer/ui/button.tsx': 'export const button = 1;\n',
  'renderer/phone/engine/jssip.ts': "import { UA } from 'jssip';\nexport const ua = UA;\n",
};

async function violations(files: Record<string, string>): Promise<string[]> {
  plant({ ...HOUSE, ...files });
  return (await checkLayers(root, rules)).problems.map((problem) => problem.split(':')[0] ?? '');
}

describe('layer rules', () => {
  it('find nothing in a house in order', async () => {
    expect(await violations({})).toEqual([]);
  });

  it('fail when there was nothing to look at', async () => {
    const { problems } = await checkLayers(root, rules);
    expect(problems).toEqual(['dependency-cruiser looked at no module at all']);
  });

  it.each([
    ['domain-is-pure', 'shared/domain/call/bad.ts', "import { z } from 'zod';\nexport const bad = z;\n"],
    ['domain-is-pure', 'shared/domain/call/bad.ts', "import '../../contract/calls.ts';\n"],
    [
      'contract-is-zod-and-domain',
      'shared/contract/bad.ts',
      "import type { open } from '../../db/open.ts';\nexport type O = typeof open;\n",
    ],
    [
      'shared-without-node',
      'shared/channel/bad.ts',
      "import { readFileSync } from 'node:fs';\nexport const bad = readFileSync;\n",
    ],
    ['pages-know-shared-only', 'renderer/desk/calls/bad.ts', "import '../../../db/open.ts';\n"],
    [
      'pages-know-shared-only',
      'renderer/desk/calls/bad.ts',
      "import type { App } from 'electron';\nexport type A = App;\n",
    ],
    ['pages-without-node', 'renderer/desk/calls/bad.ts', "import 'node:fs';\n"],
    [
      'sip-behind-its-port',
      'renderer/phone/media/bad.ts',
      "import { UA } from 'jssip';\nexport const bad = UA;\n",
    ],
    ['sip-behind-its-port', 'electron/core/calls/bad.ts', "export const bad = import('sip.js');\n"],
    ['desk-domains-apart', 'renderer/desk/calls/bad.ts', "import '../tasks/list.tsx';\n"],
    ['desk-domains-apart', 'renderer/desk/calls/bad.ts', "import '../app/app.tsx';\n"],
    ['desk-state-below-screens', 'renderer/desk/state/bad.ts', "import '../tasks/list.tsx';\n"],
    ['ui-is-presentational', 'renderer/ui/bad.ts', "import '../desk/state/store.ts';\n"],
    ['phone-without-desk', 'renderer/phone/bad.ts', "import '../desk/state/store.ts';\n"],
    ['shell-has-no-rules', 'electron/main/bad.ts', "import '../core/calls/calls.ts';\n"],
    ['shell-has-no-rules', 'electron/preload/bad.ts', "import '../../db/open.ts';\n"],
    [
      'core-without-electron',
      'electron/core/calls/bad.ts',
      "import { app } from 'electron';\nexport const bad = app;\n",
    ],
    ['db-below-core', 'db/bad.ts', "import '../electron/core/calls/calls.ts';\n"],
    ['everything-resolves', 'db/bad.ts', "import './nowhere.ts';\n"],
    [
      'shipped-code-uses-dependencies',
      'electron/core/calls/bad.ts',
      "import { build } from 'vitest/node';\nexport const bad = build;\n",
    ],
  ])('%s catches %s', async (rule, file, text) => {
    expect(await violations({ [file]: text })).toContain(rule);
  });

  it('no-cycles catches two modules that need each other', async () => {
    const found = await violations({
      'db/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'db/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
    });
    expect(found).toContain('no-cycles');
  });

  it('leave tests beside their sources alone', async () => {
    expect(
      await violations({ 'renderer/desk/calls/log.test.ts': "import 'node:fs';\nimport 'vitest';\n" }),
    ).toEqual([]);
  });
});
