// What the tests need from the system: a browser, a display without a screen, the libraries of Electron, and the directories'
// own servers (started by the tests themselves, on loopback).
import { readFileSync } from 'node:fs';
import { run, tail } from './child.mjs';
import { findChromium } from './chromium.mjs';
import { PlainError } from './plain-error.mjs';

/** Debian's names; where a release renamed a package, all its names, the oldest first. */
const PACKAGES = [
  ['chromium'],
  ['xvfb'],
  ['xauth'],
  ['unzip'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libgbm1'],
  ['libasound2', 'libasound2t64'],
  ['fonts-dejavu-core'],
  ['openssl'],
  ['radicale'],
  ['slapd'],
  ['ldap-utils'],
];
// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders.
const FORMAT = '-f=${Package} ${db:Status-Status}\\n';
const APT_LIMIT_MS = 10 * 60_000;

/**
 * Installs what is missing where it may (Debian family, as root); throws a PlainError with the command otherwise.
 * @param {{ log: (line: string) => void }} options
 */
export async function ensureSystemPackages({ log }) {
  if (process.platform !== 'linux' || !isDebianFamily()) return requireChromium();
  const missing = await findMissing();
  if (missing.length === 0) return;
  const command = `apt-get install --no-install-recommends ${missing.map((names) => names[0]).join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new PlainError(
      `The tests need system packages that are not here. Install them with: sudo ${command}`,
    );
  }
  log(`Installing system packages: ${missing.map((names) => names[0]).join(' ')} …`);
  await apt(['update'], command);
  const chosen = [];
  for (const names of missing) chosen.push(await firstAvailable(names));
  await apt(['install', '-y', '--no-install-recommends', ...chosen], command);
  requireChromium();
}

function isDebianFamily() {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function requireChromium() {
  if (findChromium()) return;
  throw new PlainError(
    'The tests need a Chromium, Chrome or Edge and found none. Install one, or give its program in CHROMIUM_PATH.',
  );
}

async function findMissing() {
  const { stdout } = await run('dpkg-query', ['-W', FORMAT, ...PACKAGES.flat()], {
    output: 'collect',
  });
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return PACKAGES.filter((names) => {
    if (names[0] === 'chromium' && findChromium()) return false;
    return !names.some((name) => installed.has(name));
  });
}

async function firstAvailable(names) {
  for (const name of names) {
    const { stdout } = await run('apt-cache', ['policy', name], { output: 'collect' });
    if (/Candidate: (?!\(none\))\S/.test(stdout)) return name;
  }
  return names[0];
}

async function apt(args, command) {
  const result = await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    output: 'collect',
    timeLimitMs: APT_LIMIT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.code === 0) return;
  throw new PlainError(
    `${tail(result.stderr || result.stdout)}\napt-get ${args[0]} failed (code ${result.code}). Mend the cause above, then run: ${command}`,
  );
}
