// kill -9 of each process of the desktop: the others go on, and the dead one is back by itself.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { electronBinary, eventually, launch, type Running, SWITCHES } from './support/launch.ts';
import { buildProgram, type Program } from './support/program.ts';

let program: Program;
let running: Running | undefined;

beforeAll(async () => {
  program = await buildProgram();
});
afterEach(async () => {
  await running?.close();
  running = undefined;
});
afterAll(() => program.remove());

async function start(host: 'fork' | 'utility') {
  running = await launch(program.folder, { env: { RINGDESK_CORE_HOST: host } });
  const [desk, phone] = [await running.page('desk'), await running.page('phone')];
  for (const page of [desk, phone]) await page.waitForFunction(() => window.states?.at(-1) === 'connected');
  return { running, desk, phone };
}

const corePids = ({ log }: Running) =>
  log()
    .filter(({ msg }) => msg === 'core ready')
    .map(({ pid }) => Number(pid));
const pagePid = ({ app }: Running, page: 'desk' | 'phone') =>
  app.evaluate(
    ({ BrowserWindow }, name) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().includes(`/${name}/`))
        ?.webContents.getOSProcessId() ?? 0,
    page,
  );
const echo = (page: Page, value: unknown) => page.evaluate((input) => window.ask('test.echo', input), value);
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.each(['fork', 'utility'] as const)('the core as %s', (host) => {
  it('bytes go through whole, both ways, and in order', async () => {
    const { phone } = await start(host);
    const answer = await phone.evaluate(async () => {
      const bytes = new Uint8Array(300_000).map((_, i) => i % 251);
      const { ok } = (await window.ask('test.echo', { bytes, nested: { at: 5, none: undefined } })) as {
        ok: { bytes: Uint8Array };
      };
      const order = await Promise.all(Array.from({ length: 200 }, (_, i) => window.ask('test.echo', i)));
      return {
        isBytes: ok.bytes instanceof Uint8Array,
        same: ok.bytes.length === bytes.length && ok.bytes.every((byte, i) => byte === i % 251),
        order: order.map((each) => (each as { ok: number }).ok),
      };
    });
    expect(answer.isBytes && answer.same).toBe(true);
    expect(answer.order).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  it('killed, it is back within a second, and pages and shell are connected again', async () => {
    const { running, desk, phone } = await start(host);
    const phonePid = await pagePid(running, 'phone');
    for (let round = 1; round <= 3; round++) {
      const pid = corePids(running).at(-1) ?? 0;
      const began = Date.now();
      process.kill(pid, 'SIGKILL');
      await eventually('a new core', () => corePids(running).length === round + 1);
      for (const page of [desk, phone]) {
        // At least: a port into the dying core may be handed out and lost before the shell knows of its end.
        await page.waitForFunction(
          (n) => window.states.filter((state) => state === 'lost').length >= n,
          round,
        );
        await page.waitForFunction(() => window.states.at(-1) === 'connected');
        expect(await echo(page, round)).toEqual({ ok: round });
      }
      if (round === 1) expect(Date.now() - began).toBeLessThan(1500);
      await eventually('the shell asks again', () =>
        running
          .journal()
          .some(({ pid: by, role, name }) => by !== pid && role === 'shell' && name === 'calls.live'),
      );
    }
    expect(new Set(corePids(running)).size).toBe(4);
    // The pages lived through it: a talk would have gone on.
    expect(await pagePid(running, 'phone')).toBe(phonePid);
  });

  it('a question asked while it is away is answered by the next one', async () => {
    const { running, desk } = await start(host);
    process.kill(corePids(running).at(-1) ?? 0, 'SIGKILL');
    await desk.waitForFunction(() => window.states.at(-1) !== 'connected');
    expect(await echo(desk, 'waited')).toEqual({ ok: 'waited' });
  });

  it('it does not outlive the shell', async () => {
    const { running } = await start(host);
    const pid = corePids(running).at(-1) ?? 0;
    running.app.process().kill('SIGKILL');
    await eventually('the end of the core', () => !isAlive(pid));
  });
});

describe('pages', () => {
  it('a killed desk is loaded again in its window; phone and core notice nothing', async () => {
    const { running, phone } = await start('fork');
    const before = { desk: await pagePid(running, 'desk'), phone: await pagePid(running, 'phone') };
    process.kill(before.desk, 'SIGKILL');
    const next = await eventually('a new process', async () => {
      const pid = await pagePid(running, 'desk');
      return pid !== before.desk && pid !== 0 && pid;
    });
    expect(next).not.toBe(before.desk);
    await eventually('the new desk asks the core', () =>
      running.app.evaluate(async ({ BrowserWindow }) => {
        const desk = BrowserWindow.getAllWindows().find(({ webContents }) =>
          webContents.getURL().includes('/desk/'),
        );
        return (await desk?.webContents.executeJavaScript('window.states?.at(-1)')) === 'connected';
      }),
    );
    expect(await pagePid(running, 'phone')).toBe(before.phone);
    expect(await phone.evaluate(() => window.states)).toEqual(['connecting', 'connected']);
    expect(corePids(running)).toHaveLength(1);
  });

  it('a killed phone is made anew, again and again; desk and core notice nothing', async () => {
    const { running, desk } = await start('fork');
    const seen = new Set<number>();
    for (let round = 0; round < 3; round++) {
      const pid = await pagePid(running, 'phone');
      seen.add(pid);
      process.kill(pid, 'SIGKILL');
      await eventually('a new phone', async () => {
        const now = await pagePid(running, 'phone').catch(() => 0);
        return now !== 0 && !seen.has(now);
      });
      await eventually('the new phone is connected', () =>
        running.app.evaluate(async ({ BrowserWindow }) => {
          const phone = BrowserWindow.getAllWindows().find(({ webContents }) =>
            webContents.getURL().includes('/phone/'),
          );
          return (await phone?.webContents.executeJavaScript('window.states?.at(-1)')) === 'connected';
        }),
      );
    }
    expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
    expect(await desk.evaluate(() => window.states)).toEqual(['connecting', 'connected']);
  });

  it('a phone page that closes itself is there again', async () => {
    const { running, phone } = await start('fork');
    await phone.evaluate(() => window.close()).catch(() => {});
    const next = await running.page('phone', phone);
    await next.waitForFunction(() => window.states?.at(-1) === 'connected');
  });
});

describe('the whole program', () => {
  it('killed, it starts again on the same data: no lock of the dead stands in the way', async () => {
    const data = mkdtempSync(join(tmpdir(), 'ringdesk-killed-'));
    const dead = spawn(electronBinary(), [...SWITCHES, program.folder, '--data', data], {
      env: { ...process.env, CORE_NODE: process.env.CORE_NODE ?? process.execPath },
      stdio: 'ignore',
    });
    const exited = new Promise((resolve) => dead.once('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    dead.kill('SIGKILL');
    await exited;
    running = await launch(program.folder, { data });
    const desk = await running.page('desk');
    await desk.waitForFunction(() => window.states?.at(-1) === 'connected');
    await running.close();
    rmSync(data, { recursive: true, force: true });
  });
});
