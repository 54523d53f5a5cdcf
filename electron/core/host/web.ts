import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { type SocketLike, webSocketChannel } from '../../../shared/channel/websocket-channel.ts';
import { FEED_PATH } from '../tasks/calendar-feed.ts';
import { type BrowserSessions, sameSecret } from './browser-session.ts';
import { answerDial } from './control-dial.ts';
import type { Log } from './log.ts';
import type { Core } from './options.ts';

export interface WebOptions {
  readonly core: Core;
  /** The built pages. */
  readonly pagesDir: string;
  /** 0: any free one. */
  readonly port: number;
  readonly sessions: BrowserSessions;
  readonly log: Log;
}

export interface Web {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What another program must show to get an address of its own, or to dial. */
  readonly controlKey: string;
  close(): Promise<void>;
}

/** Nothing from elsewhere, no inline script; Mantine sets styles on elements. PBXs are anywhere, hence ws: and wss:. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self' blob: ws: wss:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'microphone=(self), speaker-selection=(self), camera=(), geolocation=()',
};

/** A recording chunk or a piece of an import is at most some hundred kilobytes. */
const MAX_FRAME_BYTES = 4_000_000;

/** Serves the pages and the channel to browsers of this machine, and to nobody else. Rejects with EADDRINUSE. */
export async function serveWeb(options: WebOptions): Promise<Web> {
  const { core, sessions, log } = options;
  const controlKey = randomBytes(24).toString('base64url');
  const pages = sirv(options.pagesDir, {
    // Looked up anew each time: a rebuild or an update changes the files under a running program.
    dev: true,
    etag: true,
    setHeaders(response, path) {
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      answer(request, response);
    } catch (error) {
      // One bad question must not end everybody's calls.
      log.warn({ err: error }, 'a request could not be answered');
      if (response.headersSent) response.destroy();
      else say(response, 400, 'This cannot be answered.');
    }
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  core.feed.servedAt(origin);
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const refusal = refusalOf(request);
    if (refusal) say(response, ...refusal);
    // Its address is its key: calendar programs bring no cookie.
    else if (pathOf(request)?.startsWith(FEED_PATH)) core.feed.answer(request, response);
    else if (pathOf(request) === DIAL_PATH) dialFor(request, response);
    else if (pathOf(request) === ADDRESS_PATH) say(response, 200, `${origin}/?token=${sessions.issue()}`);
    else if (tokenOf(request) !== null) enter(request, response);
    else if (!sessions.admits(request.headers.cookie)) say(response, 401, LOCKED);
    else if (pathOf(request) === '/') redirect(response, '/desk/');
    else {
      // Pages are small and local; a part of one is never needed.
      delete request.headers.range;
      pages(request, response, () => say(response, 404, 'There is no such page.'));
    }
  }

  function dialFor(request: IncomingMessage, response: ServerResponse): void {
    answerDial(core, request, response).catch((error: unknown) => {
      log.warn({ err: error }, 'a request to dial could not be answered');
      response.destroy();
    });
  }

  function refusalOf(request: IncomingMessage): [status: number, sentence: string] | undefined {
    // A foreign Host header is a page that made its own name point here (DNS rebinding).
    if (!hosts.has(request.headers.host ?? '')) return [403, 'This address is not served here.'];
    if (urlOf(request) === undefined) return [400, 'This is not an address of a page.'];
    if (CONTROL_PATHS.has(pathOf(request) ?? '')) {
      const key = request.headers['x-ringdesk-control'];
      const known = request.method === 'POST' && typeof key === 'string' && sameSecret(key, controlKey);
      return known ? undefined : [403, 'Not allowed.'];
    }
    return request.method === 'GET' || request.method === 'HEAD'
      ? undefined
      : [405, 'Only GET is served here.'];
  }

  function enter(request: IncomingMessage, response: ServerResponse): void {
    const cookie = sessions.redeem(tokenOf(request) ?? '');
    if (cookie !== undefined) response.setHeader('Set-Cookie', cookie);
    // The token must not stay in the address bar or the history.
    if (cookie !== undefined || sessions.admits(request.headers.cookie)) redirect(response, '/desk/');
    else say(response, 401, LOCKED);
  }

  server.on('upgrade', (request, socket, head) => {
    // Who goes away in the middle of the handshake is no error of ours.
    socket.on('error', () => {});
    const host = request.headers.host ?? '';
    const role = urlOf(request)?.searchParams.get('role');
    const admitted =
      hosts.has(host) &&
      request.headers.origin === `http://${host}` &&
      pathOf(request) === '/channel' &&
      (role === 'desk' || role === 'phone') &&
      sessions.admits(request.headers.cookie) &&
      (role === 'desk' || core.admitsPhone(urlOf(request)?.searchParams.get('ticket') ?? null));
    if (!admitted) {
      log.warn({ host, origin: request.headers.origin, path: loggable(request) }, 'channel refused');
      socket.end(REFUSED);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => log.warn({ err: error }, 'channel broke'));
      core.accept(webSocketChannel(webSocket as unknown as SocketLike), role);
    });
  });

  return {
    origin,
    controlKey,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const ADDRESS_PATH = '/control/address';
const DIAL_PATH = '/control/dial';
/** For programs of the person who may read the profile, and for no page. */
const CONTROL_PATHS = new Set([ADDRESS_PATH, DIAL_PATH]);

const REFUSED = [
  'HTTP/1.1 403 Forbidden',
  ...Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`),
  'Connection: close',
  '\r\n',
].join('\r\n');

/** Undefined for what is no address, such as `//`. */
const urlOf = (request: IncomingMessage) => URL.parse(request.url ?? '/', 'http://localhost') ?? undefined;
const pathOf = (request: IncomingMessage) => urlOf(request)?.pathname;
/** The calendar's path is its secret. */
const loggable = (request: IncomingMessage) =>
  pathOf(request)?.startsWith(FEED_PATH) ? FEED_PATH : pathOf(request);
const tokenOf = (request: IncomingMessage) => urlOf(request)?.searchParams.get('token') ?? null;

const LOCKED =
  'Ringdesk is running, but this browser has not been let in. Open the address that the program printed; ' +
  'run "npm start" once more to get a fresh one.';

function say(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(sentence);
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to, 'Cache-Control': 'no-store' }).end();
}
