import type { Channel } from './channel.ts';

/** What MessagePort of the DOM, MessagePortMain of Electron and a wrapped child have in common. */
export interface PortLike {
  postMessage(data: unknown): void;
  close(): void;
}

export interface PortListeners {
  onMessage(listener: (data: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** A message that means `I am closing`, since a DOM MessagePort does not tell its other end in every runtime. */
const GOODBYE = '__ringdesk_goodbye';

export function portChannel(port: PortLike, listeners: PortListeners): Channel {
  let open = true;
  const onClose: Array<() => void> = [];
  const shut = () => {
    if (!open) return;
    open = false;
    port.close();
    for (const listener of onClose) listener();
  };
  listeners.onClose(shut);
  return {
    send(data) {
      if (!open) return;
      port.postMessage(data);
    },
    onMessage(listener) {
      listeners.onMessage((data) => (data === GOODBYE ? shut() : listener(data)));
    },
    onClose(listener) {
      onClose.push(listener);
    },
    close() {
      if (!open) return;
      port.postMessage(GOODBYE);
      shut();
    },
  };
}
