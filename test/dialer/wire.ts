import type { Page } from 'playwright-core';
import { launchChromium, newContext, startWorkstation } from '../../scripts/lib/workstation.ts';
import type { Dialer } from '../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../shared/contract/client.ts';

const WARM_UP = 5;
const LIMIT_MS = 15_000;

/** What the page saw of one key, on its own clock. */
interface Marks {
  key?: number;
  invite?: number;
}

/**
 * From the key that goes on with the list to the first byte of the INVITE in the socket, with a real desk and phone page in
 * Chromium against the training exchange: the choice of the next one, the order to the phone, and all hops. The pace is
 * progressive without a countdown, so that one key does it all; the crowd's numbers lead nowhere, and the exchange says so.
 *
 * @param dataDir a profile without a training line, in which nobody runs
 */
export async function keyToInvite(dataDir: string, campaignId: string, calls: number): Promise<number[]> {
  const workstation = await startWorkstation({ dataDir });
  const browser = await launchChromium();
  try {
    const desk = await workstation.connectDesk();
    await desk.request('training.switch', { on: true });
    const { version, name, rules } = await desk.request('campaigns.get', { id: campaignId });
    const draft = { name, pace: 'progressive', rules: { ...rules, countdownSeconds: 0 } } as const;
    await desk.request('campaigns.update', { id: campaignId, version, draft });
    const page = await (await newContext(browser)).newPage();
    await page.addInitScript(watchKeyAndSocket);
    await page.goto(workstation.address);
    await until('the line', async () => (await desk.request('training.state', {})).ready);
    await desk.request('dialer.join', { campaignId });
    await pauseAfterThis(desk);
    const samples: number[] = [];
    for (let n = 0; n < calls + WARM_UP; n += 1) {
      const took = await press(page);
      await pauseAfterThis(desk);
      if (n >= WARM_UP) samples.push(took);
    }
    return samples;
  } finally {
    await browser.close();
    await workstation.stop();
  }
}

async function press(page: Page): Promise<number> {
  await page.evaluate(() => {
    (window as unknown as { marks: Marks }).marks = {};
  });
  await page.keyboard.press('F8');
  const marks = await page.waitForFunction(
    () => {
      const { marks } = window as unknown as { marks: Marks };
      return marks.key !== undefined && marks.invite !== undefined ? marks : false;
    },
    undefined,
    { timeout: LIMIT_MS, polling: 20 },
  );
  const { key = 0, invite = 0 } = (await marks.jsonValue()) as Marks;
  return invite - key;
}

/** The list stands still once the call under way is over. */
async function pauseAfterThis(desk: CoreClient): Promise<void> {
  const still = ({ stage, paused, lead, callId }: Dialer) =>
    paused && stage !== 'dialing' && lead === undefined && callId === undefined;
  await until('the pause', async () => {
    const dialer = await desk.request('dialer.state', {});
    if (still(dialer)) return true;
    if (!dialer.paused && !dialer.pausesNext) await desk.request('dialer.pause', { paused: true });
    return false;
  });
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const limit = performance.now() + LIMIT_MS; performance.now() < limit; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not come`);
}

/** Runs in the page before its own scripts. */
function watchKeyAndSocket(): void {
  const own = window as unknown as { marks: Marks };
  own.marks = {};
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'F8') own.marks.key ??= event.timeStamp;
    },
    true,
  );
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function sendAndNote(this: WebSocket, data) {
    if (typeof data === 'string' && data.startsWith('INVITE ')) own.marks.invite ??= performance.now();
    send.call(this, data);
  };
}
