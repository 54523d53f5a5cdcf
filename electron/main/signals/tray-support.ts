import { execFile } from 'node:child_process';

const PATIENCE_MS = 1500;

/**
 * Whether an icon in the tray would be seen. Windows and macOS always have the place. On Linux it is there only
 * when somebody on the session bus shows such icons; a desk hidden to a tray that nobody shows would be lost.
 * `RINGDESK_TRAY=0|1` decides it by hand.
 */
export async function hasTray(
  platform: NodeJS.Platform = process.platform,
  env = process.env,
): Promise<boolean> {
  const forced = env.RINGDESK_TRAY;
  if (forced === '0' || forced === '1') return forced === '1';
  if (platform !== 'linux') return true;
  if (!env.DBUS_SESSION_BUS_ADDRESS && !env.XDG_RUNTIME_DIR) return false;
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: PATIENCE_MS }, (error, output) => {
      resolve(!error && /boolean true/.test(output));
    });
  });
}
