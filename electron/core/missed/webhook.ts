import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { WebhookCall, WebhookCheck, type webhookRequests } from '../../../shared/contract/webhook.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import type { Vault } from '../pbx/vault.ts';
import type { MissedQueue } from './queue.ts';
import { createRate, createReplayGuard, isFresh, isSigned, sign } from './signature.ts';

const KEY = 'missedWebhook';
const Kept = z.object({ on: z.boolean(), port: z.number().int(), secretRef: z.string().nullable() });

export const WEBHOOK_PATH = '/missed';
const DEFAULT_PORT = 8_790;
const SECRET_BYTES = 32;
/** A call is some hundred bytes; what a PBX adds of its own may be a few thousand. */
const MOST_BYTES = 16_384;
/** The busiest contact centre misses fewer; each costs a write that waits for the disk. */
const RATE = { burst: 100, perSecond: 50 };
/** Of whoever does not know the secret: a signature costs some microseconds, and they must not keep out who knows it. */
const GATE = { burst: 1_000, perSecond: 1_000 };
/** A body that does not come. */
const REQUEST_LIMIT_MS = 5_000;
const MOST_CONNECTIONS = 64;
const REPLAYED: [number, string] = [409, 'this request was here before'];

export interface Webhook {
  readonly handlers: Handlers<typeof webhookRequests, Context>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Where a PBX tells of calls by signed HTTP requests. Off until somebody wants it; listens on loopback alone, so that a
 * program of this machine (a proxy with TLS, a tunnel) stands between it and the world.
 */
export function createWebhook(options: {
  readonly store: Repositories['settings'];
  readonly vault: Vault;
  readonly queue: Pick<MissedQueue, 'pbxMissed' | 'pbxReached'>;
  readonly now: () => number;
  readonly log: Log;
}): Webhook {
  const { store, vault, queue, now, log } = options;
  const guard = createReplayGuard();
  const rate = createRate(RATE);
  const gate = createRate(GATE);
  let secret: string | undefined;
  let server: Server | undefined;
  let last: { at: number; status: number } | undefined;

  const kept = () => Kept.catch({ on: false, port: DEFAULT_PORT, secretRef: null }).parse(store.get(KEY));

  function take(call: WebhookCall): void {
    const caller = { number: call.number, anonymous: call.number.trim() === '' };
    if (call.type === 'answered') queue.pbxReached(caller, call.answeredAt ?? call.startedAt);
    else {
      queue.pbxMissed(caller, {
        ref: `webhook:${call.id}`,
        source: 'webhook',
        at: call.startedAt,
        endedAt: call.endedAt ?? call.startedAt,
        cause: call.cause,
        line: call.line,
        ...(call.sipCallId === undefined ? {} : { sharedId: call.sipCallId }),
      });
    }
  }

  /** Status and a word for the log of the PBX. Nothing is read of a body before its signature is right. */
  function judge(request: IncomingMessage, body: Uint8Array): [status: number, word: string] {
    const timestamp = String(request.headers['x-ringdesk-timestamp'] ?? '');
    const signature = String(request.headers['x-ringdesk-signature'] ?? '');
    if (secret === undefined || !isFresh(timestamp, now()) || !isSigned(secret, timestamp, body, signature))
      return [401, 'signature or time is wrong'];
    const posted = jsonOf(body);
    if (WebhookCheck.safeParse(posted).success) return [200, 'right'];
    const call = WebhookCall.safeParse(posted);
    if (!call.success)
      return [400, `wrong: ${call.error.issues.map(({ path }) => path.join('.')).join(', ')}`];
    // A replay takes nothing of what the PBX may send, and what is put off is no replay when it comes again.
    if (guard.knows(signature, now())) return REPLAYED;
    if (!rate.take(now())) return [429, 'too many'];
    const judged = guard.judge(signature, timestamp, now());
    if (judged !== 'new') return judged === 'replay' ? REPLAYED : [429, 'later'];
    take(call.data);
    return [200, 'kept'];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== WEBHOOK_PATH) return say(response, 404, 'not here');
    if (!gate.take(now())) return say(response, 429, 'too many');
    const body = await bodyOf(request);
    if (body === undefined) return say(response, 413, 'too large');
    const [status, word] = judge(request, body);
    last = { at: now(), status };
    say(response, status, word);
  }

  /** As a PBX of this machine would, over the same port and with the same signature. */
  async function check(): Promise<number> {
    const body = Buffer.from(JSON.stringify({ type: 'check' }));
    const timestamp = String(Math.floor(now() / 1000));
    // What we post ourselves is no news of the PBX.
    const before = last;
    try {
      const { status } = await fetch(`http://127.0.0.1:${kept().port}${WEBHOOK_PATH}`, {
        method: 'POST',
        body,
        headers: {
          'X-Ringdesk-Timestamp': timestamp,
          'X-Ringdesk-Signature': sign(secret ?? '', timestamp, body),
        },
        signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
      });
      return status;
    } catch (error) {
      log.warn({ err: error }, 'the webhook does not answer its own check');
      return 0;
    } finally {
      last = before;
    }
  }

  async function listen(port: number): Promise<void> {
    const opened = createServer((request, response) => {
      answer(request, response).catch((error: unknown) => {
        // The other side went away in the middle, or the disk is full: the PBX tries again.
        log.warn({ err: error }, 'a call of the webhook was not kept');
        if (response.headersSent || !request.complete) response.destroy();
        else say(response, 500, 'not kept, try again');
      });
    });
    opened.requestTimeout = REQUEST_LIMIT_MS;
    opened.headersTimeout = REQUEST_LIMIT_MS;
    opened.maxConnections = MOST_CONNECTIONS;
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', resolve);
    }).catch((error: unknown) => {
      throw new Failure('portTaken', { port }, { cause: error });
    });
    opened.on('error', (error) => log.warn({ err: error }, 'the webhook’s server stumbled'));
    opened.unref();
    server = opened;
  }

  async function close(): Promise<void> {
    const closing = server;
    server = undefined;
    secret = undefined;
    if (!closing) return;
    closing.closeAllConnections();
    await new Promise<void>((resolve) => closing.close(() => resolve()));
  }

  async function set({ on, port, renew }: { on: boolean; port: number; renew: boolean }): Promise<void> {
    const before = kept();
    await close();
    if (!on) return store.set(KEY, { ...before, on, port });
    const old = renew ? '' : await vault.get(before.secretRef).catch(() => '');
    const next = old === '' ? randomBytes(SECRET_BYTES).toString('base64url') : old;
    const secretRef = next === old ? before.secretRef : await vault.put(next, before.secretRef);
    // Off until the port is ours.
    store.set(KEY, { on: false, port, secretRef });
    await listen(port);
    secret = next;
    store.set(KEY, { on: true, port, secretRef });
  }

  return {
    handlers: {
      'webhook.state': () => {
        const { port } = kept();
        const on = server !== undefined && secret !== undefined;
        const open = on ? { secret, url: `http://127.0.0.1:${port}${WEBHOOK_PATH}` } : {};
        return { on, port, ...open, ...(last === undefined ? {} : { last }) };
      },
      'webhook.set': async (wanted) => {
        await set(wanted);
        return DONE;
      },
      'webhook.check': async () => ({ status: await check() }),
    },
    async start() {
      const { on, port, secretRef } = kept();
      if (!on) return;
      try {
        secret = (await vault.get(secretRef)) || undefined;
        if (secret !== undefined) await listen(port);
      } catch (error) {
        // A webhook that cannot be served must not keep anybody from calling.
        log.warn({ err: error }, 'the webhook is not served');
      }
    },
    stop: close,
  };
}

/** Undefined: larger than it may be. Rejects when the other side goes away before its end. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function say(response: ServerResponse, status: number, word: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...(status === 429 ? { 'Retry-After': '1' } : {}),
  });
  response.end(`${word}\n`);
}
