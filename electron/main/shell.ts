import { app, powerMonitor, powerSaveBlocker, safeStorage, session } from 'electron';
import { closePolicy } from './close-desk.ts';
import { coreEnvironment, startCoreHost } from './core/core-host.ts';
import { CoreSupervisor } from './core/core-supervisor.ts';
import { createShellClient } from './core/shell-client.ts';
import { askAboutFailure } from './core-failure.ts';
import type { DialAnswer } from './dial-answer.ts';
import { requestDial } from './dial-request.ts';
import { chooseLanguage, Texts } from './i18n/texts.ts';
import type { Log } from './log.ts';
import { ownCommand } from './outside/links.ts';
import { startOutside } from './outside/outside.ts';
import { introducePages, tellResumed } from './pages/introduce.ts';
import { PageRegistry } from './pages/page-registry.ts';
import type { Paths } from './paths.ts';
import { ringCardFiles } from './ring-card/files.ts';
import { openMasterKey } from './secrets/master-key.ts';
import { lockNavigation } from './security/navigation.ts';
import { guardNetwork } from './security/network.ts';
import { guardPermissions } from './security/permissions.ts';
import { servePages } from './security/serve-pages.ts';
import { type Situation, watchCalls } from './signals/call-watch.ts';
import { describeCaller, plain, ringing, talking } from './signals/live-calls.ts';
import { Notifications } from './signals/notifications.ts';
import { RingCard } from './signals/ring-card.ts';
import { TrayIcon } from './signals/tray.ts';
import { hasTray } from './signals/tray-support.ts';
import { DeskWindow } from './windows/desk-window.ts';
import { PhoneWindow } from './windows/phone-window.ts';
import { inDevelopment } from './windows/web-preferences.ts';

export interface ShellOptions {
  readonly paths: Paths;
  readonly log: Log;
  readonly empty: boolean;
  /** The profile that the command line asked for; absent: the usual one. */
  readonly data?: string | undefined;
}

export interface Shell {
  /** Brings the desk before the operator. */
  show(): void;
  /** Dials for another program, as soon as there is a line. */
  dial(number: string): Promise<DialAnswer>;
  /** Another program gave a link that holds no number. */
  refuseLink(): void;
}

/** Answers at once; what it is asked before Electron is ready is done then. */
export function runShell(options: ShellOptions): Shell {
  const { log } = options;
  const pages = new PageRegistry();
  lockNavigation(app, log);
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn('process ended', { type, reason, exitCode });
  });
  // Windows come and go; the program ends only by its own `quit`.
  app.on('window-all-closed', () => {});
  const shell = app.whenReady().then(() => open(options, pages));
  shell.catch((error: unknown) => {
    log.error('shell not started', {
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    app.exit(1);
  });
  return {
    show: () => void shell.then((running) => running.show()),
    dial: (number) => shell.then((running) => running.dial(number)),
    refuseLink: () => void shell.then((running) => running.refuseLink()),
  };
}

/** Joins the parts; no rule lives here. */
function open({ paths, log, empty, data }: ShellOptions, pages: PageRegistry): Shell {
  const devTools = inDevelopment(app.isPackaged);
  const texts = new Texts(chooseLanguage(app.getPreferredSystemLanguages()));
  log.info('shell starts', { version: app.getVersion(), electron: process.versions.electron ?? '' });

  const web = session.defaultSession;
  guardPermissions(web, pages.roleOf, log);
  guardNetwork(web, pages.roleOf, log);
  servePages(web, paths.renderer, ringCardFiles);

  const key = openMasterKey(paths.secretKey, safeStorage, process.platform, log);
  const core = new CoreSupervisor({
    start: (events) =>
      startCoreHost(
        {
          entry: paths.core,
          args: ['--data', paths.data, ...(empty ? ['--empty'] : [])],
          env: coreEnvironment(process.env, paths.compiled),
        },
        events,
        !app.isPackaged && process.env.RINGDESK_CORE_HOST === 'utility',
      ),
    greeting: () => ({ type: 'start', version: app.getVersion(), ...key }),
    log,
  });
  introducePages(core, pages);
  core.onState((state) => {
    if (state.name !== 'failed') return;
    void askAboutFailure(state, texts, paths).then((choice) =>
      choice === 'retry' ? core.start() : app.quit(),
    );
  });
  core.start();

  const phone = new PhoneWindow({ preload: paths.preload('bridge'), devTools, pages, log });
  phone.open();
  const desk = new DeskWindow({
    preload: paths.preload('bridge'),
    stateFile: paths.windowState,
    devTools,
    pages,
    log,
    mayClose: (window) => mayClose(window),
  });
  desk.show();

  const client = createShellClient(core);
  const refused = (error: unknown) => log.warn('the core refused', { reason: String(error) });
  const answer = (callId: string) => {
    client.request('calls.answer', { callId }).catch(refused);
    desk.show();
  };
  const decline = (callId: string) => void client.request('calls.decline', { callId }).catch(refused);
  const hangUp = (callId: string) => client.request('calls.hangUp', { callId }).catch(refused);

  const notifications = new Notifications(texts, () => desk.show());
  const ringCard = new RingCard({
    preload: paths.preload('ring-card'),
    pages,
    texts,
    log,
    onAnswer: answer,
    onDecline: decline,
  });
  const outside = startOutside({
    core: client,
    texts,
    notifications,
    now: () => watch.now,
    command: ownCommand(app.isPackaged, process.execPath, app.getAppPath(), data),
    answer,
    dial: (number) => void dial(number),
    log,
  });
  let tray: TrayIcon | undefined;
  let hiddenBefore = false;
  let quitting = false;

  const watch = watchCalls(
    client,
    log,
    signal,
    (task) => notifications.remind(task),
    ({ entry, count }) => notifications.late(entry, count - 1),
  );
  const awake = keepAwake();
  function signal(now: Situation): void {
    if (quitting) return;
    if (now.settings) texts.language = now.settings.language;
    const waiting = ringing(now.calls);
    notifications.update(waiting, desk.isFocused);
    ringCard.update(now.settings?.ringCard === false || desk.isFocused ? [] : waiting);
    tray?.update(now);
    outside.update(now.settings);
    awake(now.calls.size > 0);
  }
  // The desk that comes to the front says it itself.
  app.on('browser-window-focus', () => focusChanged(true));
  app.on('browser-window-blur', () => focusChanged(false));
  function focusChanged(focused: boolean): void {
    outside.focusChanged(focused);
    signal(watch.now);
  }

  const mayClose = closePolicy({
    texts,
    isQuitting: () => quitting,
    hasTray: () => tray !== undefined,
    talksWith() {
      const talk = talking(watch.now.calls);
      return talk && describeCaller(talk, texts.say('ring.anonymous')).name;
    },
    onHidden() {
      if (!hiddenBefore) notifications.tell(texts.say('tray.hidden'), texts.say('tray.hidden.detail'));
      hiddenBefore = true;
    },
    quit: () => app.quit(),
  });

  void hasTray().then((there) => {
    if (!there || quitting) return;
    try {
      tray = new TrayIcon(texts, {
        open: () => desk.show(),
        answer,
        decline,
        hangUp,
        quit: () => app.quit(),
      });
      tray.update(watch.now);
    } catch (error) {
      log.warn('no tray', { reason: String(error) });
    }
  });

  powerMonitor.on('resume', () => tellResumed(pages));
  powerMonitor.on('unlock-screen', () => tellResumed(pages));
  powerMonitor.on('shutdown', () => app.quit());

  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    // Whatever fails on the way out, out we go.
    void end()
      .catch((error: unknown) => log.error('end not clean', { reason: String(error) }))
      .finally(() => app.exit(0));
  });
  async function end(): Promise<void> {
    // A customer is not left with a dead line: the PBX would keep it for a minute.
    const talks = () => [...watch.now.calls.values()].filter((call) => call.state !== 'ringing');
    for (const call of talks()) void hangUp(call.id);
    for (let waited = 0; talks().length > 0 && waited < LAST_WORDS_MS; waited += 50) await pause(50);
    outside.close();
    desk.window?.close();
    ringCard.close();
    tray?.destroy();
    client.close();
    await core.stop();
    phone.close();
    log.info('shell ends');
  }

  function dial(number: string): Promise<DialAnswer> {
    desk.show();
    return requestDial(number, {
      core: client,
      isRegistered: () => watch.now.registered,
      onRefused: (refusedNumber) =>
        notifications.tell(
          texts.say('dial.failed', { number: plain(refusedNumber) }),
          texts.say('dial.failed.detail'),
        ),
      log,
    });
  }

  return {
    show: () => desk.show(),
    dial,
    refuseLink() {
      log.warn('link without a number refused');
      notifications.tell(texts.say('link.bad'), texts.say('link.bad.detail'));
    },
  };
}

/** For the BYE of a running call and the end of its recording. */
const LAST_WORDS_MS = 2000;

/** While a call is on, the machine does not fall asleep by itself. */
function keepAwake(): (wanted: boolean) => void {
  let blocker: number | undefined;
  return (wanted) => {
    if (wanted === (blocker !== undefined)) return;
    if (blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
