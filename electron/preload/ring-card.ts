/** The preload of the ring card: shows what the shell says, tells which button was pressed. */
import { contextBridge, ipcRenderer } from 'electron';

/** All texts are ready for people, in their language; the page puts them in with `textContent`. */
export interface RingCardView {
  readonly callId: string;
  readonly language: string;
  readonly heading: string;
  readonly name: string;
  readonly detail: string;
  readonly number: string;
  readonly more: string;
  readonly answer: string;
  readonly decline: string;
}

contextBridge.exposeInMainWorld('ringCard', {
  onShow(listener: (view: RingCardView) => void) {
    ipcRenderer.on('ring-card:show', (_event, view: RingCardView) => listener(view));
    ipcRenderer.send('ring-card:ready');
  },
  act(callId: unknown, action: unknown) {
    ipcRenderer.send('ring-card:act', String(callId), String(action));
  },
});
