import { execFile } from 'node:child_process';
import type { KeyGrant } from './global-keys.ts';

const PATIENCE_MS = 1500;
/** The first Electron whose Chromium speaks the portal for global keys. */
const PORTAL_SINCE = 35;

export const isWayland = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform === 'linux' &&
  (env.XDG_SESSION_TYPE === 'wayland' || (env.XDG_SESSION_TYPE !== 'x11' && Boolean(env.WAYLAND_DISPLAY)));

/**
 * Whether a program may have keys while another one has the focus. Windows, macOS and X11 allow it. A Wayland desktop
 * does so only through its portal; without one an X11 grab would be accepted and then hear nothing.
 *
 * @param asksPortal tells whether somebody answers for the portal; given by tests
 */
export async function findKeyGrant(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  electron = process.versions.electron ?? '',
  asksPortal: () => Promise<boolean> = hasPortal,
): Promise<KeyGrant> {
  if (!isWayland(platform, env)) return 'free';
  if (Number.parseInt(electron, 10) < PORTAL_SINCE) return 'forbidden';
  return (await asksPortal()) ? 'portal' : 'forbidden';
}

function hasPortal(): Promise<boolean> {
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.portal.Desktop',
    '/org/freedesktop/portal/desktop',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.portal.GlobalShortcuts',
    'string:version',
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: PATIENCE_MS }, (error, output) => {
      resolve(!error && /uint32 [1-9]/.test(output));
    });
  });
}
