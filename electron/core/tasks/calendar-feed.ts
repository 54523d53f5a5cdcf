import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Repositories } from '../../../db/repositories/index.ts';
import { sameSecret } from '../host/browser-session.ts';
import type { Log } from '../host/log.ts';
import type { Vault } from '../pbx/vault.ts';

const KEY = 'calendarFeed';
const Kept = z.object({
  on: z.boolean(),
  secretRef: z.string().nullable(),
  /** Where the desktop served it last, so that the address stays the same. */
  port: z.number().int().min(0).max(65_535).default(0),
});

/** `/calendar/<secret>.ics` */
export const FEED_PATH = '/calendar/';
const SECRET_BYTES = 24;

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export interface CalendarFeed {
  /** The secret address; undefined while the feed is off. */
  url(): string | undefined;
  /** `renew`: with a new secret, so that whoever had the old address is out. */
  set(wanted: { readonly on: boolean; readonly renew: boolean }): Promise<void>;
  /** The browser mode's server answers for the feed, at this origin. */
  servedAt(origin: string): void;
  /** Whoever serves has checked the Host header. */
  answer(request: IncomingMessage, response: ServerResponse): void;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The calendar for other programs of this machine: its address is the key. The secret lies sealed in the base, is in
 * memory while the feed is on, and goes into no log.
 */
export function createCalendarFeed(options: {
  readonly store: Repositories['settings'];
  readonly vault: Vault;
  readonly calendar: () => string;
  /** The desktop has no server: it listens by itself, and only while the feed is on. */
  readonly listens: boolean;
  readonly log: Log;
}): CalendarFeed {
  const { store, vault, log } = options;
  let secret: string | undefined;
  let origin: string | undefined;
  let server: Server | undefined;

  const kept = () => Kept.catch({ on: false, secretRef: null, port: 0 }).parse(store.get(KEY));
  const keep = (fields: Partial<z.infer<typeof Kept>>) => store.set(KEY, { ...kept(), ...fields });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const path = URL.parse(request.url ?? '', 'http://localhost')?.pathname ?? '';
    const said = path.startsWith(FEED_PATH) && path.endsWith('.ics') ? path.slice(FEED_PATH.length, -4) : '';
    // Off, wrong and no longer right look the same.
    if (secret === undefined || !sameSecret(said, secret)) {
      response
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('There is no such calendar.');
      return;
    }
    try {
      const body = options.calendar();
      response.writeHead(200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'inline; filename="ringdesk.ics"',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      log.warn({ err: error }, 'the calendar could not be read');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  }

  async function listen(): Promise<void> {
    const { port } = kept();
    try {
      await listenAt(port);
    } catch (error) {
      if (port === 0) throw error;
      // Another program has it now. The address changes, which the settings show.
      await listenAt(0);
    }
  }

  async function listenAt(port: number): Promise<void> {
    const hosts = new Set<string>();
    const opened = createServer((request, response) => {
      // A foreign Host header is a page that made its own name point here (DNS rebinding).
      if (hosts.has(request.headers.host ?? '')) answer(request, response);
      else response.writeHead(403, HEADERS).end();
    });
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', resolve);
    });
    opened.on('error', (error) => log.warn({ err: error }, 'the calendar’s server stumbled'));
    opened.unref();
    const { port: taken } = opened.address() as AddressInfo;
    for (const name of ['127.0.0.1', 'localhost']) hosts.add(`${name}:${taken}`);
    server = opened;
    origin = `http://127.0.0.1:${taken}`;
    keep({ port: taken });
  }

  async function close(): Promise<void> {
    const closing = server;
    server = undefined;
    if (!closing) return;
    origin = undefined;
    closing.closeAllConnections();
    await new Promise<void>((resolve) => closing.close(() => resolve()));
  }

  async function open(): Promise<void> {
    if (options.listens && !server) await listen();
  }

  return {
    url: () =>
      secret === undefined || origin === undefined ? undefined : `${origin}${FEED_PATH}${secret}.ics`,
    async set({ on, renew }) {
      if (!on) {
        secret = undefined;
        keep({ on: false });
        return close();
      }
      const { secretRef } = kept();
      const old = renew ? '' : await vault.get(secretRef).catch(() => '');
      const next = old === '' ? randomBytes(SECRET_BYTES).toString('base64url') : old;
      if (next !== old) keep({ secretRef: await vault.put(next, secretRef) });
      secret = next;
      await open();
      keep({ on: true });
    },
    servedAt(served) {
      origin = served;
    },
    answer,
    async start() {
      const { on, secretRef } = kept();
      if (!on) return;
      try {
        secret = (await vault.get(secretRef)) || undefined;
        if (secret !== undefined) await open();
      } catch (error) {
        // A calendar that cannot be served must not keep anybody from calling.
        secret = undefined;
        log.warn({ err: error }, 'the calendar is not served');
      }
    },
    close,
  };
}
