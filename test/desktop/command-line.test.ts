// The command line of an installed program: the launcher that the package carries, the shell as it is built, no display.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { electronBinary } from './support/launch.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
let folder: string;
let launcher: string;
let data: string;

beforeAll(() => {
  mkdirSync(join(PROJECT, '.cache'), { recursive: true });
  folder = mkdtempSync(join(PROJECT, '.cache/installed-'));
  const installed = join(folder, 'Ringdesk');
  linkTree(dirname(electronBinary()), installed);
  copyOrLink(electronBinary(), join(installed, 'ringdesk'));
  const app = join(installed, 'resources/app');
  mkdirSync(app);
  cpSync(join(PROJECT, 'package.json'), join(app, 'package.json'));
  symlinkSync(join(PROJECT, 'out'), join(app, 'out'));
  cpSync(join(PROJECT, 'scripts/package/resources/bin'), join(installed, 'resources/bin'), {
    recursive: true,
  });
  // As a person has it in his PATH.
  launcher = join(folder, 'ringdesk');
  symlinkSync(join(installed, 'resources/bin/ringdesk'), launcher);
  data = join(folder, 'profile');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of so many megabytes costs more than the test; two file systems leave no choice. */
function copyOrLink(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else copyOrLink(source, target);
  }
}

function ringdesk(
  args: readonly string[],
  stop = false,
): Promise<{ code: number | null; out: string; words: string }> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  return new Promise((done, fail) => {
    const child = spawn(launcher, args, {
      env: { ...env, CORE_NODE: process.env.CORE_NODE ?? process.execPath, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let words = '';
    child.stdout.on('data', (text) => {
      out += String(text);
    });
    child.stderr.on('data', (text) => {
      words += String(text);
      if (stop && words.includes(' rows')) child.kill('SIGINT');
    });
    child.once('error', fail);
    child.once('close', (code) => done({ code, out, words }));
  });
}

it('says what there is, and what was asked wrongly', async () => {
  const help = await ringdesk(['--help']);
  expect(help.code).toBe(0);
  expect(help.out).toContain('ringdesk import FILE');
  expect(await ringdesk(['check', '--data', data])).toMatchObject({
    code: 2,
    words: expect.stringContaining('There is no base'),
  });
});

it('imports and checks, in words and as JSON', async () => {
  const file = join(folder, 'people.csv');
  writeFileSync(file, 'Name;Phone\nAnna;+79161234567\n');
  const first = await ringdesk(['import', file, '--json', '--data', data]);
  expect(JSON.parse(first.out)).toMatchObject({ result: 'done', created: 1 });
  expect(first.code).toBe(0);
  expect(await ringdesk(['check', '--data', data])).toMatchObject({
    code: 0,
    out: 'Sound: 1 customers, 0 calls, 0 recordings.\n',
  });
});

it('ends at a signal as the command line does, with all that was done', async () => {
  const file = join(folder, 'many.csv');
  const rows = Array.from({ length: 30_000 }, (_, n) => `Person ${n};+7495${1_000_000 + n}`);
  writeFileSync(file, ['Name;Phone', ...rows].join('\n'));
  expect((await ringdesk(['import', file, '--data', data], true)).code).toBe(130);
  expect((await ringdesk(['check', '--data', data])).code).toBe(0);
});
