/** The desktop's first file: what must happen before Electron is ready, and the choice of being the only one. */
import { join } from 'node:path';
import { app } from 'electron';
import { DIAL_USAGE, type DialAnswer, describeAnswer, EXIT_CODES } from './dial-answer.ts';
import { awaitAnswer, dropOldAnswers, giveAnswer, newAnswerId } from './handed-answer.ts';
import { openLog } from './log.ts';
import { isWayland } from './outside/key-grant.ts';
import { findPaths, prepareFolders } from './paths.ts';
import { runCommand } from './run-command.ts';
import { declareScheme } from './security/serve-pages.ts';
import { runShell } from './shell.ts';
import { numberOfLink, numberOfText, parseStartArgs, type StartArgs } from './start-args.ts';

const args = parseStartArgs(process.argv.slice(1));
// No window, no tray and no display: Electron waits for this module before it makes any of them.
if (args.administer) process.exit(await runCommand(join(import.meta.dirname, '../core'), args.administer));

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
addFeatures('disable-features', ['HardwareMediaKeyHandling', 'MediaSessionService']);
// A Wayland desktop gives keys for every program through its portal only.
if (isWayland(process.platform, process.env)) addFeatures('enable-features', ['GlobalShortcutsPortal']);

// One for each data folder: the lock lies in the profile. A second start hands over what it was asked and ends.
const { command } = args;
// Nobody waits for what becomes of a link.
const answerId = command ? newAnswerId() : '';
if (command && args.dial === undefined) {
  console.error(DIAL_USAGE);
  app.exit(EXIT_CODES.usage);
} else if (
  app.requestSingleInstanceLock({ dial: args.dial ?? '', badLink: args.badLink === true, answerId })
) {
  if (command?.noStart) leaveWith({ result: 'notRunning' });
  else beTheOne();
} else if (command && args.dial !== undefined) {
  void awaitAnswer(paths.profile, answerId, args.dial).then(leaveWith);
} else {
  console.log('Ringdesk is running already; its window was brought to the front.');
  app.exit(0);
}

function beTheOne(): void {
  dropOldAnswers(paths.profile);
  const shell = runShell({ paths, log, empty: args.empty, data: args.data });
  const open = ({ dial, badLink }: Pick<StartArgs, 'dial' | 'badLink'>) => {
    if (badLink) shell.refuseLink();
    return dial === undefined ? undefined : shell.dial(dial);
  };
  void open(args);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    shell.show();
    const asked = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
    // Through the reader again: what another process hands over is data from outside.
    const dial = typeof asked.dial === 'string' ? numberOfText(asked.dial) : undefined;
    const answer = open({ ...(dial ? { dial } : {}), ...(asked.badLink === true ? { badLink: true } : {}) });
    void answer?.then((given) => giveAnswer(paths.profile, asked.answerId, given));
  });
  // macOS brings links this way.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const dial = numberOfLink(link);
    void open(dial === undefined ? { badLink: true } : { dial });
  });
  app.on('activate', () => shell.show());
}

function leaveWith(answer: DialAnswer): void {
  const words = describeAnswer(answer, command?.json === true, 'Start it, and dial again.');
  // A pipe may take them only after a moment.
  (answer.result === 'dialled' || command?.json ? process.stdout : process.stderr).write(`${words}\n`, () =>
    app.exit(EXIT_CODES[answer.result]),
  );
}

/** Beside those that the command line names: a second switch of the name would replace the first. */
function addFeatures(name: 'enable-features' | 'disable-features', features: readonly string[]): void {
  const given = app.commandLine.getSwitchValue(name);
  app.commandLine.appendSwitch(name, [...(given === '' ? [] : [given]), ...features].join());
}
