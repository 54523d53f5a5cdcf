import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { WebSocketServer } from 'ws';
import { amiEvent, startFakeAsterisk } from '../../electron/core/missed/ami/fake-asterisk.ts';
import { launchChromium, newContext, startWorkstation } from '../lib/workstation.ts';

const MEMBERS = 200;
const CALLERS = 20;
const WARM_UP = 10;
/** Between two events: also closer to each other than the core tells of them. */
const GAPS_MS = [20, 60, 150, 400] as const;

/** On the clock that all processes of this machine share. */
const moment = (): number => performance.timeOrigin + performance.now();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const member = (n: number, status: string): string =>
  amiEvent('QueueMemberStatus', {
    Queue: n % 2 === 0 ? 'sales' : 'support',
    MemberName: `Operator ${String(n).padStart(3, '0')}`,
    Interface: `PJSIP/${1_000 + n}`,
    Status: status,
    Paused: '0',
    InCall: status === '2' ? '1' : '0',
  });

/** Newest first; filled by the observer that the page is given. */
interface Painted {
  readonly detail: number;
  readonly at: number;
}

/**
 * From an event at the PBX's connection to the changed board on the screen, ms: the real program, 200 members of two queues, 20
 * waiting callers, one event after another. The floor: a message of the same size to a page that does nothing but paint it.
 */
export async function measureBoard(times: number): Promise<{ update: number[]; floor: number[] }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const asterisk = await startFakeAsterisk('right');
  const workstation = await startWorkstation({ dataDir });
  const browser = await launchChromium();
  try {
    const desk = await workstation.connectDesk();
    const page = await (await newContext(browser)).newPage();
    await page.goto(workstation.address);
    await page.locator('[data-name=board]').click();
    const login = asterisk.login();
    const files = { incoming: '', queueLog: '', cdr: '' };
    const line = { host: '127.0.0.1', port: asterisk.port, user: 'ringdesk', secret: 'right' };
    await desk.request('missedPbx.set', { on: true, ...line, ...files });
    await login;
    await pause(200);
    asterisk.write(Array.from({ length: MEMBERS }, (_, n) => member(n, '1')).join(''));
    for (let n = 0; n < CALLERS; n += 1)
      asterisk.write(
        amiEvent('QueueCallerJoin', { Queue: 'sales', Uniqueid: `1.${n}`, CallerIDNum: '+79161112233' }),
      );
    await page
      .locator('[data-row]')
      .nth(MEMBERS - 1)
      .waitFor();
    await observe(page);
    const update: number[] = [];
    for (let n = 0; n < times + WARM_UP; n += 1) {
      const begun = moment();
      asterisk.write(member(n % MEMBERS, n % 2 === 0 ? '2' : '6'));
      const painted = await paintedAfter(page, begun);
      if (n >= WARM_UP) update.push(painted - begun);
      await pause(GAPS_MS[n % GAPS_MS.length] ?? 0);
    }
    return { update, floor: await measureFloor(browser, times) };
  } finally {
    await browser.close();
    await workstation.stop();
    await asterisk.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const observe = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const marks: { detail: number; at: number }[] = [];
    (window as unknown as { painted: unknown }).painted = marks;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('ringdesk:board'))
        marks.unshift({
          detail: (entry as PerformanceMark).detail as number,
          at: performance.timeOrigin + entry.startTime,
        });
    }).observe({ entryTypes: ['mark'] });
  });

/** When the first board was painted that knows of something as new as this. */
async function paintedAfter(page: Page, moment: number): Promise<number> {
  const handle = await page.waitForFunction(
    (from) =>
      (window as unknown as { painted: Painted[] }).painted.findLast(({ detail }) => detail >= from)?.at ??
      false,
    Math.floor(moment),
    { timeout: 5_000, polling: 20 },
  );
  return (await handle.jsonValue()) as number;
}

async function measureFloor(browser: Browser, times: number): Promise<number[]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const page = await (await browser.newContext()).newPage();
  const connected = once(server, 'connection');
  await page.evaluate(
    (port) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      const line = document.body.appendChild(document.createElement('p'));
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        line.textContent = data;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => socket.send(String(performance.timeOrigin + performance.now()));
          port2.postMessage(null);
        });
      };
    },
    (server.address() as AddressInfo).port,
  );
  const [socket] = (await connected) as [import('ws').WebSocket];
  const samples: number[] = [];
  for (let n = 0; n < times + WARM_UP; n += 1) {
    const begun = moment();
    socket.send(member(n % MEMBERS, '2'));
    const [painted] = (await once(socket, 'message')) as [Buffer];
    if (n >= WARM_UP) samples.push(Number(painted.toString()) - begun);
    await pause(GAPS_MS[n % GAPS_MS.length] ?? 0);
  }
  socket.close();
  server.close();
  return samples;
}
