// The ways out of our windows (links, windows, navigation) and into the machine (permissions), in the real Electron.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  // The system's browser is not part of this test; what would be given to it is.
  await running.app.evaluate(({ shell }) => {
    const given: string[] = [];
    (globalThis as unknown as { given: string[] }).given = given;
    shell.openExternal = async (address: string) => void given.push(address);
  });
});
afterAll(async () => {
  await running?.close();
  program?.remove();
});

const given = () =>
  running.app.evaluate(() => (globalThis as unknown as { given: string[] }).given.splice(0));
const windows = () => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('navigation', () => {
  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://ringdesk/phone/index.html',
    'about:blank',
  ])('the desk does not go to %s', async (address) => {
    await desk.evaluate((url) => {
      location.href = url;
    }, address);
    await pause(300);
    expect(desk.url()).toBe('app://ringdesk/desk/index.html');
    await desk.waitForFunction(() => window.states?.at(-1) === 'connected');
    expect(await desk.evaluate(() => window.ask('system.info', {}))).toHaveProperty('ok');
  });

  it('a clicked link that stays in the window goes nowhere', async () => {
    // Not Playwright's click: it would wait for the navigation that never ends.
    await desk.evaluate(() => document.getElementById('away')?.click());
    await pause(200);
    expect(desk.url()).toBe('app://ringdesk/desk/index.html');
    expect(await given()).toEqual([]);
  });

  it('a form and a refresh go nowhere', async () => {
    await desk.evaluate(() => {
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      document.body.append(form);
      form.submit();
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0; url=https://example.com/';
      document.head.append(meta);
    });
    await pause(300);
    expect(desk.url()).toBe('app://ringdesk/desk/index.html');
  });

  it('a frame shows nobody else, and gets no bridge', async () => {
    const inside = await desk.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = 'app://ringdesk/phone/index.html';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      let found = 'unreachable';
      try {
        found = String((frame.contentWindow as Window | null)?.ringdesk);
      } catch {
        // Another origin: the error page of the refused frame.
      }
      frame.remove();
      return found;
    });
    expect(['undefined', 'unreachable']).toContain(inside);
  });

  it('the desk may load itself again, and is connected again', async () => {
    await desk.evaluate(() => location.reload());
    await desk.waitForFunction(() => window.states?.at(-1) === 'connected');
    expect(desk.url()).toBe('app://ringdesk/desk/index.html');
  });
});

describe('windows and links', () => {
  beforeEach(async () => {
    // The last gesture must be over.
    await pause(1100);
    await given();
  });

  it('window.open without a click opens nothing, inside or outside', async () => {
    const before = await windows();
    const opened = await desk.evaluate(() =>
      [
        'https://example.com/',
        'app://ringdesk/desk/index.html',
        'about:blank',
        'file:///etc/passwd',
        'javascript:alert(1)',
      ].map((url) => window.open(url) === null),
    );
    await pause(200);
    expect(opened).toEqual([true, true, true, true, true]);
    expect(await windows()).toBe(before);
    expect(await given()).toEqual([]);
  });

  it('a clicked https or mailto link is given to the system, once', async () => {
    const before = await windows();
    await desk.click('#https');
    await pause(150);
    expect(await given()).toEqual(['https://example.com/help']);
    await pause(1100);
    await desk.click('#mail');
    await pause(150);
    expect(await given()).toEqual(['mailto:help@example.com']);
    expect(await windows()).toBe(before);
  });

  it('one click does not pay for two windows', async () => {
    await desk.evaluate(() => {
      document.body.addEventListener(
        'click',
        () => {
          for (let i = 0; i < 5; i++) window.open(`https://example.com/${i}`);
        },
        { once: true },
      );
    });
    await desk.click('h1');
    await pause(200);
    expect(await given()).toEqual(['https://example.com/0']);
  });

  it('a clicked link of another kind is given to nobody', async () => {
    await desk.click('#file');
    await pause(150);
    expect(await given()).toEqual([]);
  });

  it('a <webview> is only an unknown element', async () => {
    const before = await running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    await desk.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      document.body.append(view);
    });
    await pause(200);
    expect(await running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(
      before,
    );
  });
});

describe('permissions', () => {
  const media = (page: Page, constraints: MediaStreamConstraints) =>
    page.evaluate(
      (wanted) =>
        navigator.mediaDevices.getUserMedia(wanted).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return stream
              .getTracks()
              .map(({ kind }) => kind)
              .join();
          },
          (error: Error) => error.name,
        ),
      constraints,
    );

  it('the phone has the microphone, without asking', async () => {
    expect(await media(phone, { audio: true })).toBe('audio');
    const labels = await phone.evaluate(async () =>
      (await navigator.mediaDevices.enumerateDevices())
        .filter(({ kind }) => kind === 'audioinput')
        .map(({ label }) => label !== ''),
    );
    expect(labels).toContain(true);
  });

  it('nobody has the camera or the screen', async () => {
    expect(await media(phone, { video: true })).toBe('NotAllowedError');
    expect(await media(phone, { audio: true, video: true })).toBe('NotAllowedError');
    const screen = await phone.evaluate(() =>
      navigator.mediaDevices.getDisplayMedia({ video: true }).then(
        () => 'shown',
        () => 'refused',
      ),
    );
    expect(screen).toBe('refused');
  });

  it('the desk has no microphone', async () => {
    expect(await media(desk, { audio: true })).toBe('NotAllowedError');
  });

  it.each(['geolocation', 'camera', 'midi', 'persistent-storage', 'clipboard-read', 'background-sync'])(
    '%s is refused',
    async (name) => {
      for (const page of [desk, phone]) {
        const state = await page.evaluate(
          (permission) =>
            navigator.permissions.query({ name: permission as PermissionName }).then(
              ({ state }) => state,
              () => 'unknown',
            ),
          name,
        );
        expect(['denied', 'unknown']).toContain(state);
      }
    },
  );

  it('a place on earth is not told', async () => {
    const told = await desk.evaluate(
      () =>
        new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('told'),
            ({ code }) => resolve(code),
          ),
        ),
    );
    expect(told).toBe(1);
  });

  it('notifications are the desk’s', async () => {
    expect(await desk.evaluate(() => Notification.requestPermission())).toBe('granted');
    expect(await phone.evaluate(() => Notification.requestPermission())).toBe('denied');
  });

  it('the buttons of a headset are the phone’s, by the policy of its page', async () => {
    const asks = (page: Page) =>
      page.evaluate(() =>
        (navigator as unknown as { hid: { getDevices(): Promise<unknown[]> } }).hid.getDevices().then(
          () => 'may',
          (error: Error) => error.name,
        ),
      );
    expect(await asks(phone)).toBe('may');
    expect(await asks(desk)).toBe('SecurityError');
  });

  it('devices of other kinds are refused', async () => {
    const found = await desk.evaluate(async () => {
      const navigatorOf = navigator as unknown as Record<
        string,
        { getDevices?(): Promise<unknown[]>; requestDevice?(o: object): Promise<unknown> }
      >;
      const all: number[] = [];
      for (const kind of ['usb', 'hid', 'serial'])
        all.push((await navigatorOf[kind]?.getDevices?.().catch(() => []))?.length ?? 0);
      return all;
    });
    expect(found).toEqual([0, 0, 0]);
  });
});
