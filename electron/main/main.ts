/** The desktop's first file: what must happen before Electron is ready, and the choice of being the only one. */
import { app } from 'electron';
import { openLog } from './log.ts';
import { findPaths, prepareFolders } from './paths.ts';
import { declareScheme } from './security/serve-pages.ts';
import { runShell } from './shell.ts';
import { numberOfLink, parseStartArgs } from './start-args.ts';

const args = parseStartArgs(process.argv.slice(1));
const paths = prepareFolders(findPaths(import.meta.dirname, args.data));
const log = openLog(paths.logs);

// A window that lives is worth more than a clean stack: the reason goes to the log, the calls go on.
process.on('uncaughtException', (error) => log.error('uncaught', { reason: error.stack ?? String(error) }));
process.on('unhandledRejection', (error) => log.error('unhandled', { reason: String(error) }));
// Our terminal may be closed before us.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

app.setPath('userData', paths.profile);
app.setAppUserModelId('app.ringdesk');
// Each window asks for its sandbox itself; this is for whatever else might be opened. Where the start forbids sandboxes
// (root in a container) insisting on them would only crash Chromium's helpers.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();
// The buttons of a headset are the telephone's: Chromium would pause the caller's voice with them.
const off = [
  app.commandLine.getSwitchValue('disable-features'),
  'HardwareMediaKeyHandling',
  'MediaSessionService',
];
app.commandLine.appendSwitch('disable-features', off.filter((feature) => feature !== '').join());

// One for each data folder: the lock lies in the profile. A second start hands over what it was asked and ends.
if (app.requestSingleInstanceLock({ dial: args.dial ?? '' })) {
  const shell = runShell({ paths, log, empty: args.empty });
  if (args.dial) shell.dial(args.dial);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    shell.show();
    const dial = typeof data === 'object' && data !== null && 'dial' in data ? data.dial : '';
    // Through the reader again: what another process hands over is data from outside.
    const number = parseStartArgs(['dial', String(dial)]).dial;
    if (dial && number) shell.dial(number);
  });
  // macOS brings links this way.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const number = numberOfLink(link);
    if (number) shell.dial(number);
  });
  app.on('activate', () => shell.show());
} else {
  console.log('Ringdesk is running already; its window was brought to the front.');
  app.exit(0);
}
