// What a person gets who starts the program twice, on a busy port, or with words that it does not know.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectAsDesk, startWorkstation, type Workstation } from '../../scripts/lib/workstation.ts';

const SERVER = fileURLToPath(new URL('../../out/core/server.mjs', import.meta.url));
const USUAL_PORT = 7460;

let top: string;
let first: Workstation;
const started: ChildProcess[] = [];
const busy: Server[] = [];

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'ringdesk-second-'));
  // For the test with another user.
  chmodSync(top, 0o755);
  first = await startWorkstation({ dataDir: folder('first'), empty: true });
});
afterEach(async () => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const server of busy.splice(0)) await new Promise((resolve) => server.close(resolve));
});
afterAll(async () => {
  await first?.stop();
  rmSync(top, { recursive: true, force: true });
});

function folder(name: string): string {
  const path = join(top, name);
  mkdirSync(path, { recursive: true });
  return path;
}

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly complained: () => string;
  readonly exit: Promise<number | null>;
  /** Resolves with the printed address. */
  readonly address: Promise<string>;
}

function run(args: readonly string[], options: { uid?: number; gid?: number } = {}): Run {
  const child = spawn(process.execPath, [SERVER, ...args], { stdio: 'pipe', ...options });
  started.push(child);
  let out = '';
  let err = '';
  child.stdout?.on('data', (text) => {
    out += text;
  });
  child.stderr?.on('data', (text) => {
    err += text;
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = out.match(/http:\/\/\S+\?token=\S+/)?.[0];
      if (found) resolve(found);
    });
    exit.then((code) => reject(new Error(`ended with ${code}: ${out}${err}`)));
  });
  address.catch(() => {});
  return { child, said: () => out, complained: () => err, exit, address };
}

/** One sentence for a person: no stack, no code of the system, one line. */
async function refusal(args: readonly string[], options?: { uid: number; gid: number }): Promise<string> {
  const { exit, said, complained } = run(args, options);
  expect(await exit).toBe(1);
  expect(said()).toBe('');
  expect(complained().trim().split('\n')).toHaveLength(1);
  expect(complained()).not.toMatch(/\bat \w+ \(|Error:|E[A-Z]{4,}|SQLITE/);
  return complained().trim();
}

async function occupy(port: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  busy.push(server);
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const isOpen = async (origin: string) =>
  fetch(origin).then(
    () => true,
    () => false,
  );

describe('a second start on the same data', () => {
  it('joins the first with an address of its own, and ends', async () => {
    const tokens = new Set<string>();
    for (const extra of [[], ['--port', '0'], ['--port', '7777']]) {
      const second = run(['--data', first.dataDir, ...extra]);
      const address = await second.address;
      expect(await second.exit).toBe(0);
      expect(second.said().trim()).toBe(`Ringdesk is already running with this data. Open ${address}`);
      expect(new URL(address).origin).toBe(first.origin);
      tokens.add(address);
      const desk = await connectAsDesk(address);
      expect((await desk.request('system.info', {})).dataDir).toBe(first.dataDir);
      desk.close();
      await expect(connectAsDesk(address)).rejects.toThrow('not accepted');
    }
    expect(tokens.size).toBe(3);
  });

  it('finds it by another writing of the folder, too', async () => {
    const second = run(['--data', join(first.dataDir, '..', 'first', '.')]);
    expect(new URL(await second.address).origin).toBe(first.origin);
    expect(await second.exit).toBe(0);
  });

  it('in the same moment: one serves, the other joins', async () => {
    const dataDir = folder('twins');
    const twins = [1, 2].map(() => run(['--data', dataDir, '--port', '0', '--empty']));
    const addresses = await Promise.all(twins.map(({ address }) => address));
    expect(new Set(addresses.map((address) => new URL(address).origin)).size).toBe(1);
    expect(new Set(addresses).size).toBe(2);
    expect(twins.filter(({ said }) => said().includes('is ready'))).toHaveLength(1);
    for (const address of addresses) (await connectAsDesk(address)).close();
  });

  it('after the first was killed: it starts as if nothing had been', async () => {
    const dataDir = folder('killed');
    const killed = run(['--data', dataDir, '--port', '0', '--empty']);
    const before = await killed.address;
    killed.child.kill('SIGKILL');
    await killed.exit;
    const next = run(['--data', dataDir, '--port', '0', '--empty']);
    const address = await next.address;
    expect(next.said()).toContain('is ready');
    expect(address).not.toBe(before);
    await expect(connectAsDesk(address.replace(/token=.*/, before.split('?')[1] ?? ''))).rejects.toThrow();
  });

  it('when the desktop has the data: says so and touches nothing', async () => {
    const dataDir = folder('desktop');
    const lock = run(['--data', dataDir, '--port', '0', '--empty']);
    await lock.address;
    // The desktop's core announces itself without an address.
    writeFileSync(join(dataDir, 'core.json'), JSON.stringify({ pid: 1 }));
    expect(await refusal(['--data', dataDir])).toMatch(/already runs with this data.*--data DIR/);
  });
});

describe('a busy port', () => {
  it('that was asked for is refused, and nothing is left behind', async () => {
    const port = await occupy(0);
    const dataDir = folder('busy');
    expect(await refusal(['--data', dataDir, '--port', String(port), '--empty'])).toBe(
      `Port ${port} is used by another program. Choose another with --port, or leave --port out to take a free one.`,
    );
    // The profile is free again.
    const next = run(['--data', dataDir, '--port', '0', '--empty']);
    await next.address;
    expect(next.said()).toContain('is ready');
  });

  it('that was not asked for is replaced by a free one, with a note', async () => {
    const taken = await occupy(USUAL_PORT).catch(() => 'somebody has it already');
    expect(taken).toBeTruthy();
    const lucky = run(['--data', folder('usual'), '--empty']);
    const address = await lucky.address;
    expect(lucky.said()).toContain(
      `Port ${USUAL_PORT} is used by another program, so a free one is taken.\n`,
    );
    expect(new URL(address).port).not.toBe(String(USUAL_PORT));
    expect(await isOpen(new URL(address).origin)).toBe(true);
  });
});

describe('words that it does not know', () => {
  it.each([
    [['--port', 'abc'], /^"abc" is not a port\. Give a number from 1 to 65535/],
    [['--port', '70000'], /^"70000" is not a port/],
    [['--port', ''], /^"" is not a port/],
    [['--port', '0x50'], /is not a port/],
    [['--port', '1e3'], /is not a port/],
    [['--port', '-1'], /--port/],
    [['--port'], /--port/],
    [['--data', ''], /^--data needs a folder/],
    [['--colour'], /--colour.*There are --data DIR, --port N and --empty\.$/],
    [['please'], /please.*There are --data DIR/],
    [['--empty=yes'], /--empty/],
  ])('%j', async (args, sentence) => {
    expect(await refusal(args)).toMatch(sentence);
  });

  it('a file where the data should be', async () => {
    const file = join(top, 'a-file');
    writeFileSync(file, 'mine');
    for (const path of [file, join(file, 'below')])
      expect(await refusal(['--data', path])).toMatch(
        /is not a folder\. Give another one with --data DIR\.$/,
      );
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('a port of the system', async () => {
    const dataDir = folder('low-port');
    // Only a system that keeps low ports from ordinary users can show this.
    const kept = Number(readOr('/proc/sys/net/ipv4/ip_unprivileged_port_start', '1024')) > 80;
    if (process.getuid?.() === 0) chownSync(dataDir, 65_534, 65_534);
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
    const args = ['--data', dataDir, '--port', '80', '--empty'];
    if (kept) expect(await refusal(args, nobody)).toMatch(/^Port 80 is (kept by the system|used by another)/);
    else expect(await run(args, nobody).address).toContain(':80/');
  });
});

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
