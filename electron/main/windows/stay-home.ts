import type { WebContents } from 'electron';
import type { Log } from '../log.ts';

/**
 * Brings a page that got away back to its own address. Nearly all ways are closed before (security/navigation.ts);
 * Chromium asks nobody about `about:blank`, and an operator must not be left before an empty window.
 */
export function stayHome(contents: WebContents, home: string, log: Log): void {
  contents.on('did-navigate', (_event, address) => {
    if (address.split('#')[0] === home) return;
    log.warn('page brought back');
    contents.loadURL(home).catch((error: unknown) => log.error('page not loaded', { reason: String(error) }));
  });
}
