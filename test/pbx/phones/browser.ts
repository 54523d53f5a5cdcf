import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { PhoneNews } from '../page/bench.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
};

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  // Media by the loopback address, which a browser would not offer by itself.
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  // The PBX made its certificate itself.
  '--ignore-certificate-errors',
  '--no-first-run',
];

export type Hear = (phone: string, news: PhoneNews) => void;

export interface PhoneBrowser {
  readonly browser: Browser;
  /** A page with `window.pbxPhones`; `hear` gets its news in their order. */
  open(hear: Hear, context?: BrowserContext): Promise<Page>;
  stop(): Promise<void>;
}

/** Builds the page of `test/pbx/page` as the product is built and starts a real headless Chromium. */
export async function startPhoneBrowser(
  moreFlags: readonly string[] = [],
  executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
): Promise<PhoneBrowser> {
  const outDir = await mkdtemp(join(tmpdir(), 'ringdesk-pbx-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, '../page'),
    logLevel: 'warn',
    envDir: false,
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
  });
  const server = createServer((request, response) => void serve(outDir, request.url ?? '/', response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath,
    args: [...FLAGS, ...moreFlags],
  });
  return {
    browser,
    async open(hear, context) {
      const owner = context ?? (await browser.newContext());
      await owner.grantPermissions(['microphone'], { origin });
      const page = await owner.newPage();
      page.on('pageerror', (error) => console.error('page:', error));
      await page.exposeFunction('pbxTell', hear);
      await page.goto(origin);
      await page.waitForFunction(() => window.pbxPhones !== undefined);
      return page;
    },
    async stop() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

async function serve(folder: string, url: string, response: ServerResponse): Promise<void> {
  const path = normalize(new URL(url, 'http://x').pathname);
  const file = join(folder, path === '/' ? 'index.html' : path);
  const body = await readFile(file).catch(() => undefined);
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    // As strict as the product's own page.
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; connect-src 'self' ws: wss:; img-src data:",
  });
  response.end(body);
}
