import { app, globalShortcut } from 'electron';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { type DesktopState, GLOBAL_KEYS, type GlobalKey } from '../../../shared/contract/desktop.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { FoundNumber, Home } from '../../../shared/domain/phone-number/index.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Log } from '../log.ts';
import type { Situation } from '../signals/call-watch.ts';
import type { Notifications } from '../signals/notifications.ts';
import { ClipboardWatch } from './clipboard-watch.ts';
import { GlobalKeys, type KeyGrant, type KeyStates, type Keys } from './global-keys.ts';
import { findKeyGrant } from './key-grant.ts';
import { keyRequest } from './key-request.ts';
import { linksAtStart, type OwnCommand, openLinksHere } from './links.ts';
import { readCopied, readSelection, SELECTION } from './read-clipboard.ts';

export interface OutsideOptions {
  readonly core: Pick<CoreClient, 'request' | 'onConnection'>;
  readonly texts: Texts;
  readonly notifications: Notifications;
  readonly now: () => Situation;
  readonly command: OwnCommand;
  /** Answers as the ring card does: the desk comes with it. */
  readonly answer: (callId: string) => void;
  readonly dial: (number: string) => void;
  readonly log: Log;
}

export interface Outside {
  /** The settings may have changed. */
  update(settings: Settings | undefined): void;
  /** A window of ours got or lost the focus. */
  focusChanged(focused: boolean): void;
  close(): void;
}

const NO_KEYS: KeyStates = { answer: 'off', hangUp: 'off', mute: 'off', dialSelection: 'off' };

/** What the operator does from within other programs: keys, links, copied numbers. By the settings, all off at first. */
export function startOutside(options: OutsideOptions): Outside {
  const { core, texts, notifications, log } = options;
  let settings: Settings | undefined;
  let grant: KeyGrant | undefined;
  let state: DesktopState = { keys: NO_KEYS, links: 'off', selection: SELECTION };
  let linksAsked: boolean | undefined;

  const tell = (change: Partial<DesktopState>) => {
    state = { ...state, ...change };
    core
      .request('desktop.tell', state)
      .catch((error: unknown) => log.warn('desktop not told', { reason: String(error) }));
  };
  // A core that was restarted has forgotten it.
  const stopListening = core.onConnection((connection) => {
    if (connection === 'connected') tell({});
  });

  const keys = new GlobalKeys({
    registry: globalShortcut,
    onPress: press,
    onStates(states, wanted) {
      tell({ keys: states });
      sayTroubles(states, wanted);
    },
  });
  const watch = new ClipboardWatch({
    read: readCopied,
    find: (text) => findNumber(text, settings ?? { country: '', areaCode: '' }),
    offer: ({ dial, display }) => notifications.offerDial(display, () => options.dial(dial)),
  });
  void findKeyGrant().then((found) => {
    grant = found;
    applyKeys();
  });

  function applyKeys(): void {
    if (settings?.globalKeys && grant) keys.use(settings.globalKeys, grant);
  }

  function sayTroubles(states: KeyStates, wanted: Keys): void {
    for (const key of GLOBAL_KEYS) {
      const trouble = states[key];
      if (trouble === 'off' || trouble === 'on' || trouble === 'desktopDecides') continue;
      log.warn('global key not registered', { action: key, state: trouble });
      const words = { key: wanted[key], action: texts.say(`key.${key}`) };
      notifications.tell(texts.say(`key.${trouble}`, words), texts.say(`key.${trouble}.detail`, words));
    }
  }

  function press(key: GlobalKey): void {
    const failed = (error: unknown) => log.warn('key without effect', { action: key, reason: String(error) });
    if (key === 'dialSelection') {
      dialSelection().catch(failed);
      return;
    }
    const request = keyRequest(key, options.now().calls);
    if (request?.name === 'calls.answer') options.answer(request.input.callId);
    else if (request) core.request(request.name, request.input as never).catch(failed);
  }

  async function dialSelection(): Promise<void> {
    if (!settings) return;
    const found = await findNumber(await readSelection(), settings);
    if (found.kind === 'one') {
      options.dial(found.dial);
      return;
    }
    const none = SELECTION === 'marked' ? 'selection.none' : 'selection.none.copied';
    const why = found.kind === 'several' ? 'selection.several' : none;
    notifications.tell(texts.say(why), texts.say(`${why}.detail`));
  }

  function applyLinks(wanted: boolean): void {
    if (wanted === linksAsked) return;
    const atStart = linksAsked === undefined;
    linksAsked = wanted;
    // How it was left is only looked at: what the person changed in the system since is theirs.
    if (atStart && !wanted) return;
    const links = { command: options.command, app };
    void (atStart ? linksAtStart(links) : openLinksHere(wanted, links)).then((found) => {
      tell({ links: found });
      if (found === 'refused')
        notifications.tell(texts.say('links.refused'), texts.say('links.refused.detail'));
    });
  }

  return {
    update(next) {
      if (next === undefined || next === settings) return;
      settings = next;
      applyKeys();
      watch.use(next.watchClipboard === true);
      applyLinks(next.openLinks === true);
    },
    focusChanged: (focused) => watch.focusChanged(focused),
    close() {
      stopListening();
      keys.release();
      watch.use(false);
    },
  };
}

/** The world's numbering plans are read when they are wanted first, not when the program starts. */
async function findNumber(text: string, home: Home): Promise<FoundNumber> {
  const numbers = await import('../../../shared/domain/phone-number/index.ts');
  return numbers.findNumber(text, home);
}
