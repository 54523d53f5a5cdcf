// A display without a screen, of our own: tests must neither depend on the person's nor put windows on it.
import { spawn } from 'node:child_process';
import { endGroup, tail } from './child.mjs';
import { PlainError } from './plain-error.mjs';

const START_LIMIT_MS = 15_000;

/**
 * Starts Xvfb on a display number that it chooses itself, so any number of them can run side by side.
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>} `display` as for the DISPLAY variable
 */
export function startXvfb() {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  const onExit = () => child.kill('SIGKILL');
  process.on('exit', onExit);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((done, reject) => {
    const fail = (why) => {
      child.kill('SIGKILL');
      reject(new PlainError(`Xvfb, the tests' display, did not start: ${why}. ${tail(stderr, 3)}`));
    };
    const limit = setTimeout(() => fail(`nothing heard in ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with code ${code}`));
    let number = '';
    child.stdio[3].setEncoding('utf8').on('data', (text) => {
      number += text;
      if (!number.includes('\n')) return;
      clearTimeout(limit);
      const stop = async () => {
        process.off('exit', onExit);
        await endGroup(child);
      };
      done({ display: `:${number.trim()}`, stop });
    });
  });
}
