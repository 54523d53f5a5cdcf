import { BrowserWindow, nativeImage, nativeTheme, screen } from 'electron';
import { crashCounter } from '../core/restart-delay.ts';
import type { Log } from '../log.ts';
import type { PageRegistry } from '../pages/page-registry.ts';
import { PAGES } from '../security/origin.ts';
import icon from './icon.png?inline';
import { stayHome } from './stay-home.ts';
import { webPreferences } from './web-preferences.ts';
import { fitWindow, readWindowState, SMALLEST, saveWindowState } from './window-state.ts';
import { zoomByKeys } from './zoom.ts';

export interface DeskWindowOptions {
  readonly preload: string;
  readonly stateFile: string;
  readonly devTools: boolean;
  readonly pages: PageRegistry;
  readonly log: Log;
  /** Asked when the person closes the window: false keeps it (hidden, or until an answer). */
  readonly mayClose: (window: BrowserWindow) => boolean;
}

/** The operator's window. Its page may crash or be closed in the middle of a talk: the phone lives elsewhere. */
export class DeskWindow {
  readonly #options: DeskWindowOptions;
  #window: BrowserWindow | undefined;

  constructor(options: DeskWindowOptions) {
    this.#options = options;
  }

  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Before the operator's eyes: what it says need not be said again by the system. */
  get isFocused(): boolean {
    const window = this.#window;
    return window?.isFocused() === true && window.isVisible() && !window.isMinimized();
  }

  /** Brings it before the person's eyes, opening it when there is none. */
  show(): void {
    const window = this.#window;
    if (!window) {
      this.#open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #open(): void {
    const { preload, stateFile, devTools, pages, log, mayClose } = this.#options;
    const state = fitWindow(
      readWindowState(stateFile),
      screen.getAllDisplays().map((display) => display.workArea),
    );
    const { maximized, ...bounds } = state;
    const window = new BrowserWindow({
      ...bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: 'Ringdesk',
      // Linux asks the window; Windows and macOS take it from the program.
      ...(process.platform === 'linux' ? { icon: nativeImage.createFromDataURL(icon) } : {}),
      // Until the page has painted, so that a dark room gets no white flash.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
      webPreferences: webPreferences(preload, devTools, 'desk'),
    });
    this.#window = window;
    pages.add(window.webContents, 'desk');
    stayHome(window.webContents, PAGES.desk, log);
    // No menu: its Alt keys are the desk's own.
    window.removeMenu();
    zoomByKeys(window.webContents);
    if (maximized) window.maximize();
    window.once('ready-to-show', () => window.show());

    window.on('close', (event) => {
      saveWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
      if (!mayClose(window)) event.preventDefault();
    });
    window.on('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });

    const crashes = crashCounter();
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return;
      const { delayMs, crashes: inRow } = crashes.crashed();
      log.error('desk page ended', { reason, exitCode, crashes: inRow, delayMs });
      setTimeout(() => {
        if (window.isDestroyed()) return;
        crashes.started();
        load();
      }, delayMs);
    });
    window.webContents.on('unresponsive', () => log.warn('desk page does not answer'));
    const load = () => {
      window
        .loadURL(PAGES.desk)
        .catch((error: unknown) => log.error('desk page not loaded', { reason: String(error) }));
    };
    load();
  }
}
