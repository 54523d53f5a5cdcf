/**
 * The preload of the desk and the phone page: it hands the page its port to the core, and nothing else.
 *
 * The page sees `window.ringdesk` ({@link RingdeskBridge}) and talks by `message` events of its own window
 * (contextBridge cannot carry a MessagePort). The whole agreement is in README.md beside this file.
 */
import { contextBridge, ipcRenderer } from 'electron';

/** What the page finds as `window.ringdesk`; in a browser it is absent. */
export interface RingdeskBridge {
  readonly mode: 'desktop';
  readonly role: 'desk' | 'phone';
}

/** `message` events of the page's window; `type` is one of these. */
const PAGE = {
  /** page → preload: I want a port. Asked again after each loss. */
  connect: 'ringdesk-connect',
  /** preload → page: `{ type, role }` and the port in `event.ports[0]`. */
  port: 'ringdesk-port',
  /** preload → page: the core is gone, ports given before are dead. */
  lost: 'ringdesk-lost',
  /** preload → page: `{ type, code, params }`, the core refuses to start. */
  failed: 'ringdesk-failed',
} as const;

/** IPC between the preload and the shell; the same words are in electron/main/pages/introduce.ts. */
const IPC = {
  connect: 'ringdesk:connect',
  port: 'ringdesk:port',
  lost: 'ringdesk:lost',
  failed: 'ringdesk:failed',
  resume: 'ringdesk:resume',
} as const;

const ROLE_ARGUMENT = '--ringdesk-role=';

// For the page's own information only: the shell decides the role of a port by the window that asked.
const role = process.argv.find((word) => word.startsWith(ROLE_ARGUMENT))?.slice(ROLE_ARGUMENT.length);
const bridge: RingdeskBridge = { mode: 'desktop', role: role === 'phone' ? 'phone' : 'desk' };
contextBridge.exposeInMainWorld('ringdesk', bridge);

// A page of ours always has this origin (app://ringdesk), so a port can never reach a stranger's document.
const origin = window.location.origin;

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== origin) return;
  const data = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === PAGE.connect) {
    ipcRenderer.send(IPC.connect);
  }
});

ipcRenderer.on(IPC.port, (event) => {
  window.postMessage({ type: PAGE.port, role: bridge.role }, origin, event.ports);
});
ipcRenderer.on(IPC.lost, () => window.postMessage({ type: PAGE.lost }, origin));
ipcRenderer.on(IPC.failed, (_event, code: unknown, params: unknown) => {
  window.postMessage({ type: PAGE.failed, code, params }, origin);
});
// The machine woke up: sockets that look open may be dead. The same event that a browser fires after a cut.
ipcRenderer.on(IPC.resume, () => window.dispatchEvent(new Event('online')));
