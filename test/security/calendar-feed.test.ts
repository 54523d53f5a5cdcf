// The calendar's secret address, in both ways in which it is served: who gets in, who does not, and who hears of it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBrowserSessions } from '../../electron/core/host/browser-session.ts';
import { createLog } from '../../electron/core/host/log.ts';
import type { Core } from '../../electron/core/host/options.ts';
import { serveWeb, type Web } from '../../electron/core/host/web.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { startCore } from '../support/core-harness.ts';

let dataDir: string;
let core: Core;
let desk: CoreClient;
let web: Web | undefined;
let log: ReturnType<typeof createLog>;

async function start(mode: 'browser' | 'desktop'): Promise<void> {
  log = createLog(join(dataDir, 'logs'), 'debug');
  const started = await startCore(dataDir, { mode, log });
  core = started.core;
  desk = started.connect('desk');
  if (mode === 'desktop') return;
  const pagesDir = join(dataDir, 'pages');
  mkdirSync(join(pagesDir, 'desk'), { recursive: true });
  writeFileSync(join(pagesDir, 'desk/index.html'), '<!doctype html>');
  web = await serveWeb({ core, pagesDir, port: 0, sessions: createBrowserSessions(dataDir), log });
}

async function stop(): Promise<void> {
  desk.close();
  await web?.close();
  web = undefined;
  await core.close();
  await log.close();
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-feed-'));
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true });
});

const address = async () => (await desk.request('tasks.feed', {})).url;
const turn = (on: boolean, renew = false) => desk.request('tasks.setFeed', { on, renew });

interface Said {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

function ask(url: string, { host, method = 'GET' }: { host?: string; method?: string } = {}): Promise<Said> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: host === undefined ? {} : { host } }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe.each(['browser', 'desktop'] as const)('the calendar of the %s', (mode) => {
  beforeEach(() => start(mode));

  it('is off until somebody wants it, and off again afterwards', async () => {
    expect(await address()).toBeUndefined();
    await turn(true);
    const url = (await address()) ?? '';
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/calendar\/[\w-]{32}\.ics$/);
    await turn(false);
    expect(await address()).toBeUndefined();
    const after = await ask(url).catch((error: NodeJS.ErrnoException) => error.code);
    expect(mode === 'desktop' ? after : (after as Said).status).toBe(
      mode === 'desktop' ? 'ECONNREFUSED' : 404,
    );
  });

  it('gives the open promises to whoever has the address, without a cookie', async () => {
    const dueAt = Date.now() + 3_600_000;
    await desk.request('tasks.create', { title: 'Send; the, offer', dueAt, zone: 'Europe/Kyiv' });
    await turn(true);
    const said = await ask((await address()) ?? '');
    expect(said.status).toBe(200);
    expect(said.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    // No other page may read it.
    expect(said.headers['access-control-allow-origin']).toBeUndefined();
    expect(said.body).toContain('SUMMARY:Send\\; the\\, offer\r\n');
    expect((await ask((await address()) ?? '', { method: 'HEAD' })).body).toBe('');
  });

  it('is refused to a wrong or old secret, and to every other method', async () => {
    await turn(true);
    const old = (await address()) ?? '';
    await turn(true, true);
    const url = (await address()) ?? '';
    expect(url).not.toBe(old);
    const { origin } = new URL(url);
    const wrong = [
      old,
      `${url.slice(0, -5)}.ics`,
      `${origin}/calendar/.ics`,
      `${origin}/calendar/`,
      `${url}x`,
    ];
    for (const each of wrong) expect((await ask(each)).status).toBe(404);
    expect((await ask(url)).status).toBe(200);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])
      expect((await ask(url, { method })).status).toBe(405);
  });

  it('is refused under a foreign name, also with the right secret', async () => {
    await turn(true);
    const url = (await address()) ?? '';
    const { port } = new URL(url);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port}.evil.example`,
    ]) {
      const said = await ask(url, { host });
      expect(said.status).toBe(403);
      expect(said.body).not.toContain('VCALENDAR');
    }
    expect((await ask(url, { host: `localhost:${port}` })).status).toBe(200);
  });

  it('keeps its address over a restart, sealed in the base and in no log', async () => {
    await turn(true);
    const url = (await address()) ?? '';
    const secret = url.slice(-36, -4);
    await ask(url);
    await ask(`${url}x`);
    await ask(url, { host: 'evil.example' });
    await stop();
    for (const folder of [dataDir, join(dataDir, 'logs')]) {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (!entry.isFile()) continue;
        expect(readFileSync(join(folder, entry.name), 'latin1'), entry.name).not.toContain(secret);
      }
    }
    await start(mode);
    expect((await address())?.slice(-36, -4)).toBe(secret);
    if (mode === 'desktop') expect(await address()).toBe(url);
    expect((await ask((await address()) ?? '')).status).toBe(200);
  });
});
