// The browser mode from outside: what a page of another site, another program of this machine or plain rubbish gets.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from '@msgpack/msgpack';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createBrowserSessions } from '../../electron/core/host/browser-session.ts';
import { type Log, silentLog } from '../../electron/core/host/log.ts';
import type { Core } from '../../electron/core/host/options.ts';
import { CONTENT_SECURITY_POLICY, serveWeb, type Web } from '../../electron/core/host/web.ts';
import { connectAsDesk } from '../../scripts/lib/workstation.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { startCore } from '../support/core-harness.ts';

let pagesDir: string;
let core: Core;
let dataDir: string;
let web: Web;
let port: number;
let sessions: ReturnType<typeof createBrowserSessions>;
let cookie: string;
let desk: CoreClient;
const logged: string[] = [];
const log: Log = {
  ...silentLog,
  warn: (facts, message) => void logged.push(JSON.stringify([facts, message])),
};
/** The core lives in this process, so what would end the program ends up here. */
const fatal: unknown[] = [];
const died = (error: unknown) => void fatal.push(error);

beforeAll(async () => {
  process.on('uncaughtException', died).on('unhandledRejection', died);
  pagesDir = mkdtempSync(join(tmpdir(), 'ringdesk-pages-'));
  mkdirSync(join(pagesDir, 'desk'));
  mkdirSync(join(pagesDir, 'assets'));
  writeFileSync(join(pagesDir, 'desk/index.html'), '<!doctype html><title>desk</title>');
  writeFileSync(join(pagesDir, 'assets/a.js'), 'export {}');
  writeFileSync(`${pagesDir}-secret.txt`, 'not a page');
  ({ core, dataDir } = await startCore());
  sessions = createBrowserSessions(dataDir);
  web = await serveWeb({ core, pagesDir, port: 0, sessions, log });
  port = Number(new URL(web.origin).port);
  cookie = sessions.redeem(sessions.issue())?.split(';')[0] ?? '';
  desk = await connectAsDesk(`${web.origin}/?token=${sessions.issue()}`);
});

afterAll(async () => {
  desk.close();
  await web.close();
  await core.close();
  for (const path of [pagesDir, `${pagesDir}-secret.txt`, dataDir]) rmSync(path, { recursive: true });
  process.off('uncaughtException', died).off('unhandledRejection', died);
});

beforeEach(() => void fatal.splice(0));

interface Said {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** As written: `fetch` would tidy up paths and refuse headers. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Said> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.once('error', reject);
    asked.end();
  });
}

const mine = () => ({ cookie });
const onceMore = async () => {
  expect(await desk.request('system.info', {})).toMatchObject({ mode: 'browser' });
  expect(fatal).toEqual([]);
};

describe('pages', () => {
  it('are for who was let in', async () => {
    const shut = await ask('/desk/');
    expect(shut.status).toBe(401);
    expect(shut.body).toMatch(/^Ringdesk is running, but this browser has not been let in\. .*npm start/);
    expect(await ask('/desk/', mine())).toMatchObject({
      status: 200,
      body: expect.stringContaining('<title>desk'),
    });
    expect((await ask('/desk/', { cookie: `${cookie}x` })).status).toBe(401);
    expect((await ask('/desk/', { cookie: cookie.replace('ringdesk', 'other') })).status).toBe(401);
  });

  it('let in who has a token, once', async () => {
    const token = sessions.issue();
    const entered = await ask(`/?token=${token}`);
    expect(entered).toMatchObject({ status: 303, headers: { location: '/desk/' } });
    expect(String(entered.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/; Max-Age=/);
    for (const used of [token, 'guess', '']) {
      const again = await ask(`/?token=${used}`);
      expect(again.status).toBe(401);
      expect(again.headers['set-cookie']).toBeUndefined();
      expect(again.body).toMatch(/npm start/);
    }
    // A reload of the printed address in a browser that is in already.
    expect((await ask(`/?token=${token}`, mine())).status).toBe(303);
  });

  it.each([
    ['a name that was made to point here', { host: 'evil.example:80' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['our name as a part of theirs', { host: '127.0.0.1.evil.example' }],
  ])('refuse %s', async (_, headers) => {
    const answer = await ask('/desk/', { ...mine(), ...headers });
    expect(answer).toMatchObject({ status: 403, body: 'This address is not served here.' });
    expect((await ask(`/?token=${sessions.issue()}`, headers)).headers['set-cookie']).toBeUndefined();
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])('refuse %s', async (method) => {
    expect((await ask('/desk/', mine(), method)).status).toBe(405);
  });

  it.each([
    '/../secret.txt',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/desk/../../../../etc/passwd',
    '/desk/..%5c..%5cetc%5cpasswd',
    '/assets/%00',
    '/assets/a.js%00.html',
    '/%',
    '/%ff%fe',
  ])('stay in their folder: %s', async (path) => {
    const answer = await ask(path, mine());
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(/root:|not a page/);
    const beside = await ask(`/..%2f${pagesDir.split('/').at(-1)}-secret.txt`, mine());
    expect(beside.status).toBe(404);
    await onceMore();
  });

  it.each([
    ['no address', '//', {}],
    ['no address, in a list', '//:::', {}],
    ['a range that ends before it begins', '/desk/', { range: 'bytes=9-2' }],
    ['a range of nonsense', '/desk/', { range: 'bytes=x-y' }],
    ['a date of nonsense', '/desk/', { 'if-modified-since': 'x', 'if-none-match': '"\u00ff"' }],
  ])('survive %s', async (_, path, headers) => {
    expect([200, 400, 404]).toContain((await ask(path, { ...mine(), ...headers })).status);
    await onceMore();
  });

  it('survive bytes that are no HTTP', async () => {
    const raw = connect(port, '127.0.0.1');
    raw.on('error', () => {}).resume();
    const gone = new Promise((resolve) => raw.once('close', resolve));
    raw.write(randomBytes(2000));
    await gone;
    await onceMore();
  });

  it('a page that was there a moment ago', async () => {
    writeFileSync(join(pagesDir, 'assets/new.js'), 'export {}');
    expect((await ask('/assets/new.js', mine())).status).toBe(200);
    rmSync(join(pagesDir, 'assets/new.js'));
    expect((await ask('/assets/new.js', mine())).status).toBe(404);
    await onceMore();
  });

  it.each([
    ['a page', '/desk/', 'GET', true],
    ['a script', '/assets/a.js', 'GET', true],
    ['nothing there', '/nothing', 'GET', true],
    ['nobody let in', '/desk/', 'GET', false],
    ['a way in', '/', 'GET', true],
    ['a wrong verb', '/', 'POST', true],
    ['no address', '//', 'GET', true],
    ['the control', '/control/address', 'POST', true],
  ])('carry their headers: %s', async (_, path, method, admitted) => {
    const { headers } = await ask(path, admitted ? mine() : {}, method);
    expect(headers).toMatchObject({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(CONTENT_SECURITY_POLICY).toMatch(/default-src 'none'; script-src 'self';/);
  });

  it('give an address only to who may read the profile', async () => {
    const key = { 'x-ringdesk-control': web.controlKey };
    for (const [headers, method] of [
      [{}, 'POST'],
      [{ 'x-ringdesk-control': 'guess' }, 'POST'],
      [key, 'GET'],
      [{ ...key, host: 'evil.example' }, 'POST'],
    ] as const)
      expect((await ask('/control/address', headers, method)).status).toBe(403);
    const given = await ask('/control/address', key, 'POST');
    expect(given.body).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
  });
});

describe('the channel', () => {
  interface Door {
    readonly origin?: string;
    readonly role?: string;
    readonly path?: string;
    readonly headers?: Record<string, string>;
  }

  function open({ origin = web.origin, role = 'desk', path = '/channel', headers = {} }: Door = {}) {
    return new WebSocket(`ws://127.0.0.1:${port}${path}?role=${role}`, {
      headers: { cookie, ...(origin ? { origin } : {}), ...headers },
    });
  }

  const outcome = (socket: WebSocket) =>
    new Promise<number | 'open'>((resolve) => {
      socket.once('open', () => resolve('open'));
      socket.on('error', () => {});
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    });

  it.each<readonly [string, Door]>([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a page from a file', { origin: 'null' }],
    ['who hides where it is from', { origin: '' }],
    ['who was not let in', { headers: { cookie: '' } }],
    ['who has a cookie of his own make', { headers: { cookie: 'ringdesk=guess' } }],
    ['another name of ours', { headers: { host: 'evil.example' } }],
    ['the shell', { role: 'shell' }],
    ['no role', { role: '' }],
    ['a role of its own', { role: '__proto__' }],
    ['another door', { path: '/other' }],
  ])('refuses %s', async (_, door) => {
    expect(await outcome(open(door))).toBe(403);
    await onceMore();
  });

  it('survives who is no address at all, and who leaves in the middle', async () => {
    for (const line of ['GET // HTTP/1.1', 'GET /channel?role=shell HTTP/1.1']) {
      const raw = connect(port, '127.0.0.1');
      raw.on('error', () => {}).resume();
      const gone = new Promise((resolve) => raw.once('close', resolve));
      raw.write(`${line}\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      raw.resetAndDestroy();
      await gone;
    }
    await onceMore();
  });

  const nested = (depth: number) => {
    // Written by hand: the encoder has a limit that the sender of evil does not have.
    const bytes = Buffer.alloc(depth + 1, 0x91);
    bytes[depth] = 0xc0;
    return bytes;
  };
  const call = (fields: object) => encode({ t: 'q', i: '1', m: 'ask', a: ['system.info', {}], ...fields });
  const deepIn = (field: string, depth: number) => {
    const bytes = Buffer.from(call({ [field]: 'HERE' }));
    const at = bytes.indexOf(Buffer.from([0xa4, ...Buffer.from('HERE')]));
    return Buffer.concat([bytes.subarray(0, at), nested(depth), bytes.subarray(at + 5)]);
  };

  const JUNK: readonly (readonly [string, () => Uint8Array | string])[] = [
    ['random bytes', () => randomBytes(3000)],
    ['nothing', () => new Uint8Array()],
    ['text', () => '{"t":"q","m":"ask"}'],
    ['an array 3 000 000 deep', () => nested(3_000_000)],
    ['a length that is not there', () => Uint8Array.from([0xdd, 0xff, 0xff, 0xff, 0xff])],
    ['a map that is not there', () => Uint8Array.from([0xdf, 0xff, 0xff, 0xff, 0xff, 0xa1, 0x74])],
    [
      'arrays that claim a million items each',
      () => Buffer.alloc(50_000, Uint8Array.from([0xdd, 0, 0x0f, 0x42, 0x40])),
    ],
    ['a text of 4 GB', () => Uint8Array.from([0xdb, 0xff, 0xff, 0xff, 0xff, 0x41])],
    ['a key of the prototype', () => Uint8Array.from([0x81, 0xa9, ...Buffer.from('__proto__'), 0x80])],
    ['null', () => encode(null)],
    ['a number', () => encode(7)],
    ['another kind of message', () => encode({ t: 'x' })],
    ['no kind of message', () => encode({ m: 'ask', a: [] })],
    ['an answer to nothing', () => encode({ t: 's', i: 'none', r: 1 })],
    ['an answer without a number', () => encode({ t: 's' })],
    ['a function that is not there', () => call({ m: 'constructor' })],
    ['a function of the prototype', () => call({ m: '__proto__' })],
    ['a function that is a thing', () => call({ m: { toString: 1, valueOf: 1 } })],
    ['a function that is a number', () => call({ m: 1, a: 1 })],
    ['arguments that are none', () => call({ a: 5 })],
    ['arguments that are an object', () => call({ a: { length: 1e9 } })],
    ['no arguments', () => call({ a: [] })],
    ['a name that is a thing', () => call({ a: [{ toString: 1 }, {}] })],
    ['a number of the message that is a thing', () => call({ i: { toString: 1 } })],
    ['a deep number of the message', () => deepIn('i', 5000)],
    ['deep arguments', () => deepIn('a', 5000)],
    ['a request of nobody', () => call({ a: ['system.format', {}] })],
    ['a request of the prototype', () => call({ a: ['hasOwnProperty', {}] })],
    ['a request of another role', () => call({ a: ['phone.attach', { phoneId: 'x', liveCallIds: [] }] })],
    ['a request of another shape', () => call({ a: ['contacts.list', { offset: 'x', limit: -1 }] })],
    ['a request without a shape', () => call({ a: ['accounts.save'] })],
    ['a request with NUL', () => call({ a: ['calls.dial', { number: '\u0000' }] })],
  ];

  it.each(JUNK)('survives %s', async (_, junk) => {
    const socket = open();
    expect(await outcome(socket)).toBe('open');
    const answers: unknown[] = [];
    socket.on('message', (data) => answers.push(data));
    socket.send(junk());
    // The same connection still answers after it.
    socket.send(call({ i: 'after' }));
    await expect.poll(() => answers.length).toBeGreaterThan(0);
    socket.terminate();
    await onceMore();
  });

  it('cuts who sends more than it takes', async () => {
    const socket = open();
    expect(await outcome(socket)).toBe('open');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(new Uint8Array(5_000_000));
    // 1009: message too big (RFC 6455 §7.4.1).
    expect(await closed).toBe(1009);
    await onceMore();
  });

  it('tells a desk nothing but a code', async () => {
    const wrong = desk.request as (name: string, input: unknown) => Promise<unknown>;
    await expect(wrong('system.format', {})).rejects.toMatchObject({ code: 'badRequest' });
    await expect(wrong('phone.registration', {})).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(wrong('contacts.get', { id: "' or 1=1" })).rejects.toMatchObject({ code: 'badRequest' });
    await onceMore();
  });

  it('writes no token and no cookie into the log', () => {
    const written = logged.join('\n');
    expect(written).toContain('channel refused');
    for (const secret of [cookie.split('=')[1] ?? '?', web.controlKey]) expect(written).not.toContain(secret);
  });
});
