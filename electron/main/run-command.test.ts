import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCommand } from './run-command.ts';

let core: string;
const argv = process.argv;
beforeEach(() => {
  core = mkdtempSync(join(tmpdir(), 'ringdesk-run-command-'));
});
afterEach(() => {
  process.argv = argv;
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  rmSync(core, { recursive: true, force: true });
});

it('runs the command line in this process and answers how it ended', async () => {
  writeFileSync(
    join(core, 'ringdesk.mjs'),
    "process.exitCode = process.argv.slice(2).join() === 'check,--json' ? 5 : 1;",
  );
  expect(await runCommand(core, ['check', '--json'])).toBe(5);
});
