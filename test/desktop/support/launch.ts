import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

/** The Electron of the tests; `npm test` sets it. A missing one is a failure: these tests prove nothing without it. */
export function electronBinary(): string {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) throw new Error('ELECTRON_OVERRIDE_DIST_PATH is not set: run this through npm test');
  return join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** Root has no sandbox to offer, and without --disable-gpu one launch in ten hangs under Xvfb (field notes). */
export const SWITCHES = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'];

export interface Running {
  readonly app: ElectronApplication;
  readonly data: string;
  /** The page of a role; waits for it. `not`: another one than this. */
  page(role: 'desk' | 'phone' | 'ring-card', not?: Page): Promise<Page>;
  /** Lines that the core of the tests wrote. */
  journal(): Array<Record<string, unknown>>;
  /** Lines of the shell's log. */
  log(): Array<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly data?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export async function launch(folder: string, options: LaunchOptions = {}): Promise<Running> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'ringdesk-shell-'));
  // Says it when there is none.
  electronBinary();
  // Without an executablePath, so that Playwright takes the binary from the electron package (which heeds
  // ELECTRON_OVERRIDE_DIST_PATH) and holds our start back until it is attached. Given a path it does not, meets pages
  // in the middle of their birth, and waits for ever in about 1 launch of 10 on a busy machine (14 of 150 measured).
  const app = await _electron.launch({
    args: [...SWITCHES, folder, '--data', data, ...(options.args ?? [])],
    env: { ...environment(), ...options.env },
    timeout: 30_000,
  });
  const program = app.process();
  const find = (role: string, not: Page | undefined) =>
    app.windows().findLast((page) => page !== not && !page.isClosed() && page.url().includes(`/${role}/`));
  return {
    app,
    data,
    async page(role, not) {
      return await eventually(`page ${role}`, () => find(role, not));
    },
    journal: () => lines(join(data, 'core.jsonl')),
    log: () => lines(join(data, 'shell/logs/shell.log')),
    async close() {
      if (program.exitCode === null && program.signalCode === null) {
        const exited = new Promise<void>((resolve) => program.once('exit', () => resolve()));
        // Not Playwright's close, which closes the windows: with a tray that only hides them.
        await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
        const late = setTimeout(() => program.kill('SIGKILL'), 12_000);
        await exited;
        clearTimeout(late);
      }
      if (!options.data) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A start without Playwright, as another program would do it; resolves with its exit code and words. */
export function startAgain(
  folder: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(electronBinary(), [...SWITCHES, folder, ...args], { env: environment() });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code, output }));
  });
}

function environment(): Record<string, string> {
  return {
    ...(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >),
    CORE_NODE: process.env.CORE_NODE ?? process.execPath,
    RINGDESK_TRAY: '0',
  };
}

/** Whole lines only: the writer may be in the middle of the last one. */
function lines(file: string): Array<Record<string, unknown>> {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** Asks until there is an answer that is neither undefined nor false. `what` may tell what was there instead. */
export async function eventually<T>(
  what: string | (() => string),
  look: () => T | undefined | false | Promise<T | undefined | false>,
  limitMs = 10_000,
): Promise<T> {
  const until = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) {
      throw new Error(`${typeof what === 'string' ? what : what()}: not within ${limitMs} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
