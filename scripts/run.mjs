// node scripts/run.mjs FILE.ts [args …]: installs what is missing, then runs the TypeScript file on a Node that can.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isAbsolute, relative, resolve } from 'node:path';
import { ensureBuilt, ensureInstalled, findNode24, PlainError, runEntry } from './lib/bootstrap.mjs';
import { root } from './lib/paths.mjs';

/** These work on the built program. */
const NEEDS_BUILD = [/^scripts\/demo\//, /^scripts\/bench\//, /^scripts\/package\//];
const BUILD = 'scripts/build/build.ts';

await runEntry(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new PlainError('usage: node scripts/run.mjs FILE.ts [args …]');
  const path = isAbsolute(file) ? file : resolve(root, file);
  const name = relative(root, path).replaceAll('\\', '/');
  // A program whose output is data (--json) must not have our progress lines in it.
  const log = console.error;

  await ensureInstalled({ log });
  // The build goes through the lock and leaves its stamp, whoever asks for it.
  if (name === BUILD && args.length === 0) return ensureBuilt({ force: true, log });
  if (NEEDS_BUILD.some((pattern) => pattern.test(name))) await ensureBuilt({ log });
  return runToEnd(findNode24(), [path, ...args]);
});

/** In our own process group and with our terminal, so that Ctrl-C reaches it as it would without us. */
function runToEnd(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, CORE_NODE: process.env.CORE_NODE ?? findNode24() },
    });
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    process.on('SIGINT', () => {
      if (!process.stdin.isTTY) child.kill('SIGINT');
      // It has heard a terminal's Ctrl+C itself; a signal that came to us alone it has not.
      else setTimeout(() => child.kill('SIGTERM'), 500).unref();
    });
    process.on('exit', () => child.kill('SIGTERM'));
    child.once('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.once('exit', (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
