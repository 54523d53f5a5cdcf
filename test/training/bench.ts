import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { CallDetail } from '../../electron/core/training/cdr.ts';
import {
  createTrainingExchange,
  type TrainingExchange,
  type TrainingExchangeOptions,
} from '../../electron/core/training/exchange.ts';
import type { Phone } from './phone.ts';
import type {} from './phone-page.ts';

export const PASSWORD = 'correct horse';

export interface Bench {
  readonly exchange: TrainingExchange;
  /** Lines of the log at warn and error. */
  readonly complaints: readonly string[];
  /** The call-detail file as it is on the disk now. */
  details(): Promise<readonly CallDetail[]>;
  /** Waits for the call's line, at most `ms`. */
  detail(callId: string, ms?: number): Promise<CallDetail>;
  stop(): Promise<void>;
}

/** An exchange with a call-detail file of its own and the users 101 (JsSIP) and 102 (SIP.js). */
export async function openBench(overrides: Partial<TrainingExchangeOptions> = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'training-'));
  const cdrFile = join(folder, 'cdr.jsonl');
  const complaints: string[] = [];
  const complain = (fields: Record<string, unknown>, message: string): void => {
    complaints.push(`${message} ${JSON.stringify(fields)}`);
  };
  const exchange = await createTrainingExchange({
    password: PASSWORD,
    users: [{ login: '101' }, { login: '102' }],
    cdrFile,
    language: 'en',
    log: { info: () => undefined, warn: complain, error: complain },
    ...overrides,
  });
  const details = async (): Promise<readonly CallDetail[]> =>
    (await readFile(cdrFile, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as CallDetail);
  return {
    exchange,
    complaints,
    details,
    detail: (callId, ms = 5000) =>
      eventually(
        async () => (await details()).find((detail) => detail.callId === callId),
        ms,
        `detail of ${callId}`,
      ),
    stop: async () => {
      await exchange.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks again every 20 ms until there is a value. */
export async function eventually<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  ms = 5000,
  what = 'condition',
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const value = await ask();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export type Engine = 'jssip' | 'sipjs';

/** A telephone of the page, driven from the test. */
export interface RemotePhone {
  do<Name extends keyof Phone>(
    name: Name,
    ...args: Parameters<Phone[Name]>
  ): Promise<Awaited<ReturnType<Phone[Name]>>>;
  /** Waits until this happened to a call (to any call when `callId` is missing); returns the call's id. */
  saw(what: string, callId?: string, ms?: number): Promise<string>;
}

export function phoneOf(page: Page, engine: Engine): RemotePhone {
  const phone: RemotePhone = {
    do: (name, ...args) =>
      page.evaluate(
        ([which, method, given]) => {
          const target = window.phones[which as Engine] as unknown as Record<
            string,
            (...all: unknown[]) => unknown
          >;
          return target[method as string]?.(...(given as unknown[]));
        },
        [engine, name, args] as const,
      ) as never,
    saw: (what, callId, ms = 5000) =>
      eventually(
        async () =>
          (await phone.do('events')).findLast(
            (event) => event.what.startsWith(what) && (callId === undefined || event.callId === callId),
          )?.callId,
        ms,
        `${engine} sees ${what}`,
      ),
  };
  return phone;
}

export interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Headless Chromium with a sounding microphone, on the page with the two telephones. */
export async function openBrowser(): Promise<Browser> {
  const script = await bundle();
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
  return {
    newPage: async () => {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForFunction(() => window.phones !== undefined);
      return page;
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: fileURLToPath(new URL('./phone-page.ts', import.meta.url)) },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}
