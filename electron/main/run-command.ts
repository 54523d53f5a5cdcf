import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** better-sqlite3 13 lives in Node ≥ 22, which Electron has since 35. */
const OLDEST_NODE = 22;

/**
 * The command line of an installed program. The fuse `runAsNode` stays off, so it runs in the main process, before Chromium
 * looks for a display: it works over SSH and from a timer too.
 *
 * @param core folder of the built core
 * @returns the exit code
 */
export async function runCommand(core: string, words: readonly string[]): Promise<number> {
  const entry = join(core, 'ringdesk.mjs');
  const { CORE_NODE } = process.env;
  const { node } = process.versions;
  if (Number.parseInt(node, 10) < OLDEST_NODE) {
    if (CORE_NODE) return await runOn(CORE_NODE, entry, words);
    console.error(`Node ${node} of this Electron is too old for the core, and CORE_NODE is not set.`);
    return 1;
  }
  process.argv = [process.execPath, entry, ...words];
  await import(/* @vite-ignore */ pathToFileURL(entry).href);
  return Number(process.exitCode ?? 0);
}

/** In our own process group and with our terminal: Ctrl+C reaches it as it would without us, so we only wait. */
function runOn(node: string, entry: string, words: readonly string[]): Promise<number> {
  // A plain Node cannot read inside the asar of a packed program; the core lies beside it too (electron-builder.yml).
  const beside = entry.replace(/\bapp\.asar(?=[/\\])/, 'app.asar.unpacked');
  return new Promise((done) => {
    const child = spawn(node, [beside, ...words], { stdio: 'inherit' });
    process.on('SIGINT', () => {
      if (!process.stdin.isTTY) child.kill('SIGINT');
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.once('exit', (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
