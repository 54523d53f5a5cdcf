// Starting other programs so that nothing of them is left behind.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; default: ours
 * @property {'inherit' | 'collect' | 'both'} [output] `collect` keeps stdout and stderr for the result, `both` also shows them
 * @property {number} [timeLimitMs] then the whole process group is ended
 * @property {boolean} [shell]
 */

/**
 * Runs a program to its end in a process group of its own, which is ended with us and at the time limit.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string, timedOut: boolean, error?: Error }>}
 *   `code` is 128 + signal number for a program ended by a signal, 127 when it could not be started
 */
export function run(
  command,
  args,
  { cwd, env = process.env, output = 'inherit', timeLimitMs, shell = false } = {},
) {
  return new Promise((resolve) => {
    const group = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      detached: group,
      stdio: ['ignore', output === 'inherit' ? 'inherit' : 'pipe', output === 'inherit' ? 'inherit' : 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      if (output === 'both') process.stdout.write(text);
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      if (output === 'both') process.stderr.write(text);
    });

    let timedOut = false;
    const limit = timeLimitMs
      ? setTimeout(() => {
          timedOut = true;
          void endGroup(child);
        }, timeLimitMs)
      : undefined;
    const stop = (signal) => {
      void endGroup(child).then(() => process.exit(128 + constants.signals[signal]));
    };
    const onExit = () => killGroup(child, 'SIGKILL');
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    process.on('exit', onExit);

    const finish = (result) => {
      clearTimeout(limit);
      for (const signal of signals) process.off(signal, stop);
      process.off('exit', onExit);
      resolve({ stdout, stderr, timedOut, ...result });
    };
    child.once('error', (error) => finish({ code: 127, error }));
    child.once('close', (code, signal) => {
      // What a finished program left running in its group (a helper, a browser) goes with it.
      killGroup(child, 'SIGKILL');
      finish({ code: code ?? 128 + (signal ? constants.signals[signal] : 0) });
    });
  });
}

/**
 * Asks the child's whole group to end, and makes it after the grace time.
 * @param {import('node:child_process').ChildProcess} child started with `detached` (not on Windows)
 * @param {number} [graceMs]
 */
export async function endGroup(child, graceMs = 5_000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  killGroup(child, 'SIGTERM');
  const force = setTimeout(() => killGroup(child, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(force);
}

function killGroup(child, signal) {
  if (!child.pid) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already: what was wanted.
  }
}

/** The last lines of a program's output, for a message that must stay short. */
export function tail(text, lines = 15) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
