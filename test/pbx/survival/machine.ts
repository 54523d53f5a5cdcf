import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { type Hear, startPhoneBrowser } from '../phones/browser.ts';
import { listenAllTheTime } from './page-ears.ts';

/** An operator's machine: a Chromium of its own with many phones, which can be sent to sleep. */
export interface Machine {
  readonly page: Page;
  /** Who listens to the phone of an extension. */
  readonly listeners: Map<string, (news: Parameters<Hear>[1]) => void>;
  /** Stops every process of the browser in the middle of what it does, as a machine that sleeps. */
  sleep(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** @param namespace the network namespace in which it stands, as `ip netns` knows it */
export async function startMachine(namespace?: string): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-machine-'));
  const pidFile = join(folder, 'pid');
  const browser = await startPhoneBrowser([], await wrapper(folder, pidFile, namespace));
  const root = Number(await readFile(pidFile, 'utf8'));
  const listeners: Machine['listeners'] = new Map();
  const context = await browser.browser.newContext();
  if (namespace !== undefined) await bringPages(context);
  const page = await browser.open((name, news) => listeners.get(name)?.(news), context);
  await page.evaluate(listenAllTheTime);
  let asleep: number[] = [];
  return {
    page,
    listeners,
    sleep() {
      asleep = family(root);
      for (const pid of asleep) signal(pid, 'SIGSTOP');
    },
    wake() {
      for (const pid of asleep) signal(pid, 'SIGCONT');
      asleep = [];
    },
    async stop() {
      for (const pid of asleep) signal(pid, 'SIGCONT');
      await browser.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Pages are served on this machine's own loopback, where a machine in a namespace does not get: they are handed to it. */
async function bringPages(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    const answer = await fetch(route.request().url());
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}

/** Starts Chromium where it shall stand, and leaves its process id behind, of which Playwright does not tell. */
async function wrapper(folder: string, pidFile: string, namespace: string | undefined): Promise<string> {
  const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const inside = namespace === undefined ? '' : `ip netns exec ${namespace} `;
  const script = join(folder, 'chromium');
  await writeFile(script, `#!/bin/sh\necho $$ >'${pidFile}'\nexec ${inside}'${chromium}' "$@"\n`, {
    mode: 0o755,
  });
  return script;
}

/** A process and all that descend from it (proc(5): the fourth field of `stat` is the parent). */
function family(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const found = [root];
  for (const one of found) {
    for (const [pid, parent] of parents) if (parent === one) found.push(pid);
  }
  return found;
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}
