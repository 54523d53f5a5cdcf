import { createCoreClient, type OpenChannel } from '../../shared/channel/client.ts';
import { portChannel } from '../../shared/channel/port-channel.ts';
import { webSocketChannel } from '../../shared/channel/websocket-channel.ts';
import type { CoreClient, PhoneCommandHandlers } from '../../shared/contract/client.ts';

export type PageRole = 'desk' | 'phone';

declare global {
  interface Window {
    /** Set by the preload in the desktop; absent in a browser. */
    readonly ringdesk?: { readonly mode: 'desktop'; readonly role: PageRole };
  }
}

/**
 * Connects this page with the core: over a MessagePort that the shell hands out in the desktop, over a WebSocket
 * to the server that served the page in a browser.
 */
export function connectCore(
  role: PageRole,
  phone?: PhoneCommandHandlers,
  /** What the server asks of a phone page when people log in; asked for anew at each connection. */
  ticket?: () => Promise<string>,
): CoreClient {
  const open = window.ringdesk ? shellPorts() : async () => webSocket(role, await ticket?.());
  return createCoreClient({ open, ...(phone ? { phone } : {}) });
}

function webSocket(role: PageRole, ticket?: string): ReturnType<OpenChannel> {
  const url = new URL(`/channel?role=${role}`, location.href);
  if (ticket !== undefined) url.searchParams.set('ticket', ticket);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.onopen = () => resolve(webSocketChannel(socket));
    socket.onerror = () => reject(new Error('no connection'));
  });
}

/**
 * The shell gives one port for each question, when the core is ready for it (electron/preload/README.md). Only the
 * preload of this very page posts to its own window; frames and other origins are not heard.
 */
function shellPorts(): OpenChannel {
  const hear = (listener: (data: { type?: string }, ports: readonly MessagePort[]) => void) =>
    window.addEventListener('message', (event) => {
      if (event.source === window && event.origin === location.origin)
        listener(event.data ?? {}, event.ports);
    });
  let take: ((port: MessagePort) => void) | undefined;
  let lose: (() => void) | undefined;
  hear(({ type }, [port]) => {
    if (type === 'ringdesk-port' && port) take?.(port);
    if (type === 'ringdesk-lost') lose?.();
  });
  return async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      take = resolve;
      window.postMessage({ type: 'ringdesk-connect' }, location.origin);
    });
    take = undefined;
    const channel = domPortChannel(port);
    lose = channel.close;
    return channel;
  };
}

function domPortChannel(port: MessagePort) {
  return portChannel(port, {
    onMessage: (listener) => {
      port.onmessage = (event) => listener(event.data);
    },
    onClose: (listener) => port.addEventListener('close', listener),
  });
}
