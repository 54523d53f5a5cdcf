// Being the parent of the one program that `npm start` is about.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Time for a program to finish its recordings after it was asked to end. */
const GRACE_MS = 15_000;
/** A program that got the terminal's Ctrl+C is on its way out by then. */
const HEARD_MS = 500;
const PARENT_LOOK_MS = 1_000;

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
    let asked = false;
    let force;
    let gentle;
    const hand = (signal) => {
      asked = true;
      force ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      if (signal !== 'SIGINT' || !process.stdin.isTTY) return child.kill(signal);
      // Ctrl+C in a terminal goes to the child by itself, and a second SIGINT would cut its orderly end short. But the
      // signal may have come to us alone (`kill -INT`, npm hands it on): then the child has heard nothing yet. SIGTERM
      // asks for the same, and changes nothing for one that is ending already.
      gentle ??= setTimeout(() => child.kill('SIGTERM'), HEARD_MS);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, hand);
    // npm hands SIGTERM to its shell only, which dies of it without a word to us.
    const parent = process.ppid;
    const orphaned = () => process.ppid !== parent && hand('SIGTERM');
    if (process.env.npm_lifecycle_event) setInterval(orphaned, PARENT_LOOK_MS).unref();
    process.on('exit', () => child.kill('SIGKILL'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(force);
      clearTimeout(gentle);
      if (asked) console.log('Ringdesk has stopped.');
      done(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
