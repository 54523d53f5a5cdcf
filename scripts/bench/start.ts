import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from 'playwright-core';
import { electronEnv, electronSwitches, findElectron } from '../lib/electron.mjs';
import { launchChromium, newContext, startWorkstation } from '../lib/workstation.ts';
import { type Bench, type Figure, percentile } from './report.ts';

const ROUNDS = 3;
const READY_LIMIT_MS = 60_000;

/**
 * Cold start of the built program to "registered and ready" on the status line, median of three fresh processes on a
 * profile that has been used before. The browser's own start is not counted; a person has it open.
 */
export const bench: Bench = async (_args, log) => {
  const figures: Figure[] = [
    { name: 'start_browser_ms', value: await median(startInBrowser), unit: 'ms', goal: null, limit: null },
  ];
  const notes = [`median of ${ROUNDS} starts to a registered line`];
  log('  browser mode done');
  const electron = findElectron();
  if (!electron) throw new Error('No Electron here: set ELECTRON_OVERRIDE_DIST_PATH, or run npm start once.');
  figures.push({
    name: 'start_desktop_ms',
    value: await median((dataDir) => startOnDesktop(electron, dataDir)),
    unit: 'ms',
    goal: null,
    limit: null,
  });
  return { figures, notes };
};

async function median(start: (dataDir: string) => Promise<number>): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  try {
    await start(dataDir);
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) times.push(await start(dataDir));
    return percentile(times, 50);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const registered = (page: Page) =>
  page
    .locator('[data-region=status] [role=status] [data-tone="ok"]')
    .first()
    .waitFor({ state: 'attached', timeout: READY_LIMIT_MS });

async function startInBrowser(dataDir: string): Promise<number> {
  const browser = await launchChromium();
  const page = await (await newContext(browser)).newPage();
  const begun = performance.now();
  const workstation = await startWorkstation({ dataDir });
  await page.goto(workstation.address);
  await registered(page);
  const took = performance.now() - begun;
  await browser.close();
  await workstation.stop();
  return took;
}

async function startOnDesktop(
  electron: NonNullable<ReturnType<typeof findElectron>>,
  dataDir: string,
): Promise<number> {
  const program = fileURLToPath(new URL('../..', import.meta.url));
  const begun = performance.now();
  // No executablePath: with one, Playwright leaves out its start hook and now and then meets a page half-born. The
  // electron package finds the binary by this variable, which Playwright's own process must have.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(electron.binary);
  const app = await _electron.launch({
    args: [...electronSwitches(electron), program, '--data', dataDir],
    env: electronEnv(electron) as Record<string, string>,
  });
  let desk: Page | undefined;
  while (!desk) {
    desk = app.windows().find((page) => page.url().includes('/desk/'));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await registered(desk);
  const took = performance.now() - begun;
  await app.close();
  return took;
}
