import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { TrainingLog } from '../log.ts';
import { MAX_MESSAGE_BYTES, parseMessage, requireMandatory, type SipMessage, serialize } from './message.ts';

/** One WebSocket of a user agent (RFC 7118); requests for a registered agent go back through it. */
export interface Flow {
  readonly id: number;
  /** Who has proved a password over this connection, if anybody. */
  login: string | undefined;
  isOpen(): boolean;
  send(message: SipMessage): void;
  close(): void;
}

export interface FlowServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface FlowHandlers {
  onMessage(message: SipMessage, flow: Flow): void;
  onClosed(flow: Flow): void;
}

const PATH = '/ws';
const SUBPROTOCOL = 'sip';
/** A training exchange has one workstation; this only bounds what a broken page can open. */
const MAX_FLOWS = 64;
/** After so many unreadable messages the connection is cut. */
const MAX_MALFORMED = 20;
/** How long a phone may take to read its last messages (BYE) before the connection is cut. */
const FAREWELL_MS = 300;
/** RFC 5626 §4.4.1: a double CRLF is a keep-alive ping, a single one its answer. */
const PING = '\r\n\r\n';
const PONG = '\r\n';

/**
 * Listens for SIP over WebSocket.
 * @throws the error of `listen`, e.g. with code EADDRINUSE.
 */
export async function listen(
  where: { readonly host: string; readonly port: number },
  handlers: FlowHandlers,
  log: TrainingLog,
): Promise<FlowServer> {
  const http = createServer((_request, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({
    server: http,
    path: PATH,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    verifyClient: ({ req }: { req: IncomingMessage }) =>
      sockets.clients.size < MAX_FLOWS && offersSip(req.headers['sec-websocket-protocol']),
  });
  let lastId = 0;
  sockets.on('connection', (socket) => {
    lastId += 1;
    attend(socket, lastId, handlers, log);
  });
  sockets.on('error', (error) =>
    log.error({ error: error.message }, 'training exchange: socket server failed'),
  );
  await listening(http, where);
  return {
    port: (http.address() as AddressInfo).port,
    stop: () => stop(http, sockets),
  };
}

const offersSip = (protocols: string | undefined): boolean =>
  protocols?.split(',').some((protocol) => protocol.trim() === SUBPROTOCOL) === true;

function attend(socket: WebSocket, id: number, handlers: FlowHandlers, log: TrainingLog): void {
  let malformed = 0;
  const flow: Flow = {
    id,
    login: undefined,
    isOpen: () => socket.readyState === socket.OPEN,
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(serialize(message));
    },
    close: () => socket.close(),
  };
  socket.on('message', (data, isBinary) => {
    const text = Array.isArray(data)
      ? Buffer.concat(data).toString()
      : Buffer.from(data as Buffer).toString();
    // Cut off already: what it said before it heard so is neither read nor logged.
    if (socket.readyState !== socket.OPEN) return;
    if (text === PING) return socket.send(PONG);
    if (text.trim() === '') return;
    try {
      const message = parseMessage(text);
      requireMandatory(message);
      handlers.onMessage(message, flow);
    } catch (error) {
      malformed += 1;
      const reason = error instanceof Error ? error.message.slice(0, 120) : 'unknown';
      log.warn({ flow: id, bytes: text.length, isBinary, reason }, 'training exchange: unreadable message');
      if (malformed >= MAX_MALFORMED) socket.close(1008, 'too many unreadable messages');
    }
  });
  socket.on('close', () => handlers.onClosed(flow));
  socket.on('error', (error) =>
    log.warn({ flow: id, reason: error.message.slice(0, 120) }, 'training exchange: socket'),
  );
}

const listening = (http: Server, where: { readonly host: string; readonly port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(where.port, where.host, () => {
      http.off('error', reject);
      resolve();
    });
  });

async function stop(http: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.close(1001, 'the training line stops');
  const cutOff = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, FAREWELL_MS);
  await new Promise<void>((resolve) => sockets.close(() => resolve()));
  clearTimeout(cutOff);
  http.closeAllConnections();
  await new Promise<void>((resolve) => http.close(() => resolve()));
}
