import { BrowserWindow } from 'electron';
import { crashCounter } from '../core/restart-delay.ts';
import type { Log } from '../log.ts';
import type { PageRegistry } from '../pages/page-registry.ts';
import { PAGES } from '../security/origin.ts';
import { stayHome } from './stay-home.ts';
import { webPreferences } from './web-preferences.ts';

export interface PhoneWindowOptions {
  readonly preload: string;
  readonly devTools: boolean;
  readonly pages: PageRegistry;
  readonly log: Log;
}

/**
 * The page that holds the calls, in a window that nobody sees: never reloaded while it lives, never slowed down
 * (SIP timers and the recorder run in it), allowed to ring without a click. When its process dies it is made anew.
 */
export class PhoneWindow {
  readonly #options: PhoneWindowOptions;
  readonly #crashes = crashCounter();
  #window: BrowserWindow | undefined;
  #ended = false;

  constructor(options: PhoneWindowOptions) {
    this.#options = options;
  }

  open(): void {
    const { preload, devTools, pages, log } = this.#options;
    const window = new BrowserWindow({
      show: false,
      width: 400,
      height: 300,
      title: 'Ringdesk phone',
      skipTaskbar: true,
      webPreferences: {
        ...webPreferences(preload, devTools, 'phone'),
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    this.#window = window;
    this.#crashes.started();
    pages.add(window.webContents, 'phone');
    stayHome(window.webContents, PAGES.phone, log);
    window.removeMenu();
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      const { delayMs, crashes } = this.#crashes.crashed();
      log.error('phone page ended', { reason, exitCode, crashes, delayMs });
      setTimeout(() => this.#replace(window), delayMs);
    });
    window.webContents.on('unresponsive', () => log.warn('phone page does not answer'));
    // Somebody's script may close it (`window.close()`): a phone there must be.
    window.on('closed', () => {
      if (this.#window !== window || this.#ended) return;
      this.#window = undefined;
      this.open();
    });
    window
      .loadURL(PAGES.phone)
      .catch((error: unknown) => log.error('phone page not loaded', { reason: String(error) }));
  }

  /** At the end of the program. */
  close(): void {
    this.#ended = true;
    this.#window?.destroy();
    this.#window = undefined;
  }

  /** A new window and not a reload: a crashed renderer's leftovers (its audio, its ports) go with the old one. */
  #replace(dead: BrowserWindow): void {
    if (this.#ended || this.#window !== dead) return;
    this.open();
    dead.destroy();
  }
}
