import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type {} from './main.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--no-first-run',
];

export interface BenchBrowser {
  /** A fresh page with `window.bench`. */
  open(): Promise<Page>;
  stop(): Promise<void>;
}

/**
 * Builds the bench page as the product is built, serves it on loopback, and starts a real headless Chromium.
 *
 * @param root folder of another page; it says that it is ready by `window.bench` too
 * @param flags more switches of the browser
 */
export async function startBenchBrowser(
  root: string = import.meta.dirname,
  flags: readonly string[] = [],
): Promise<BenchBrowser> {
  const outDir = await mkdtemp(join(tmpdir(), 'ringdesk-contract-'));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    envDir: false,
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
  });
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const file = join(outDir, path === '/' ? 'index.html' : path);
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        // As strict as the product's own page.
        'Content-Security-Policy':
          "default-src 'none'; script-src 'self'; connect-src 'self' ws: wss:; img-src data:",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...FLAGS, ...flags],
  });
  return {
    async open() {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error('page:', error));
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForFunction(() => 'bench' in window);
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
