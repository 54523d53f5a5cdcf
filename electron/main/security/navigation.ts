import { type App, shell, type WebContents } from 'electron';
import type { Log } from '../log.ts';

/** A click or key opens one link, if it comes at once. */
const GESTURE_MS = 1000;
const MAX_ADDRESS = 2048;

/** The address to give to the system's browser or mail program; undefined when it must not be given. */
export function externalAddress(address: string): string | undefined {
  if (address.length > MAX_ADDRESS) return undefined;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (url.protocol === 'mailto:') return url.href;
  // A name before the @ is there to make the reader take it for the host.
  // Pages of a firm's own network are without encryption often enough; the browser says so.
  const page = url.protocol === 'https:' || url.protocol === 'http:';
  return page && url.hostname !== '' && !url.username && !url.password ? url.href : undefined;
}

/** Our windows show our pages and nothing else, for as long as they live. */
export function lockNavigation(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    const gesture = watchGestures(contents);
    const refuse = (event: { readonly url?: string; preventDefault(): void }) => {
      // A page may load itself again (the desk does after an update of the core), and go nowhere else.
      if (event.url !== undefined && withoutHash(event.url) === withoutHash(contents.getURL())) return;
      log.warn('navigation refused');
      event.preventDefault();
    };
    contents.on('will-navigate', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', (event) => {
      log.warn('webview refused');
      event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      const address = externalAddress(url);
      if (address && gesture.take())
        void shell.openExternal(address).catch(() => log.warn('no program for a link'));
      else log.warn('window refused');
      return { action: 'deny' };
    });
  });
}

const withoutHash = (address: string) => address.split('#')[0];

/** Chromium does not tell a window's opening from its user's opening of a window, so we look at the hands. */
function watchGestures(contents: WebContents): { take(): boolean } {
  let at = Number.NEGATIVE_INFINITY;
  contents.on('input-event', (_event, input) => {
    if (
      input.type === 'mouseDown' ||
      input.type === 'mouseUp' ||
      input.type === 'rawKeyDown' ||
      input.type === 'keyDown'
    ) {
      at = performance.now();
    }
  });
  return {
    take() {
      const fresh = performance.now() - at < GESTURE_MS;
      at = Number.NEGATIVE_INFINITY;
      return fresh;
    },
  };
}
