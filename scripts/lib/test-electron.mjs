// The Electron that the desktop tests run: the stock one where it was downloaded, else the one made for tests.
import { join } from 'node:path';
import { run, tail } from './child.mjs';
import { findElectron } from './electron.mjs';
import { root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const FETCH_LIMIT_MS = 10 * 60_000;

/**
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<string>} the dist folder, for ELECTRON_OVERRIDE_DIST_PATH
 */
export async function ensureTestElectron({ log }) {
  const here = findElectron();
  if (here) return here.dist;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new PlainError(
      'The desktop tests need Electron. Fetch it with: node node_modules/electron/install.js',
    );
  }
  log('Preparing the Electron for tests (once, 187 MB) …');
  const result = await run('bash', [join(root, 'test/electron/runtime.sh')], {
    output: 'collect',
    timeLimitMs: FETCH_LIMIT_MS,
  });
  const dist = result.stdout.trim().split('\n').at(-1) ?? '';
  if (result.code === 0 && findElectron({ ELECTRON_OVERRIDE_DIST_PATH: dist })) return dist;
  throw new PlainError(
    `${tail(result.stderr)}\nThe Electron for tests could not be made${result.timedOut ? ' in time' : ''}.`,
  );
}
