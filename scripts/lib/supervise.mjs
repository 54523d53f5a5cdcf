// Being the parent of the one program that `npm start` is about.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Time for a program to finish its recordings after it was asked to end. */
const GRACE_MS = 15_000;

/**
 * Runs the program with our terminal until it ends, handing on the signals that we get.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, ipc?: boolean }} [options] `ipc`: with a life line, see parent-watch.mjs
 * @returns {Promise<number>} its exit code, 128 + number for a signal
 */
export function supervise(command, args, { env = process.env, cwd, ipc = false } = {}) {
  return new Promise((done, reject) => {
    const stdio = ['inherit', 'inherit', 'inherit', ...(ipc ? ['ipc'] : [])];
    const child = spawn(command, args, { env, cwd, stdio });
    let force;
    const hand = (signal) => {
      force ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      // Ctrl-C in a terminal goes to the child by itself: twice would mean "at once, never mind".
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, hand);
    process.on('exit', () => child.kill('SIGKILL'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(force);
      done(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
