// npm start: from a fresh clone to the program on the screen.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, findNode24, PlainError, runEntry } from './lib/bootstrap.mjs';
import { coreEnv } from './lib/core-env.mjs';
import {
  displayObstacle,
  downloadElectron,
  electronEnv,
  electronSwitches,
  findElectron,
  sandboxObstacle,
} from './lib/electron.mjs';
import { outDir, root } from './lib/paths.mjs';
import { parseStartArgs, USAGE } from './lib/start-args.mjs';
import { supervise } from './lib/supervise.mjs';

await runEntry(async () => {
  const options = parseStartArgs(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  await ensureInstalled();
  const electron = options.mode === 'browser' ? undefined : await chooseElectron(options.mode === 'desktop');
  await ensureBuilt();
  return electron ? startDesktop(electron, options) : startBrowser(options);
});

/** @returns {Promise<import('./lib/electron.mjs').Electron | undefined>} undefined: the browser mode, and it was said why */
async function chooseElectron(insist) {
  const refuse = (why) => {
    if (insist)
      throw new PlainError(
        `The desktop window cannot be opened. ${why}\n"npm start -- --browser" works without it.`,
      );
    console.log(`${why} Ringdesk starts in the browser mode instead: the same workstation, in a page.`);
    return undefined;
  };
  const noDisplay = displayObstacle();
  if (noDisplay) return refuse(noDisplay);
  if (!findElectron()) {
    const why = await downloadElectron({ log: console.log, retry: insist });
    if (why) return refuse(why);
  }
  const electron = findElectron();
  const noSandbox = electron && sandboxObstacle(electron);
  return noSandbox ? refuse(noSandbox) : electron;
}

function startDesktop(electron, options) {
  if (options.port !== undefined)
    console.log('--port belongs to the browser mode and is not used in the desktop.');
  const args = [...electronSwitches(electron), root, ...programArgs({ ...options, port: undefined })];
  return supervise(electron.binary, args, { env: electronEnv(electron) });
}

function startBrowser(options) {
  const server = join(outDir, 'core', 'server.mjs');
  if (!existsSync(server))
    throw new PlainError(`The build has no ${server}. Run "npm run build" and look at its messages.`);
  const watch = join(root, 'scripts', 'lib', 'parent-watch.mjs');
  // --import wants a URL where a path may begin with a drive letter.
  const args = ['--import', pathToFileURL(watch).href, server];
  return supervise(findNode24(), [...args, ...programArgs(options)], {
    ipc: true,
    env: coreEnv(),
  });
}

/** Our flags as the core's server and the shell know them. */
function programArgs({ port, data, empty }) {
  return [
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(data === undefined ? [] : ['--data', data]),
    ...(empty ? ['--empty'] : []),
  ];
}
