import type { WebPreferences } from 'electron';

/** Developer tools exist only when the program runs from its source and asks for them. */
export const inDevelopment = (isPackaged: boolean): boolean =>
  !isPackaged && process.env.RINGDESK_DEV === '1';

/** The walls of every page; what a page needs more is only information for its preload. */
export function webPreferences(preload: string, devTools: boolean, role?: 'desk' | 'phone'): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools,
    ...(role ? { additionalArguments: [`--ringdesk-role=${role}`] } : {}),
  };
}
