import { type Session, systemPreferences, type WebContents } from 'electron';
import type { Log } from '../log.ts';
import type { PageRole } from '../pages/page-registry.ts';
import { isOurs } from './origin.ts';

export interface PermissionQuestion {
  readonly permission: string;
  /** The page that asks; undefined for a stranger. */
  readonly role: PageRole | undefined;
  /** Origin or address of the frame that asks. */
  readonly origin: string;
  readonly isMainFrame: boolean;
  /** For `media`: what kinds of device. Empty: it is not known yet (labels of devices, a first look). */
  readonly media: readonly string[];
}

/**
 * What a page may have of the machine: the phone its microphone, loudspeakers and headset buttons, the desk its
 * notifications and the putting of text on the clipboard. Everything else, and everybody else, gets nothing.
 */
export function mayHave(question: PermissionQuestion): boolean {
  if (!question.isMainFrame || !isOurs(question.origin)) return false;
  switch (question.permission) {
    case 'media':
      return (
        question.role === 'phone' && question.media.every((kind) => kind === 'audio' || kind === 'unknown')
      );
    case 'speaker-selection':
    case 'hid':
      return question.role === 'phone';
    case 'notifications':
    case 'clipboard-sanitized-write':
      return question.role === 'desk';
    default:
      return false;
  }
}

export interface DeviceQuestion {
  readonly deviceType: string;
  readonly origin: string;
  readonly device: { readonly collections?: readonly { readonly usagePage?: number }[] };
}

/** HID Usage Tables 1.5 §14: what makes a device a telephone. */
const TELEPHONY_PAGE = 0x0b;

/**
 * Headsets only: of all devices those that say of themselves to be a telephone. No page is told here, only an origin;
 * that the desk has no devices is seen to by its Permissions-Policy (headers.ts).
 */
export function mayUseDevice({ deviceType, origin, device }: DeviceQuestion): boolean {
  if (deviceType !== 'hid' || !isOurs(origin)) return false;
  return device.collections?.some(({ usagePage }) => usagePage === TELEPHONY_PAGE) === true;
}

/** @param roleOf tells which of our pages a WebContents is */
export function guardPermissions(
  session: Session,
  roleOf: (contents: WebContents | null) => PageRole | undefined,
  log: Log,
): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? [...(details.mediaTypes ?? [])] : [];
    const origin = details.requestingUrl;
    const allowed = mayHave({
      permission,
      role: roleOf(contents),
      origin,
      isMainFrame: details.isMainFrame,
      media,
    });
    if (!allowed) log.warn('permission refused', { permission, media: media.join() });
    if (!allowed || permission !== 'media' || process.platform !== 'darwin') return answer(allowed);
    // macOS asks the person once for the whole program.
    systemPreferences.askForMediaAccess('microphone').then(answer, () => answer(false));
  });
  session.setPermissionCheckHandler((contents, permission, origin, details) =>
    mayHave({
      permission,
      role: roleOf(contents),
      origin,
      isMainFrame: details.isMainFrame,
      media: details.mediaType ? [details.mediaType] : [],
    }),
  );
  session.setDevicePermissionHandler((question) => mayUseDevice(question as DeviceQuestion));
  // The phone has its headsets without asking; nobody else may choose one.
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
