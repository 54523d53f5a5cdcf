import type { Session, WebContents } from 'electron';
import type { Log } from '../log.ts';
import type { PageRole } from '../pages/page-registry.ts';
import { HOST, SCHEME } from './origin.ts';

/**
 * Whether a request may leave a page: our own files for all, WebSockets for the phone, developer tools for
 * themselves. The content security policy says the same; this holds when a page has lost its policy.
 */
export function mayRequest(address: string, role: PageRole | undefined): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  switch (url.protocol) {
    case `${SCHEME}:`:
      return url.host === HOST;
    case 'blob:':
    case 'data:':
    case 'devtools:':
      return true;
    case 'ws:':
    case 'wss:':
      return role === 'phone';
    default:
      return false;
  }
}

export function guardNetwork(
  session: Session,
  roleOf: (contents: WebContents | null) => PageRole | undefined,
  log: Log,
): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = mayRequest(details.url, roleOf(details.webContents ?? null));
    if (!allowed) log.warn('request refused', { type: details.resourceType });
    answer({ cancel: !allowed });
  });
  // The desk gives out files that it made itself (an export, the rejected rows); nothing is fetched to disk.
  session.on('will-download', (event, item, contents) => {
    if (roleOf(contents) === 'desk' && item.getURL().startsWith('blob:app://')) return;
    log.warn('download refused');
    event.preventDefault();
  });
  // Chromium would fetch dictionaries from the network.
  session.setSpellCheckerEnabled(false);
}
