import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

export interface Heard {
  readonly to: 'phone' | 'exchange';
  readonly text: string;
}

/** Sits on the wire between a phone and its exchange: hears everything, and can speak as if it were the exchange. */
export interface Tap {
  readonly url: string;
  readonly heard: Heard[];
  /** While false, only REGISTER and OPTIONS of what the phone says reaches the exchange: it would answer to what it never said. */
  passes: boolean;
  /** To the phone that connected last. */
  toPhone(message: string | Buffer): void;
  stop(): Promise<void>;
}

export async function openTap(exchangeUrl: string): Promise<Tap> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, handleProtocols: () => 'sip' });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  let phone: WebSocket | undefined;

  server.on('connection', (socket) => {
    phone = socket;
    const early: string[] = [];
    const exchange = new WebSocket(exchangeUrl, 'sip');
    exchange.on('open', () => {
      for (const text of early.splice(0)) exchange.send(text);
    });
    exchange.on('message', (data) => {
      tap.heard.push({ to: 'phone', text: String(data) });
      socket.send(String(data));
    });
    exchange.on('close', () => socket.close());
    exchange.on('error', () => socket.close());
    socket.on('message', (data) => {
      tap.heard.push({ to: 'exchange', text: String(data) });
      if (!tap.passes && !/^(?:REGISTER|OPTIONS) /.test(String(data))) return;
      if (exchange.readyState === WebSocket.OPEN) exchange.send(String(data));
      else early.push(String(data));
    });
    socket.on('close', () => exchange.close());
  });

  const tap: Tap = {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws`,
    heard: [],
    passes: true,
    toPhone: (message) => phone?.send(message, { binary: typeof message !== 'string' }),
    async stop() {
      for (const client of server.clients) client.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return tap;
}
