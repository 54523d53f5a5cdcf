import { BrowserWindow, ipcMain, screen } from 'electron';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Log } from '../log.ts';
import type { PageRegistry } from '../pages/page-registry.ts';
import { PAGES } from '../security/origin.ts';
import { webPreferences } from '../windows/web-preferences.ts';
import { describeCaller } from './live-calls.ts';

const SIZE = { width: 372, height: 148 } as const;
const MARGIN = 16;

export interface RingCardOptions {
  readonly preload: string;
  readonly pages: PageRegistry;
  readonly texts: Texts;
  readonly log: Log;
  readonly onAnswer: (callId: string) => void;
  readonly onDecline: (callId: string) => void;
}

/**
 * The small card that says who is calling, above all windows, and never takes the focus: whoever types goes on
 * typing. It is kept hidden between rings, so that it stands there at once.
 */
export class RingCard {
  readonly #options: RingCardOptions;
  #window: BrowserWindow | undefined;
  #pageReady = false;
  #shown: readonly CallView[] = [];
  /** Whose card was made anew because its page died: once a call, so that a page that always dies is left alone. */
  #remadeFor: string | undefined;

  constructor(options: RingCardOptions) {
    this.#options = options;
    const { pages, onAnswer, onDecline } = options;
    ipcMain.on('ring-card:ready', (event) => {
      if (pages.senderOf(event)?.role !== 'ringCard') return;
      this.#pageReady = true;
      this.#paint();
    });
    ipcMain.on('ring-card:act', (event, callId: unknown, action: unknown) => {
      if (pages.senderOf(event)?.role !== 'ringCard') return;
      // Only a call that the card shows now: a click that comes late must not take the next caller.
      const call = this.#shown.find((each) => each.id === callId);
      if (call && action === 'answer') onAnswer(call.id);
      if (call && action === 'decline') onDecline(call.id);
    });
  }

  /** Shows the first of these; none: hides it. */
  update(ringing: readonly CallView[]): void {
    this.#shown = ringing;
    if (ringing.length > 0) this.#window ??= this.#create();
    this.#paint();
  }

  close(): void {
    this.#window?.destroy();
    this.#window = undefined;
  }

  #paint(): void {
    const window = this.#window;
    const [call] = this.#shown;
    if (!window) return;
    if (!call) window.hide();
    if (!call || !this.#pageReady) return;
    const { texts } = this.#options;
    const { name, organisation, number } = describeCaller(call, texts.say('ring.anonymous'));
    const others = this.#shown.length - 1;
    window.webContents.send('ring-card:show', {
      callId: call.id,
      language: texts.language,
      heading: texts.say('ring.heading'),
      name,
      detail: organisation,
      number,
      more: others > 0 ? texts.say('ring.more', { count: others }) : '',
      answer: texts.say('ring.answer'),
      decline: texts.say('ring.decline'),
    });
    if (window.isVisible()) return;
    // On the screen where the operator works now, in the corner that covers least.
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    window.setBounds({
      ...SIZE,
      x: workArea.x + workArea.width - SIZE.width - MARGIN,
      y: workArea.y + workArea.height - SIZE.height - MARGIN,
    });
    window.showInactive();
  }

  /** The page died: while nobody calls it is made with the next ring, during a ring at once. */
  #remake(): void {
    const [call] = this.#shown;
    if (!call || this.#remadeFor === call.id) return;
    this.#remadeFor = call.id;
    this.update(this.#shown);
  }

  #create(): BrowserWindow {
    const { preload, pages, log } = this.#options;
    this.#pageReady = false;
    const window = new BrowserWindow({
      ...SIZE,
      show: false,
      frame: false,
      resizable: false,
      movable: true,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      focusable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Ringdesk',
      webPreferences: { ...webPreferences(preload, false), backgroundThrottling: false },
    });
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    pages.add(window.webContents, 'ringCard');
    const drop = () => {
      if (this.#window === window) this.#window = undefined;
    };
    window.on('closed', drop);
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') log.warn('ring card ended', { reason });
      const inUse = this.#window === window;
      drop();
      window.destroy();
      if (inUse) this.#remake();
    });
    window
      .loadURL(PAGES.ringCard)
      .catch((error: unknown) => log.error('ring card not loaded', { reason: String(error) }));
    return window;
  }
}
