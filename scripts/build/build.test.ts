import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from './build.ts';

const project = join(import.meta.dirname, '../..');
const said: string[] = [];
let root: string;
let out: string;

const FILES = {
  'renderer/desk/index.html':
    '<!doctype html><title>Desk</title><script type="module" src="./main.tsx"></script>',
  'renderer/desk/main.tsx':
    "import { createRoot } from 'react-dom/client';\nimport './a.css';\nimport icon from './a.svg';\ncreateRoot(document.body).render(<img alt=\"\" src={icon} />);",
  'renderer/desk/a.css': 'body { margin: 0 }',
  'renderer/desk/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'electron/core/host/server.ts':
    "import Database from 'better-sqlite3';\nimport { place } from '../place.ts';\nconsole.log(new Database(':memory:').pragma('user_version', { simple: true }), place());",
  'electron/core/host/child.ts': "import { place } from '../place.ts';\nconsole.log(place());",
  'electron/core/place.ts': "export const place = () => new URL('.', import.meta.url).pathname;",
  'electron/core/imports/import.worker.ts': 'console.log(1 as number);',
  'electron/main/main.ts': "import { app } from 'electron';\nvoid app.whenReady();",
  'electron/preload/desk.ts': "import { ipcRenderer } from 'electron';\nipcRenderer.send('here');",
  'db/migrations/0001.sql': 'select 1;',
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ringdesk-build-'));
  out = join(root, 'out');
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  await build(root, out, (line) => said.push(line));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('build', () => {
  it('leaves out what is not there yet, and says so', () => {
    expect(said).toContain('  not there yet, left out: renderer/phone/index.html');
  });

  it("makes pages that load under script-src 'self' from any folder", () => {
    const html = readFileSync(join(out, 'renderer/desk/index.html'), 'utf8');
    expect(html).toMatch(/<script type="module"[^>]* src="\.\.\/assets\/[^"]+"><\/script>/);
    expect(html).not.toMatch(/<script[^>]*>[^<]/);
    const [script = ''] = /assets\/desk-[^"]+\.js/.exec(html) ?? [];
    expect(readFileSync(join(out, 'renderer', script), 'utf8')).not.toContain('data:image');
  });

  it('makes a core that runs on plain Node, all its modules in one folder, with its data beside it', () => {
    const here = `${join(out, 'core')}/`;
    expect(execFileSync(process.execPath, [join(out, 'core/server.mjs')], { encoding: 'utf8' })).toBe(
      `0 ${here}\n`,
    );
    expect(execFileSync(process.execPath, [join(out, 'core/child.mjs')], { encoding: 'utf8' })).toBe(
      `${here}\n`,
    );
    expect(existsSync(join(out, 'core/import.worker.mjs'))).toBe(true);
    expect(existsSync(join(out, 'core/migrations/0001.sql'))).toBe(true);
  });

  it('makes a shell as a module and a preload as CommonJS, with electron left to the host', () => {
    expect(readFileSync(join(out, 'main/main.mjs'), 'utf8')).toMatch(/from ["']electron["']/);
    expect(readFileSync(join(out, 'preload/desk.cjs'), 'utf8')).toContain('require("electron")');
  });

  it('keeps the last good build when one fails', async () => {
    writeFileSync(join(root, 'electron/main/main.ts'), "import './nowhere.ts';");
    await expect(build(root, out, () => {})).rejects.toThrow('nowhere.ts');
    expect(existsSync(join(out, 'main/main.mjs'))).toBe(true);
  });
});
