import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';
import { Failure } from '../../../shared/contract/failure.ts';
import { createBrowserSessions } from './browser-session.ts';
import { bundledFolders } from './bundled.ts';
import { type Core, createCore } from './core.ts';
import { createLog } from './log.ts';
import { failureSentence } from './sentences.ts';
import { claimProfile, runningCore, type SingleCore } from './single-core.ts';
import { serveWeb, type Web } from './web.ts';

/** Tried first when no port is asked for, so that a bookmark keeps working. */
const USUAL_PORT = 7460;

/**
 * The browser mode: `node server.mjs [--data DIR] [--port N] [--empty]`. Prints the address as its last line of a
 * good start; every refusal is one sentence on standard error and exit code 1.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      empty: { type: 'boolean', default: false },
    },
  });
  const dataDir = values.data ?? envPaths('Ringdesk', { suffix: '' }).data;
  const port = readPort(values.port);
  const version = process.env['RINGDESK_VERSION'] ?? '0.1.0';
  const { mkdirSync } = await import('node:fs');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });

  const profile = await claimOrJoin(dataDir);
  if (!profile) return;
  const log = createLog(join(dataDir, 'logs'));
  const core = await createCore({
    dataDir,
    mode: 'browser',
    version,
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
  const running = runningCore(dataDir);
  const address = await fetch(`${running?.address}/control/address`, {
    method: 'POST',
    headers: { 'x-ringdesk-control': running?.controlKey ?? '' },
  }).then(
    (response) => (response.ok ? response.text() : undefined),
    () => undefined,
  );
  if (address === undefined) throw new Failure('alreadyRunning', { dataDir });
  console.log(`Ringdesk is already running with this data. Open ${address}`);
  return undefined;
}

type Serving = Omit<Parameters<typeof serveWeb>[0], 'port'> & { core: Core };

async function listen(serving: Serving, asked: number | undefined): Promise<Web> {
  try {
    return await serveWeb({ ...serving, port: asked ?? USUAL_PORT });
  } catch (error) {
    if (!isBusy(error)) throw error;
    if (asked !== undefined) {
      await serving.core.close();
      throw new UsageError(
        `Port ${asked} is used by another program. Choose another with --port, or leave --port out to take a free one.`,
      );
    }
    console.log(`Port ${USUAL_PORT} is used by another program, so a free one is taken.`);
    return serveWeb({ ...serving, port: 0 });
  }
}

class UsageError extends Error {}

function readPort(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const port = Number(written);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(
      `"${written}" is not a port. Give a number from 1 to 65535, for example --port 7460.`,
    );
  }
  return port;
}

function pagesDir(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const candidates = [join(here, '../renderer'), join(here, '../../../out/renderer')];
  const found = candidates.find((dir) => existsSync(join(dir, 'desk', 'index.html')));
  if (!found) throw new UsageError('The pages are not built. Run "npm run build" first.');
  return found;
}

const isBusy = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : failureSentence(error));
  process.exit(1);
});
