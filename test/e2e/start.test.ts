// `npm start` as a person types it, where no Electron can be had.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectAsDesk } from '../../scripts/lib/workstation.ts';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

let dataDir: string;
let program: ChildProcess | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-start-'));
});
afterEach(() => {
  if (program?.exitCode === null) program.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

describe('npm start', () => {
  it('serves the workstation, with customers and a line to train on, and ends with Ctrl+C', async () => {
    const started = spawn(process.execPath, [START, '--browser', '--port', '0', '--data', dataDir], {
      stdio: 'pipe',
    });
    program = started;
    let said = '';
    const ended = new Promise<number | null>((resolve) => started.once('close', resolve));
    const address = await new Promise<string>((resolve, reject) => {
      for (const stream of [started.stdout, started.stderr]) {
        stream.on('data', (text) => {
          said += text;
          const found = said.match(/is ready\. Open (http:\/\/\S+\?token=\S+)/)?.[1];
          if (found) resolve(found);
        });
      }
      ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
    const desk = await connectAsDesk(address);
    expect((await desk.request('contacts.list', {})).total).toBeGreaterThan(0);
    expect((await desk.request('system.info', {})).dataDir).toBe(dataDir);
    desk.close();
    started.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said).not.toMatch(/Error|\bat .*\.mjs/);
  });
});
