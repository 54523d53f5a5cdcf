// Finding an Electron that can be started, and what its start needs on this machine.

import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run, tail } from './child.mjs';
import { findNode24 } from './node24.mjs';
import { cacheDir, modulesDir } from './paths.mjs';

const BINARY =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';
const FAILED_STAMP = join(cacheDir, 'electron-download-failed');
const DNS_LIMIT_MS = 3_000;
/** A download is 110 MB; on a black-holed network it would hang for ever without a limit. */
const DOWNLOAD_LIMIT_MS = 45_000;
/** After a failed download, do not make the person wait for the next one at every start. */
const RETRY_AFTER_MS = 60 * 60_000;

/**
 * @typedef {object} Electron
 * @property {string} binary absolute path
 * @property {string} dist its folder
 * @property {string} version '45.4.1', or '' when it does not say
 */

/**
 * The Electron that is here: ELECTRON_OVERRIDE_DIST_PATH first, then the one of node_modules.
 * @returns {Electron | undefined}
 */
export function findElectron(env = process.env) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  for (const dist of [override && resolve(override), join(modulesDir, 'electron', 'dist')]) {
    if (!dist || !existsSync(join(dist, BINARY))) continue;
    return { dist, binary: join(dist, BINARY), version: readVersion(dist) };
  }
  return undefined;
}

function readVersion(dist) {
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return '';
  }
}

/**
 * Fetches Electron's binary with the electron package's own installer, within a time limit.
 * @param {{ log: (line: string) => void, retry?: boolean, timeLimitMs?: number }} options `retry`: also right after a failure
 * @returns {Promise<string | undefined>} why there is none, as a sentence; undefined when it is there now
 */
export async function downloadElectron({ log, retry = false, timeLimitMs = DOWNLOAD_LIMIT_MS }) {
  const installer = join(modulesDir, 'electron', 'install.js');
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids downloading Electron.';
  if (!existsSync(installer)) return 'The electron package is not installed.';
  const minutes = retry ? undefined : minutesSinceFailure();
  if (minutes !== undefined) {
    return `Electron could not be downloaded ${minutes} min ago; "npm start -- --desktop" tries again.`;
  }
  const host = downloadHost();
  if (!usesProxy() && !(await resolves(host)))
    return fail(`Electron cannot be downloaded: ${host} is not reachable from here.`);

  log(`Downloading Electron (once, about 110 MB, at most ${Math.round(timeLimitMs / 1000)} s) …`);
  const result = await run(process.execPath, [installer], { output: 'collect', timeLimitMs });
  if (result.code === 0 && findElectron()) return undefined;
  if (result.timedOut)
    return fail(`Electron could not be downloaded within ${Math.round(timeLimitMs / 1000)} s.`);
  return fail(
    `Electron could not be downloaded (${tail(result.stderr, 30).split('\n')[0] || `code ${result.code}`}).`,
  );
}

function minutesSinceFailure() {
  try {
    const age = Date.now() - statSync(FAILED_STAMP).mtimeMs;
    return age < RETRY_AFTER_MS ? Math.round(age / 60_000) : undefined;
  } catch {
    return undefined;
  }
}

function fail(sentence) {
  mkdirSync(dirname(FAILED_STAMP), { recursive: true });
  writeFileSync(FAILED_STAMP, sentence);
  return sentence;
}

function downloadHost() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  try {
    return mirror ? new URL(mirror).hostname : 'github.com';
  } catch {
    return 'github.com';
  }
}

const usesProxy = () => Object.keys(process.env).some((name) => /^(global_agent_)?https?_proxy$/i.test(name));

function resolves(host) {
  return new Promise((done) => {
    const limit = setTimeout(() => done(false), DNS_LIMIT_MS);
    lookup(host)
      .then(
        () => done(true),
        () => done(false),
      )
      .finally(() => clearTimeout(limit));
  });
}

/**
 * Can a window be shown? Linux only asks; elsewhere there is always a screen.
 * @returns {string | undefined} why not, as a sentence
 */
export function displayObstacle(env = process.env) {
  if (process.platform !== 'linux' || env.WAYLAND_DISPLAY) return undefined;
  if (!env.DISPLAY) return 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).';
  const local = /^(?:unix)?:(\d+)/.exec(env.DISPLAY)?.[1];
  if (local !== undefined && !hasLocalServer(local)) return `No X server answers at DISPLAY=${env.DISPLAY}.`;
  return undefined;
}

function hasLocalServer(number) {
  const socket = `/tmp/.X11-unix/X${number}`;
  if (existsSync(socket)) return true;
  try {
    return readFileSync('/proc/net/unix', 'utf8').includes(`@${socket}\n`);
  } catch {
    return true;
  }
}

/**
 * Chromium's sandbox wants unprivileged user namespaces or a set-uid helper; recent Ubuntu gives a downloaded program
 * neither, and Electron would abort with a stack. We do not switch the sandbox off for that.
 * @param {Electron} electron
 * @returns {string | undefined} why it cannot start and what to do, as a sentence
 */
export function sandboxObstacle({ dist }) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined;
  const forbidden =
    readFlag('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readFlag('/proc/sys/kernel/unprivileged_userns_clone') === '0';
  if (!forbidden) return undefined;
  const helper = join(dist, 'chrome-sandbox');
  try {
    const { uid, mode } = statSync(helper);
    if (uid === 0 && (mode & 0o4755) === 0o4755) return undefined;
  } catch {
    // No helper: the same obstacle.
  }
  return `This system does not let Electron build its sandbox. Allow it with: sudo chown root ${helper} && sudo chmod 4755 ${helper}`;
}

function readFlag(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * The switches before our own arguments.
 * - `--no-sandbox` only as root on Linux, where Chromium refuses to start otherwise.
 * - `--disable-gpu` where there is no GPU to use (no /dev/dri render node: containers, Xvfb) and for Electron < 35, of
 *   which one launch in ten hung under Xvfb without it. RINGDESK_DISABLE_GPU=1 forces it, =0 forbids it.
 * @param {Electron} electron
 */
export function electronSwitches(electron, env = process.env) {
  const switches = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) switches.push('--no-sandbox');
  if (wantsNoGpu(electron, env)) switches.push('--disable-gpu');
  return switches;
}

function wantsNoGpu(electron, env) {
  if (env.RINGDESK_DISABLE_GPU) return env.RINGDESK_DISABLE_GPU !== '0';
  if (needsNodeForCore(electron)) return true;
  return process.platform === 'linux' && !existsSync('/dev/dri/renderD128');
}

/** better-sqlite3 13 needs the Node of Electron 35 or newer; under an older one the shell forks the core on a Node. */
export function needsNodeForCore({ version }) {
  const major = Number.parseInt(version, 10);
  return Number.isFinite(major) && major < 35;
}

/**
 * The environment for this Electron: CORE_NODE where it needs a Node for the core.
 * @param {Electron} electron
 */
export function electronEnv(electron, env = process.env) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return needsNodeForCore(electron) ? { ...rest, CORE_NODE: env.CORE_NODE ?? findNode24() } : rest;
}
