// npm run package: a folder with the runnable program, made without the network where Electron is here already.
// Usage: package.ts [--installers]   (--installers: the targets of electron-builder.yml; fetches tools from GitHub)
import { existsSync, globSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import { downloadElectron, type Electron, findElectron } from '../lib/electron.mjs';
import { ensureTestElectron } from '../lib/test-electron.mjs';
import { wrongFuses } from './fuses.ts';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { installers: { type: 'boolean', default: false } } });

const began = performance.now();
const electron = await chooseElectron();
console.log(`Packing with Electron ${electron.version || '(version unknown)'} from ${electron.dist} …`);
await build({
  projectDir: root,
  publish: 'never',
  ...(values.installers ? {} : { targets: Platform.current().createTarget('dir') }),
  config: {
    extends: join(root, 'electron-builder.yml'),
    electronDist: electron.dist,
    // Electron's own start page comes along with a copied folder; a product has no second app in it.
    afterPack: ({ appOutDir }) => rmSync(join(appOutDir, 'resources/default_app.asar'), { force: true }),
    ...(electron.version ? { electronVersion: electron.version } : {}),
  },
});
const problems = await inspect();
for (const problem of problems) console.error(`not ok: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else
  console.log(
    `Packed in ${Math.round((performance.now() - began) / 1000)} s: ${relative(root, programPath())}`,
  );

/** The stock Electron; where it cannot be had, the tests' one, and that is said: such a folder is not for customers. */
async function chooseElectron(): Promise<Electron> {
  const here =
    findElectron() ?? ((await downloadElectron({ log: console.log })) ? undefined : findElectron());
  const chosen =
    here ?? findElectron({ ELECTRON_OVERRIDE_DIST_PATH: await ensureTestElectron({ log: console.log }) });
  if (!chosen) throw new Error('There is no Electron to pack with.');
  if (chosen.version !== stockVersion()) {
    console.log(
      `Note: this is not Electron ${stockVersion()}, which belongs to this version of Ringdesk. The folder is for trying out only` +
        (Number.parseInt(chosen.version, 10) < 35
          ? ' and needs a Node 24 for its core, given in CORE_NODE.'
          : '.'),
    );
  }
  return chosen;
}

function stockVersion(): string {
  return (createRequire(import.meta.url)('electron/package.json') as { version: string }).version;
}

function programPath(): string {
  const [found] = globSync(
    ['dist/linux*unpacked/ringdesk', 'dist/win*unpacked/Ringdesk.exe', 'dist/mac*/Ringdesk.app'],
    {
      cwd: root,
    },
  );
  if (!found) throw new Error('electron-builder left no program in dist/');
  return join(root, found);
}

/** What a packed program that starts and then fails at a customer's would have told us. */
async function inspect(): Promise<string[]> {
  const program = programPath();
  const resources = program.endsWith('.app')
    ? join(program, 'Contents/Resources')
    : join(program, '../resources');
  const unpacked = join(resources, 'app.asar.unpacked');
  const wanted = [
    'out/core/child.mjs',
    'out/core/ringdesk.mjs',
    'out/core/errors/en.json',
    'out/core/migrations',
    'node_modules/better-sqlite3/lib/index.js',
  ];
  const lacking = wanted.filter((file) => !existsSync(join(unpacked, file)));
  if (!existsSync(join(resources, 'bin', program.endsWith('.exe') ? 'ringdesk.cmd' : 'ringdesk')))
    lacking.push('the launcher of the command line');
  if (globSync('node_modules/better-sqlite3/prebuilds/*.node', { cwd: unpacked }).length === 0)
    lacking.push('the SQLite binary');
  return [
    ...lacking.map((file) => `${file} is not where it belongs`),
    ...(await wrongFuses(program)).map((name) => `the fuse ${name} was not set`),
  ];
}
