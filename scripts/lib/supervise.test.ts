import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringdesk-supervise-'));
  // A program that ends in order on the first word, and writes down what it heard.
  writeFileSync(
    join(folder, 'program.mjs'),
    `import { appendFileSync } from 'node:fs';
     for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
       appendFileSync(process.argv[2], signal + '\\n');
       setTimeout(() => process.exit(0), 100);
     });
     setInterval(() => {}, 1000);
     console.log('ready');`,
  );
  writeFileSync(
    join(folder, 'start.mjs'),
    `import { supervise } from ${JSON.stringify(join(import.meta.dirname, 'supervise.mjs'))};
     process.stdin.isTTY = process.argv[2] === 'terminal';
     process.exitCode = await supervise(process.execPath, [process.argv[3], process.argv[4]]);`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts it in a process group of its own, as a shell does; resolves once the program is ready. */
async function start(kind: 'terminal' | 'pipe') {
  const heard = join(folder, `heard-${kind}-${Math.random()}`);
  const child = spawn(
    process.execPath,
    [join(folder, 'start.mjs'), kind, join(folder, 'program.mjs'), heard],
    {
      detached: true,
    },
  );
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text) => {
      said += String(text);
      if (said.includes('ready')) resolve();
    });
  });
  return {
    child: child as ChildProcess,
    ended,
    said: () => said,
    heard: () => readFileSync(heard, 'utf8').trim().split('\n'),
  };
}

describe.skipIf(process.platform === 'win32')('stopping the program', () => {
  it('a signal to the starter alone stops it, in a terminal as well as without', async () => {
    for (const [kind, signal] of [
      ['terminal', 'SIGTERM'],
      ['pipe', 'SIGINT'],
    ] as const) {
      const { child, ended, said, heard } = await start(kind);
      child.kill('SIGINT');
      expect(await ended).toBe(0);
      expect(heard()).toEqual([signal]);
      expect(said().trim().split('\n').at(-1)).toBe('Ringdesk has stopped.');
    }
  });

  it('does not outlive the shell that npm ran it in', async () => {
    const heard = join(folder, 'heard-orphan');
    const start = `${process.execPath} ${join(folder, 'start.mjs')} pipe ${join(folder, 'program.mjs')} ${heard}; true`;
    const shell = spawn('sh', ['-c', start], {
      env: { ...process.env, npm_lifecycle_event: 'start' },
      detached: true,
    });
    let said = '';
    const ended = new Promise<void>((resolve) => shell.stdout.once('close', resolve));
    await new Promise<void>((resolve) => {
      shell.stdout.on('data', (text) => {
        said += String(text);
        if (said.includes('ready')) resolve();
      });
    });
    shell.kill('SIGTERM');
    await ended;
    expect(readFileSync(heard, 'utf8')).toBe('SIGTERM\n');
    expect(said).toContain('Ringdesk has stopped.');
  });

  it('a terminal’s Ctrl+C, which all of them get, is heard once', async () => {
    const { child, ended, said, heard } = await start('terminal');
    process.kill(-(child.pid ?? 0), 'SIGINT');
    // npm hands it on to us as well.
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(heard()).toEqual(['SIGINT']);
    expect(said()).toContain('Ringdesk has stopped.');
  });
});
