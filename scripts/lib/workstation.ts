import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { WebSocket } from 'ws';
import { createCoreClient } from '../../shared/channel/client.ts';
import { type SocketLike, webSocketChannel } from '../../shared/channel/websocket-channel.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { findChromium } from './chromium.mjs';
import { coreEnv } from './core-env.mjs';

/** The program in browser mode, started as a user's machine would start it; for the demo, the benches and the tests. */
export interface Workstation {
  readonly dataDir: string;
  readonly origin: string;
  /** With its one-time token. */
  readonly address: string;
  readonly server: ChildProcess;
  /** Milliseconds from the start of the process to the printed address. */
  readonly readyMs: number;
  /** A desk without a screen: the same channel that a page has. */
  connectDesk(): Promise<CoreClient>;
  /** Ends it as a user would (Ctrl+C). */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly empty?: boolean;
  /** Switches of Node's own for the program, which then also hears what is sent to `server`. */
  readonly nodeArgs?: readonly string[];
}

const SERVER = fileURLToPath(new URL('../../out/core/server.mjs', import.meta.url));
const START_LIMIT_MS = 30_000;

/** @throws Error with what the program printed when it does not get ready. */
export async function startWorkstation(options: StartOptions): Promise<Workstation> {
  const begun = performance.now();
  const args = [SERVER, '--data', options.dataDir, '--port', String(options.port ?? 0)];
  const { nodeArgs } = options;
  const server = spawn(
    process.execPath,
    [...(nodeArgs ?? []), ...args, ...(options.empty ? ['--empty'] : [])],
    {
      stdio: nodeArgs ? ['pipe', 'pipe', 'pipe', 'ipc'] : 'pipe',
      env: coreEnv(),
    },
  );
  const address = await printedAddress(server);
  const readyMs = performance.now() - begun;
  const origin = new URL(address).origin;
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const clients: CoreClient[] = [];
  // The printed token is for the page; a desk of ours asks for one of its own, as a second start does.
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    for (const client of clients.splice(0)) client.close();
    server.kill(signal);
    await gone;
  };
  return {
    dataDir: options.dataDir,
    origin,
    address,
    server,
    readyMs,
    async connectDesk() {
      const second = spawn(process.execPath, args, { stdio: 'pipe' });
      const client = await connectAsDesk(await printedAddress(second));
      clients.push(client);
      return client;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function printedAddress(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = () => reject(new Error(`the program did not get ready:\n${printed}`));
    const timer = setTimeout(fail, START_LIMIT_MS);
    const read = (text: Buffer) => {
      printed += text.toString();
      const address = printed.match(/http:\/\/\S+\?token=\S+/)?.[0];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    program.stdout?.on('data', read);
    program.stderr?.on('data', read);
    program.once('exit', (code) => code !== 0 && fail());
  });
}

/** Trades the token of an address for a session and opens a desk channel with it. */
export async function connectAsDesk(address: string): Promise<CoreClient> {
  const { origin } = new URL(address);
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error('the address was not accepted');
  return createCoreClient({
    open: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/channel?role=desk`, {
          headers: { cookie, origin },
        });
        socket.once('open', () => resolve(webSocketChannel(socket as unknown as SocketLike)));
        socket.once('error', reject);
      }),
  });
}

/** @throws Error with what to do when this machine has none. */
export function chromiumPath(): string {
  const found = findChromium();
  if (!found)
    throw new Error(
      'No Chromium here. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.',
    );
  return found;
}

/** Chromium with a microphone of its own (a beep each second, unless `args` say otherwise) and no window. */
export function launchChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      ...args,
    ],
  });
}

export async function newContext(
  browser: Browser,
  look: { theme?: 'light' | 'dark'; width?: number; height?: number; locale?: string } = {},
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.theme ?? 'light',
    locale: look.locale ?? 'en-GB',
    permissions: ['microphone'],
  });
}
