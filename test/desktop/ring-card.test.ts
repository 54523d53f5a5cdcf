// The small card over the other windows, in the real Electron: what it says, and that it takes nothing from anybody.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LiveCall } from '../../shared/contract/calls.ts';
import { call } from './support/calls.ts';
import { eventually, launch, type Running } from './support/launch.ts';
import { buildProgram, type Program } from './support/program.ts';

let program: Program;
let running: Running;
let desk: Page;

beforeAll(async () => {
  program = await buildProgram();
  running = await launch(program.folder);
  desk = await running.page('desk');
  await desk.waitForFunction(() => window.states?.includes('connected'));
  // The operator works in another program. (Xvfb has no window manager, so nothing there is ever minimized.)
  await running.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().includes('/desk/')) window.hide();
  });
});
afterAll(async () => {
  await running?.close();
  program?.remove();
});

const say = (live: LiveCall) =>
  desk.evaluate((payload) => window.ask('test.broadcast', { event: 'calls.changed', payload }), live);
const card = () => running.page('ring-card');
const state = () =>
  running.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/ring-card/'),
    );
    return (
      window && {
        visible: window.isVisible(),
        onTop: window.isAlwaysOnTop(),
        focusable: window.isFocusable(),
        focused: window.isFocused(),
      }
    );
  });
const isVisible = (visible: boolean) =>
  eventually(`card ${visible ? 'shown' : 'hidden'}`, async () => (await state())?.visible === visible);
const text = async (id: string) =>
  (await card()).evaluate((part) => document.getElementById(part)?.textContent, id);

let live: LiveCall;
beforeEach(async () => {
  live = call();
});

it('says who is calling, in the operator’s language, above all windows and without the focus', async () => {
  await say(live);
  await isVisible(true);
  expect(await state()).toEqual({ visible: true, onTop: true, focusable: false, focused: false });
  await eventually('the name', async () => (await text('name')) === 'Анна Петрова');
  expect(await text('heading')).toBe('Входящий звонок');
  expect(await text('detail')).toBe('ТОВ «Ромашка» · 044 123 45 67');
  expect(await text('answer')).toBe('Ответить');
  await say({ call: { ...live.call, state: 'ended' } });
  await isVisible(false);
});

it('answers and declines the call that it shows', async () => {
  await say(live);
  await isVisible(true);
  await eventually('the name', async () => (await text('name')) === 'Анна Петрова');
  await (await card()).click('#answer');
  const answered = await eventually('the request', () =>
    running.journal().find(({ name }) => name === 'calls.answer'),
  );
  expect(answered).toMatchObject({ role: 'shell', input: { callId: live.call.id } });
  await say({ call: { ...live.call, state: 'talking' } });
  await isVisible(false);
  await running.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().includes('/desk/')) window.hide();
  });

  const second = call();
  await say(second);
  await isVisible(true);
  await (await card()).click('#decline');
  const declined = await eventually('the request', () =>
    running.journal().find(({ name }) => name === 'calls.decline'),
  );
  expect(declined).toMatchObject({ input: { callId: second.call.id } });
  for (const each of [live, second]) await say({ call: { ...each.call, state: 'ended' } });
  await isVisible(false);
});

it('a click that comes late, or for another call, does nothing', async () => {
  await say(live);
  await isVisible(true);
  await say({ call: { ...live.call, state: 'ended' } });
  await isVisible(false);
  const before = running.journal().length;
  await (await card()).evaluate(
    (ids) => {
      const { act } = (window as unknown as { ringCard: { act(id: unknown, action: unknown): void } })
        .ringCard;
      for (const id of [...ids, undefined, {}, 'x'])
        for (const action of ['answer', 'decline', 'hangUp', 'constructor']) act(id, action);
    },
    [live.call.id, call().call.id],
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(
    running
      .journal()
      .slice(before)
      .filter(({ role }) => role === 'shell'),
  ).toEqual([]);
});

it('a caller’s name is text, whatever it looks like', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const { contactName: _, ...unknown } = live.call;
  await say({ call: { ...unknown, remote: { ...unknown.remote, displayName: `${hostile}\u202egnp.exe` } } });
  await isVisible(true);
  await eventually('the name', async () => (await text('name')) === `${hostile} gnp.exe`);
  expect(await (await card()).evaluate(() => document.images.length)).toBe(0);
  await say({ call: { ...live.call, state: 'ended' } });
  await isVisible(false);
});

it('stays away when the setting says so', async () => {
  const settings = { language: 'uk', ringCard: false };
  await desk.evaluate(
    (payload) => window.ask('test.broadcast', { event: 'settings.changed', payload }),
    settings,
  );
  await say(live);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await state())?.visible).toBe(false);
  await say({ call: { ...live.call, state: 'ended' } });
  await desk.evaluate((payload) => window.ask('test.broadcast', { event: 'settings.changed', payload }), {
    ...settings,
    ringCard: true,
  });
});

it('is there for the next ring after its page was killed', async () => {
  await say(live);
  await isVisible(true);
  const pid = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('/ring-card/'))
      ?.webContents.getOSProcessId(),
  );
  process.kill(pid ?? 0, 'SIGKILL');
  await say({ call: { ...live.call, state: 'ended' } });
  const next = call({ contactName: 'Next' });
  await say(next);
  await isVisible(true);
  await say({ call: { ...next.call, state: 'ended' } });
});

it('comes back when its page dies in the middle of a ring', async () => {
  await say(live);
  await isVisible(true);
  const cardPid = () =>
    running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().includes('/ring-card/'))
        ?.webContents.getOSProcessId(),
    );
  const killed = await cardPid();
  process.kill(killed ?? 0, 'SIGKILL');
  await eventually('another page', async () => ((await cardPid()) ?? killed) !== killed);
  await isVisible(true);
  await eventually('the name', async () => (await text('name')) === 'Анна Петрова');
  await say({ call: { ...live.call, state: 'ended' } });
  await isVisible(false);
});

it('has no bridge to the core, and its page can do no more than its buttons', async () => {
  const found = await (await card()).evaluate(() => ({
    bridge: typeof window.ringdesk,
    keys: Object.keys((window as unknown as { ringCard: object }).ringCard).sort(),
    node: typeof (window as unknown as Record<string, unknown>).require,
  }));
  expect(found).toEqual({ bridge: 'undefined', keys: ['act', 'onShow'], node: 'undefined' });
});
