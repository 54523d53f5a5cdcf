import { z } from 'zod';
import { Done, Empty } from './common.ts';
import { request } from './define.ts';
import { atWork, entrance } from './need.ts';

/** What became of a key that is to work in every program (`Settings.globalKeys`). */
export const KEY_STATES = [
  /** None is chosen. */
  'off',
  'on',
  /** Registered through the desktop's portal (Wayland), where the person gives the last word on the key. */
  'desktopDecides',
  /** Not written as a key, or a letter alone, which nobody could type any more. */
  'invalid',
  /** Chosen for two actions; the first has it. */
  'twice',
  /** Another program has it. */
  'taken',
  /** This desktop lets no program have such keys (Wayland without the portal for them). */
  'forbidden',
] as const;
export const KeyState = z.enum(KEY_STATES);
export type KeyState = z.infer<typeof KeyState>;

export const GLOBAL_KEYS = ['answer', 'hangUp', 'mute', 'dialSelection'] as const;
export type GlobalKey = (typeof GLOBAL_KEYS)[number];

/** How the wish to open telephone links (`Settings.openLinks`) was taken by the system. */
export const LINK_STATES = [
  'off',
  'on',
  /** The person has since chosen another program in the system. Switching the setting off and on takes them back. */
  'elsewhere',
  'refused',
] as const;

/** What the shell found of the desktop that it runs in; for the settings to show. */
export const DesktopState = z.object({
  keys: z.object({ answer: KeyState, hangUp: KeyState, mute: KeyState, dialSelection: KeyState }),
  links: z.enum(LINK_STATES),
  /** What "dial the selection" reads: text marked with the mouse (X11), or text that was copied. */
  selection: z.enum(['marked', 'copied']),
});
export type DesktopState = z.infer<typeof DesktopState>;

export const desktopRequests = {
  /** The shell says what it found; absent in the browser mode. */
  'desktop.tell': request(['shell'], DesktopState, Done, entrance),
  'desktop.state': request(['desk'], Empty, z.object({ state: DesktopState.optional() }), atWork),
} as const;

export const desktopEvents = {
  'desktop.changed': DesktopState,
} as const;
