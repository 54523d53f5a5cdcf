// The windows as a person meets them: opening, closing, coming back, and the words when something is wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from './support/calls.ts';
import { eventually, launch, type Running, startAgain } from './support/launch.ts';
import { buildProgram, type Program } from './support/program.ts';

let program: Program;
let data: string;
let running: Running | undefined;

beforeAll(async () => {
  program = await buildProgram();
  data = mkdtempSync(join(tmpdir(), 'ringdesk-windows-'));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
});
afterAll(() => {
  program.remove();
  rmSync(data, { recursive: true, force: true });
});

/** Starts on the file's own data, which a test may have prepared, and of which the next one sees what was left. */
const start = async (env: Record<string, string> = {}) => {
  running = await launch(program.folder, { data, env });
  const desk = await running.page('desk');
  await desk.waitForFunction(() => window.states?.includes('connected'));
  return { running, desk };
};
const windows = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      page: new URL(window.webContents.getURL()).pathname.split('/')[1],
      visible: window.isVisible(),
      throttled: window.webContents.getBackgroundThrottling(),
      bounds: window.getBounds(),
    })),
  );
const ended = (app: ElectronApplication) =>
  new Promise<void>((resolve) => app.once('close', () => resolve()));
const closeDesk = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().includes('/desk/')) window.close();
  });

describe('the windows', () => {
  it('the desk is seen; the phone is not, and is never slowed down', async () => {
    const { running } = await start();
    const all = await eventually('a visible desk', async () => {
      const list = await windows(running.app);
      return list.some(({ page, visible }) => page === 'desk' && visible) && list;
    });
    expect(all.map(({ page }) => page).sort()).toEqual(['desk', 'phone']);
    const phone = all.find(({ page }) => page === 'phone');
    expect(phone).toMatchObject({ visible: false, throttled: false });
    const page = await running.page('phone');
    // A hidden page's timers are held to one a second when it is throttled.
    const ticks = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          const timer = setInterval(() => count++, 20);
          setTimeout(() => {
            clearInterval(timer);
            resolve(count);
          }, 1000);
        }),
    );
    expect(ticks).toBeGreaterThan(35);
    // It rings without anybody having touched it.
    const sound = await page.evaluate(async () => {
      const context = new AudioContext();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return context.state;
    });
    expect(sound).toBe('running');
  });

  it('the desk opens where it was left', async () => {
    const first = await start();
    const wanted = { x: 130, y: 90, width: 1111, height: 700 };
    await first.running.app.evaluate(({ BrowserWindow }, bounds) => {
      for (const window of BrowserWindow.getAllWindows())
        if (window.webContents.getURL().includes('/desk/')) window.setBounds(bounds);
    }, wanted);
    await first.running.close();
    const second = await start();
    const desk = (await windows(second.running.app)).find(({ page }) => page === 'desk');
    expect(desk?.bounds).toMatchObject({ width: 1111, height: 700 });
  });
});

describe('closing the desk', () => {
  it('ends the program where there is no tray, and the core is told', async () => {
    const { running } = await start();
    const end = ended(running.app);
    await closeDesk(running.app).catch(() => {});
    await end;
    expect(running.journal().some(({ stopped }) => stopped === true)).toBe(true);
  });

  it('hides it where there is a tray; the phone goes on; a second start brings it back', async () => {
    const { running } = await start({ RINGDESK_TRAY: '1' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await closeDesk(running.app);
    await eventually('a hidden desk', async () =>
      (await windows(running.app)).some(({ page, visible }) => page === 'desk' && !visible),
    );
    const phone = await running.page('phone');
    expect(await phone.evaluate(() => window.ask('test.echo', { still: 'here' }))).toEqual({
      ok: { still: 'here' },
    });
    const second = await startAgain(program.folder, ['--data', data]);
    expect(second).toMatchObject({ code: 0 });
    expect(second.output).toContain('running already');
    await eventually('a visible desk', async () =>
      (await windows(running.app)).some(({ page, visible }) => page === 'desk' && visible),
    );
  });

  it('asks during a talk, once, and the talk goes on meanwhile', async () => {
    const { running, desk } = await start();
    await desk.evaluate(
      (payload) => window.ask('test.broadcast', { event: 'calls.changed', payload }),
      call({ state: 'talking' }),
    );
    await running.app.evaluate(({ dialog }) => {
      const asked: unknown[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = async (...words: unknown[]) => {
        asked.push(words.at(-1));
        await new Promise((resolve) => setTimeout(resolve, 300));
        return { response: 0, checkboxChecked: false };
      };
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await closeDesk(running.app);
    await closeDesk(running.app);
    const asked = await running.app.evaluate(
      () => (globalThis as unknown as { asked: Array<{ message: string }> }).asked,
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]?.message).toContain('Анна Петрова');
    expect(await desk.evaluate(() => window.ask('test.echo', 1))).toEqual({ ok: 1 });
    // Quitting all the same hangs up first.
    const end = ended(running.app);
    await running.app.evaluate(({ app }) => app.quit()).catch(() => {});
    await end;
    expect(running.journal().some(({ role, name }) => role === 'shell' && name === 'calls.hangUp')).toBe(
      true,
    );
  });
});

describe('a core that refuses to start', () => {
  it('is explained in the person’s language, left alone, and started again when they say so', async () => {
    const { running, desk } = await start();
    const { app } = running;
    await app.evaluate(({ dialog }) => {
      const state = { told: [] as unknown[], answer: (_response: number) => {} };
      Object.assign(globalThis, { state });
      dialog.showMessageBox = (...words: unknown[]) => {
        state.told.push(words.at(-1));
        return new Promise((resolve) => {
          state.answer = (response) => resolve({ response, checkboxChecked: false });
        });
      };
    });
    type Told = {
      state: {
        told: Array<{ message: string; detail: string; buttons: string[] }>;
        answer(response: number): void;
      };
    };
    const told = () => app.evaluate(() => (globalThis as unknown as Told).state.told);
    const starts = () => running.journal().filter(({ greeting }) => greeting).length;

    // Its next start finds data of a newer program.
    const orders = join(data, 'core.json');
    writeFileSync(orders, JSON.stringify({ type: 'failed', code: 'databaseNewer', params: {} }));
    process.kill(Number(running.log().findLast(({ msg }) => msg === 'core ready')?.pid), 'SIGKILL');
    await desk.waitForFunction(() => window.heard?.includes('ringdesk-failed'));
    const [box] = await told();
    expect(box?.message).toBe('Данные записаны более новой версией Ringdesk.');
    expect(box?.detail).toContain(data);
    const before = starts();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(starts()).toBe(before);

    rmSync(orders);
    await app.evaluate(() => (globalThis as unknown as Told).state.answer(0));
    await desk.waitForFunction(() => window.states.at(-1) === 'connected');
    expect(await told()).toHaveLength(1);
  });

  it('one that dies at every start is not started for ever', async () => {
    writeFileSync(join(data, 'core.json'), JSON.stringify({ type: 'die' }));
    running = await launch(program.folder, { data });
    const { log } = running;
    await eventually(
      'the end of trying',
      () => log().filter(({ msg }) => msg === 'core ended').length >= 6 || undefined,
      15_000,
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(log().filter(({ msg }) => msg === 'core ended')).toHaveLength(6);
    rmSync(join(data, 'core.json'));
  });
});

describe('what comes from outside the window', () => {
  it.each([
    ['tel:+380-44-123-45-67', '+380-44-123-45-67'],
    ['sip:201@pbx.example.com;transport=wss', '201'],
  ])('%s given to a second start is dialled by the first', async (link, number) => {
    const { running } = await start();
    const before = running.journal().length;
    await startAgain(program.folder, ['--data', data, link]);
    const dialled = await eventually('the request', () =>
      running
        .journal()
        .slice(before)
        .find(({ name }) => name === 'calls.dial'),
    );
    expect(dialled).toMatchObject({ role: 'shell', input: { number } });
  });

  it('`dial NUMBER` on the first command line is dialled when there is a line', async () => {
    running = await launch(program.folder, { data, args: ['dial', '8 (800) 555-35-35'] });
    const { journal } = running;
    const wanted = { role: 'shell', name: 'calls.dial', input: { number: '8 (800) 555-35-35' } };
    const found = await eventually('the request', () =>
      journal().findLast(({ input }) => JSON.stringify(input) === JSON.stringify(wanted.input)),
    );
    expect(found).toMatchObject(wanted);
  });

  it('when the machine wakes, the phone is told and the desk is not', async () => {
    const { running, desk } = await start();
    const phone = await running.page('phone');
    await phone.waitForFunction(() => window.states?.includes('connected'));
    await running.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
    await phone.waitForFunction(() => window.heard.includes('online'));
    expect(await desk.evaluate(() => window.heard.includes('online'))).toBe(false);
  });
});
