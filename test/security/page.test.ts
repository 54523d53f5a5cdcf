// What a page that was taken over could do with this program: each attempt is made, in the real Electron.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, type Running } from '../desktop/support/launch.ts';
import { buildProgram, type Program } from '../desktop/support/program.ts';

let program: Program;
let running: Running;
let desk: Page;
let phone: Page;

beforeAll(async () => {
  program = await buildProgram();
  running = await launch(program.folder, { args: ['--use-fake-device-for-media-stream'] });
  desk = await running.page('desk');
  phone = await running.page('phone');
  for (const page of [desk, phone]) await page.waitForFunction(() => window.states?.includes('connected'));
});
afterAll(async () => {
  await running?.close();
  program?.remove();
});

/** Runs in the page as its own script would: Playwright's evaluate is not bound by the page's policy. */
function inPage<T>(page: Page, source: () => Promise<T> | T): Promise<T> {
  return page.evaluate(source);
}

describe('Node and Electron', () => {
  it.each(['desk', 'phone'] as const)('%s: nothing of them can be reached', async (role) => {
    const page = role === 'desk' ? desk : phone;
    const found = await inPage(page, () =>
      [
        'require',
        'process',
        'Buffer',
        'global',
        'module',
        'exports',
        '__dirname',
        'electron',
        'ipcRenderer',
        'setImmediate',
      ].filter((name) => name in window),
    );
    expect(found).toEqual([]);
  });

  it('the preload gives what was agreed and nothing else', async () => {
    const seen = await inPage(phone, () => {
      // What a bare frame of the browser does not have was put there by somebody.
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const bare = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}));
      frame.remove();
      const ours = ['core', 'states', 'heard', 'ask'];
      return Object.getOwnPropertyNames(window).filter(
        (name) => !bare.has(name) && !ours.includes(name) && !/^\d+$|playwright|^__zod/i.test(name),
      );
    });
    expect(seen).toEqual(['ringdesk']);
    expect(await inPage(phone, () => JSON.stringify(window.ringdesk))).toBe(
      '{"mode":"desktop","role":"phone"}',
    );
    expect(await inPage(desk, () => JSON.stringify(window.ringdesk))).toBe(
      '{"mode":"desktop","role":"desk"}',
    );
  });

  it('what the preload gave cannot be bent', async () => {
    const role = await inPage(desk, () => {
      try {
        Object.assign(window.ringdesk ?? {}, { role: 'phone' });
      } catch {
        // A frozen object may also refuse aloud.
      }
      return window.ringdesk?.role;
    });
    expect(role).toBe('desk');
  });

  it('sandbox, isolation and the other walls stand in every window', async () => {
    const walls = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        // Not in the typings; what the window was really made with.
        const contents = window.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        const made = contents.getLastWebPreferences();
        return [made.sandbox, made.contextIsolation, made.nodeIntegration, made.webSecurity, made.webviewTag];
      }),
    );
    expect(walls.length).toBeGreaterThanOrEqual(2);
    for (const wall of walls) expect(wall).toEqual([true, true, false, true, false]);
    const tools = await running.app.evaluate(async ({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows())
        webContents.openDevTools({ mode: 'detach' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return BrowserWindow.getAllWindows().map(({ webContents }) => webContents.isDevToolsOpened());
    });
    expect(tools).not.toContain(true);
  });
});

describe('the channel', () => {
  it('a desk cannot ask what only the phone may, whatever it calls itself', async () => {
    const attach = { phoneId: '0197f000-0000-7000-8000-000000000000', liveCallIds: [], recordingCallIds: [] };
    const first = await desk.evaluate((input) => window.ask('phone.attach', input), attach);
    expect(first).toEqual({ code: 'notAllowed' });
    // A second port, asked for with the words of a phone.
    const second = await desk.evaluate(async (input) => {
      const port = await new Promise<MessagePort>((resolve) => {
        window.addEventListener('message', ({ data, ports: [given] }) => {
          if (data?.type === 'ringdesk-port' && given) resolve(given);
        });
        window.postMessage({ type: 'ringdesk-connect', role: 'phone' }, location.origin);
      });
      const answer = new Promise((resolve) => {
        port.onmessage = (event) => resolve(event.data);
      });
      port.postMessage({ t: 'q', i: 'x1', m: 'ask', a: ['phone.attach', input] });
      return JSON.stringify(await answer);
    }, attach);
    expect(second).toContain('notAllowed');
    expect(running.journal().filter(({ name }) => name === 'phone.attach')).toEqual([]);
  });

  it('a phone cannot ask what only the desk may', async () => {
    expect(await phone.evaluate(() => window.ask('contacts.list', {}))).toEqual({ code: 'notAllowed' });
  });

  it('rubbish on the wire hurts nobody', async () => {
    await desk.evaluate(async () => {
      for (const rubbish of [
        null,
        0,
        'x',
        { type: 'ringdesk-connect', x: 1n },
        { type: 'stop' },
        [],
        { t: 'q' },
      ]) {
        window.postMessage(rubbish, location.origin);
      }
      window.addEventListener('message', ({ data, ports: [port] }) => {
        if (data?.type !== 'ringdesk-port' || !port) return;
        for (const rubbish of [
          null,
          0,
          'stop',
          { type: 'stop' },
          { t: 'q', m: 'constructor', a: [], i: '1' },
          new Uint8Array(100_000),
        ]) {
          port.postMessage(rubbish);
        }
      });
      window.postMessage({ type: 'ringdesk-connect' }, location.origin);
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await desk.evaluate(() => window.ask('system.info', {}))).toHaveProperty('ok');
    expect(running.journal().filter(({ stopped }) => stopped)).toEqual([]);
    expect(running.log().filter(({ msg }) => msg === 'core ended')).toEqual([]);
  });
});

describe('content security policy', () => {
  it.each(['desk', 'phone'] as const)('%s: inline script, handlers and eval do not run', async (role) => {
    const page = role === 'desk' ? desk : phone;
    const ran = await inPage(page, async () => {
      const target = window as unknown as Record<string, unknown>;
      const script = document.createElement('script');
      script.textContent = 'window.broken = "script"';
      document.body.append(script);
      const holder = document.createElement('div');
      holder.innerHTML =
        '<img src="nothing.png" onerror="window.broken = \'handler\'"><svg onload="window.broken=1">';
      document.body.append(holder);
      const remote = document.createElement('script');
      remote.src = 'https://example.com/x.js';
      document.body.append(remote);
      const data = document.createElement('script');
      data.src = 'data:text/javascript,window.broken="data"';
      document.body.append(data);
      const link = document.createElement('a');
      link.href = 'javascript:window.broken="link"';
      document.body.append(link);
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 300));
      holder.remove();
      return String(target.broken);
    });
    expect(ran).toBe('undefined');
    const policy = await page.evaluate(async () =>
      (await fetch(location.href)).headers.get('content-security-policy'),
    );
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  });

  it('the desk reaches no other machine, by no means', async () => {
    const reached = await inPage(desk, async () => {
      const results: Record<string, string> = {};
      const attempt = async (name: string, work: () => Promise<unknown>) => {
        results[name] = await work().then(
          () => 'reached',
          () => 'refused',
        );
      };
      await attempt('fetch', () => fetch('https://example.com/', { mode: 'no-cors' }));
      await attempt('local', () => fetch('http://127.0.0.1:1/', { mode: 'no-cors' }));
      await attempt('file', () => fetch('file:///etc/passwd'));
      await attempt(
        'socket',
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket('ws://127.0.0.1:1/');
            socket.onopen = resolve;
            socket.onerror = reject;
          }),
      );
      for (const [name, tag, url] of [
        ['image', 'img', 'https://example.com/x.png'],
        ['frame', 'iframe', 'https://example.com/'],
        ['object', 'object', 'https://example.com/'],
      ] as const) {
        let blocked = false;
        document.addEventListener('securitypolicyviolation', () => {
          blocked = true;
        });
        const element = document.createElement(tag);
        element.setAttribute(tag === 'object' ? 'data' : 'src', url);
        document.body.append(element);
        await new Promise((resolve) => setTimeout(resolve, 200));
        element.remove();
        results[name] = blocked ? 'refused' : 'reached';
      }
      return results;
    });
    expect(new Set(Object.values(reached))).toEqual(new Set(['refused']));
  });

  it('the phone reaches a PBX by WebSocket, and nothing by other means', async () => {
    const { WebSocketServer } = await import('ws');
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const opened = await phone.evaluate(
      (at) =>
        new Promise((resolve) => {
          const socket = new WebSocket(`ws://127.0.0.1:${at}/`);
          socket.onopen = () => resolve('open');
          socket.onerror = () => resolve('refused');
        }),
      port,
    );
    server.close();
    for (const client of server.clients) client.terminate();
    expect(opened).toBe('open');
    const fetched = await inPage(phone, () =>
      fetch('https://example.com/', { mode: 'no-cors' }).then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(fetched).toBe('refused');
  });

  it('behind the policy the session refuses too', async () => {
    const refused = await running.app.evaluate(async ({ BrowserWindow, session }) => {
      // A page of ours that has lost its policy: nothing but the session stands before the network.
      const window = new BrowserWindow({ show: false, webPreferences: { session: session.defaultSession } });
      await window.loadURL('data:text/html,<p>bare</p>');
      const results = await window.webContents.executeJavaScript(
        `Promise.all(['http://127.0.0.1:1/', 'https://example.com/', 'file:///etc/passwd', 'app://other/x', 'app://ringdesk/../main/main.mjs'].map(
          (url) => fetch(url, { mode: 'no-cors' }).then((r) => r.status || 'opaque', () => 'refused')))`,
      );
      window.destroy();
      return results;
    });
    expect(refused.slice(0, 4)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(refused[4]).not.toBe(200);
    expect(running.log().filter(({ msg }) => msg === 'request refused').length).toBeGreaterThanOrEqual(2);
  });
});

describe('files', () => {
  it.each([
    'app://ringdesk/..%2fmain/main.mjs',
    'app://ringdesk/desk/..%2f..%2fmain/main.mjs',
    'app://ringdesk/desk/%2e%2e/%2e%2e/main/main.mjs',
    'app://ringdesk/desk/..%5c..%5cmain%5cmain.mjs',
    'app://ringdesk/%2Fetc/passwd',
    'app://ringdesk//etc/passwd',
    'app://ringdesk/desk/%252e%252e%252f%252e%252e/main/main.mjs',
    'app://ringdesk/desk/index.html%00.js',
    'app://ringdesk/desk',
    'app://ringdesk/',
  ])('%s gives nothing', async (address) => {
    const status = await desk.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.status,
          () => 0,
        ),
      address,
    );
    expect([0, 404]).toContain(status);
  });

  it('our own are given with their type, and only to be read', async () => {
    const answers = await inPage(desk, async () => {
      const page = await fetch('app://ringdesk/assets/page.js');
      const post = await fetch('app://ringdesk/desk/index.html', { method: 'POST', body: 'x' });
      return [
        page.status,
        page.headers.get('content-type'),
        page.headers.get('x-content-type-options'),
        post.status,
      ];
    });
    expect(answers).toEqual([200, 'text/javascript; charset=utf-8', 'nosniff', 405]);
  });
});
