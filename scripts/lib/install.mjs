// `npm ci` when, and only when, the packages in node_modules are not those of package-lock.json.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, tail } from './child.mjs';
import { withLock } from './lock.mjs';
import { cacheDir, modulesDir, root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const STAMP = join(modulesDir, '.ringdesk-install');
const PROGRESS_MS = 5_000;

/**
 * Makes node_modules what package-lock.json says; does nothing when it is so already. Safe to call from two
 * processes at once. Throws a PlainError with what to do.
 * @param {{ log?: (line: string) => void }} [options]
 */
export async function ensureInstalled({ log = console.log } = {}) {
  if (isInstalled()) return;
  await withLock(
    join(cacheDir, 'install.lock'),
    async () => {
      if (isInstalled()) return;
      if (!matchesHiddenLock()) await install(log);
      writeFileSync(STAMP, wantedStamp());
    },
    { onWait: (pid) => log(`Waiting for another installation (process ${pid}) to finish …`) },
  );
}

/** Platform and architecture belong to it: a folder copied between two systems holds the wrong native parts. */
function wantedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function isInstalled() {
  try {
    return readFileSync(STAMP, 'utf8') === wantedStamp();
  } catch {
    return false;
  }
}

/**
 * Did somebody run npm by hand, with this result? npm notes what it laid down in node_modules/.package-lock.json.
 * Saves a second installation, and pulling the packages away under a running program.
 */
function matchesHiddenLock() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const laid = JSON.parse(readFileSync(join(modulesDir, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, want]) => {
      if (path === '') return true;
      const have = laid[path];
      if (!have) return isForOthers(want) || want.optional === true || want.peer === true;
      return (
        have.version === want.version && have.integrity === want.integrity && existsSync(join(root, path))
      );
    });
  } catch {
    return false;
  }
}

function isForOthers(want) {
  const fits = (list, value) =>
    !list || [list].flat().some((item) => item === value || (item.startsWith('!') && item !== `!${value}`));
  return !fits(want.os, process.platform) || !fits(want.cpu, process.arch);
}

async function install(log) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  log(`Installing ${Object.keys(lock.packages).length - 1} packages (only when they change) …`);
  const began = Date.now();
  const progress = setInterval(() => log(`  … ${Math.round((Date.now() - began) / 1000)} s`), PROGRESS_MS);
  // npm's own script path is known when we were started by npm; otherwise the one on the PATH.
  const viaNode = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--fetch-timeout=60000',
  ];
  const result = await run(viaNode ? process.execPath : 'npm', viaNode ? [viaNode, ...args] : args, {
    cwd: root,
    output: 'collect',
    shell: !viaNode && process.platform === 'win32',
    // `npm --silent test` would hand its silence down, and with it the reason of a failure.
    env: { ...process.env, npm_config_loglevel: 'error', npm_config_update_notifier: 'false' },
  }).finally(() => clearInterval(progress));
  if (result.code !== 0) throw new PlainError(explain(result));
  log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** @param {{ code: number, stderr: string, error?: Error }} result of npm */
export function explain({ code, stderr, error }) {
  const again = 'then run the same command again.';
  const rules = [
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i,
      `The package registry could not be reached. Check the network and the proxy (npm config get registry), ${again}`,
    ],
    [
      /E404|ETARGET|ENOVERSIONS/,
      `The package registry does not have a package that Ringdesk needs. Check that npm uses a complete registry (npm config get registry), ${again}`,
    ],
    [
      /EINTEGRITY/,
      `A package differs from what package-lock.json promises. Run "npm cache clean --force", ${again}`,
    ],
    [/ENOSPC/, `The disk is full. Free about 2 GB, ${again}`],
    [
      /EACCES|EPERM|EROFS/,
      `The folder ${root} cannot be written to. Make it yours (or close the program that uses it), ${again}`,
    ],
    [
      /EUSAGE|can only install packages when/,
      'package.json and package-lock.json do not belong together. Restore both (git checkout package.json package-lock.json), or run "npm install".',
    ],
  ];
  const advice = error
    ? `npm could not be started (${error.message}). Install Node with npm from https://nodejs.org, ${again}`
    : (rules.find(([pattern]) => pattern.test(stderr))?.[1] ??
      `npm ended with code ${code}; its words are above. Mend the cause, ${again}`);
  return `${stderr.trim() ? `${tail(stderr)}\n\n` : ''}The packages could not be installed. ${advice}`;
}
