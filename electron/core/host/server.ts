import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';
import { Failure } from '../../../shared/contract/failure.ts';
import { VERSION } from '../../../shared/version.ts';
import { createBrowserSessions } from './browser-session.ts';
import { bundledFolders } from './bundled.ts';
import { createCore } from './core.ts';
import { createLog } from './log.ts';
import type { Core } from './options.ts';
import { failureSentence } from './sentences.ts';
import { claimProfile, runningCore, type SingleCore } from './single-core.ts';
import { serveWeb, type Web } from './web.ts';

/** Tried first when no port is asked for, so that a bookmark keeps working. */
const USUAL_PORT = 7460;
/** A first start makes the base and its sample data meanwhile. */
const JOIN_LIMIT_MS = 10_000;

/**
 * The browser mode: `node server.mjs [--data DIR] [--port N] [--empty]`. Prints the address as its last line of a
 * good start; every refusal is one sentence on standard error and exit code 1.
 */
async function main(): Promise<void> {
  const values = readArgs();
  const dataDir = values.data ?? envPaths('Ringdesk', { suffix: '' }).data;
  const port = readPort(values.port);
  makeFolder(dataDir);
  const profile = await claimOrJoin(dataDir);
  if (!profile) return;
  const log = createLog(join(dataDir, 'logs'));
  const core = await createCore({
    dataDir,
    mode: 'browser',
    version: VERSION,
    empty: values.empty,
    log,
    ...bundledFolders(),
  });
  const sessions = createBrowserSessions(dataDir);
  const web = await listen({ core, pagesDir: pagesDir(), sessions, log }, port);
  profile.announce({ pid: process.pid, address: web.origin, controlKey: web.controlKey });

  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    await web.close();
    await core.close();
    await log.close();
    profile.release();
    process.exit(0);
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  process.on('disconnect', close);
  console.log(`Your data: ${dataDir}`);
  console.log(`Ringdesk is ready. Open ${web.origin}/?token=${sessions.issue()}`);
}

async function claimOrJoin(dataDir: string): Promise<SingleCore | undefined> {
  try {
    return claimProfile(dataDir);
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'alreadyRunning')) throw error;
  }
  const address = await freshAddress(dataDir);
  if (address === undefined) throw new Failure('alreadyRunning', { dataDir });
  console.log(`Ringdesk is already running with this data. Open ${address}`);
  return undefined;
}

/** Asks the running core to let one more browser in. One that has only just been started gets some seconds. */
async function freshAddress(dataDir: string): Promise<string | undefined> {
  for (const end = Date.now() + JOIN_LIMIT_MS; Date.now() < end; await pause(200)) {
    const running = runningCore(dataDir);
    // The desktop says who it is at once, and serves nobody.
    if (running && running.address === undefined) return undefined;
    if (running?.address === undefined) continue;
    const address = await fetch(`${running.address}/control/address`, {
      method: 'POST',
      headers: { 'x-ringdesk-control': running.controlKey ?? '' },
    }).then(
      (response) => (response.ok ? response.text() : undefined),
      () => undefined,
    );
    if (address !== undefined) return address;
  }
  return undefined;
}

type Serving = Omit<Parameters<typeof serveWeb>[0], 'port'> & { core: Core };

async function listen(serving: Serving, asked: number | undefined): Promise<Web> {
  try {
    return await serveWeb({ ...serving, port: asked ?? USUAL_PORT });
  } catch (error) {
    const reason = refusedPort(error);
    if (reason === undefined) throw error;
    if (asked !== undefined) {
      await serving.core.close();
      throw new UsageError(
        `Port ${asked} ${reason}. Choose another with --port, or leave --port out to take a free one.`,
      );
    }
    console.log(`Port ${USUAL_PORT} ${reason}, so a free one is taken.`);
    return serveWeb({ ...serving, port: 0 });
  }
}

class UsageError extends Error {}

function readPort(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const port = Number(written);
  if (!/^\d+$/.test(written) || port > 65_535) {
    throw new UsageError(
      `"${written}" is not a port. Give a number from 1 to 65535, for example --port 7460.`,
    );
  }
  return port;
}

function readArgs() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        empty: { type: 'boolean', default: false },
      },
    });
    if (values.data === '') throw new UsageError('--data needs a folder, for example --data ./ringdesk.');
    return values;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const [first = ''] = (error instanceof Error ? error.message : '').split(/\.?\n|\. /);
    throw new UsageError(`${first}. There are --data DIR, --port N and --empty.`);
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR'].includes(codeOf(error))) throw error;
    throw new UsageError(`${dataDir} is not a folder. Give another one with --data DIR.`);
  }
}

function pagesDir(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const candidates = [join(here, '../renderer'), join(here, '../../../out/renderer')];
  const found = candidates.find((dir) => existsSync(join(dir, 'desk', 'index.html')));
  if (!found) throw new UsageError('The pages are not built. Run "npm run build" first.');
  return found;
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Why the system does not give this port; undefined for another trouble. */
function refusedPort(error: unknown): string | undefined {
  if (codeOf(error) === 'EADDRINUSE') return 'is used by another program';
  return codeOf(error) === 'EACCES' ? 'is kept by the system for its own services' : undefined;
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : failureSentence(error));
  process.exit(1);
});
