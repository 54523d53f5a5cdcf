// node make-stock.mjs DIST: makes the Electron that runtime.sh unpacked behave as a stock one. Node 20, no dependencies.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fuses are bytes in the program: a marker, the layout's version, the number of fuses, then '0' or '1' for each.
 * (https://www.electronjs.org/docs/latest/tutorial/fuses)
 */
const FUSE_MARKER = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = {
  // Playwright drives Electron through --inspect.
  nodeCliInspect: { index: 3, value: '1' },
  // The snapshot file that it asks for was left out.
  browserV8Snapshot: { index: 6, value: '0' },
};

const dist = process.argv[2];
if (!dist) throw new Error('usage: node make-stock.mjs DIST');
setFuses(join(dist, 'electron'));
mkdirSync(join(dist, 'resources'), { recursive: true });
writeFileSync(join(dist, 'resources', 'default_app.asar'), packAsar(defaultApp()));

function setFuses(program) {
  const bytes = readFileSync(program);
  const marker = bytes.indexOf(FUSE_MARKER);
  const [version, count] = marker < 0 ? [] : bytes.subarray(marker + FUSE_MARKER.length);
  const needed = Math.max(...Object.values(FUSES).map((fuse) => fuse.index));
  if (version !== 1 || count === undefined || count <= needed)
    throw new Error(`${program} has no fuses that we know`);
  const first = marker + FUSE_MARKER.length + 2;
  for (const { index, value } of Object.values(FUSES)) bytes[first + index] = value.charCodeAt(0);
  writeFileSync(program, bytes);
}

/**
 * What a stock Electron runs when it is given a folder: it loads the `-r` modules (Playwright's hook is one) and then
 * the app, after taking name and version from its package.json.
 * @returns {Record<string, string>} file name → text
 */
function defaultApp() {
  const start = async () => {
    const { app } = await import('electron');
    const { existsSync, readFileSync } = await import('node:fs');
    const { default: Module } = await import('node:module');
    const { dirname, join, resolve } = await import('node:path');
    const { pathToFileURL } = await import('node:url');

    const preloads = [];
    let target;
    for (const rest = process.argv.slice(1); rest.length > 0 && target === undefined; ) {
      const word = rest.shift();
      if (word === '-r' || word === '--require') preloads.push(rest.shift());
      else if (!word.startsWith('-')) target = resolve(word);
    }
    if (process.argv.includes('--version')) {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    }
    if (target === undefined) {
      console.error('usage: electron [switches] FOLDER');
      process.exit(1);
    }
    Module._preloadModules(preloads);
    Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

    const manifest = join(target, 'package.json');
    const isFolder = existsSync(manifest);
    if (isFolder) {
      const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'));
      app.name = productName ?? name ?? app.name;
      if (version) app.setVersion(version);
    }
    const main = Module._resolveFilename(target, null, true);
    app.setAppPath(isFolder ? target : dirname(main));
    await import(pathToFileURL(main).href);
  };
  return {
    'package.json': JSON.stringify({ name: 'electron', main: 'start.mjs', type: 'module' }),
    // Written as a function only so that editors and the formatter see code. Awaited: app code that runs before
    // `ready`, as most does, must be loaded before Electron goes on.
    'start.mjs': `await (${start})();\n`,
  };
}

/**
 * The asar format: a Chromium "pickle" holding the size of a pickle that holds the JSON index, then the files.
 * @param {Record<string, string>} files all at the top
 */
function packAsar(files) {
  const contents = Object.values(files).map((text) => Buffer.from(text));
  let offset = 0;
  const entries = Object.keys(files).map((name, index) => {
    const entry = { size: contents[index].length, offset: String(offset) };
    offset += entry.size;
    return [name, entry];
  });
  const index = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }));
  const padding = Buffer.alloc((4 - (index.length % 4)) % 4);
  const padded = index.length + padding.length;
  const head = Buffer.alloc(16);
  for (const [at, number] of [4, padded + 8, padded + 4, index.length].entries())
    head.writeUInt32LE(number, at * 4);
  return Buffer.concat([head, index, padding, ...contents]);
}
