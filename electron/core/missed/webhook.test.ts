import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testBase } from '../../../db/testing.ts';
import type { Context } from '../host/dispatch.ts';
import { silentLog } from '../host/log.ts';
import { createRate, createReplayGuard, sign, WINDOW_MS } from './signature.ts';
import { createWebhook, type Webhook } from './webhook.ts';

const asked = {} as Context;
const CALL = { id: 'c-1', type: 'missed', number: '+79161112233', startedAt: 1_000, endedAt: 21_000 };

let base: ReturnType<typeof testBase>;
let webhook: Webhook;
let port: number;
let secret: string;
const queue = { pbxMissed: vi.fn(), pbxReached: vi.fn() };
const vault = {
  kept: new Map<string, string>(),
  async put(text: string | undefined, ref: string | null | undefined) {
    const key = ref ?? 'ref';
    if (text !== undefined) vault.kept.set(key, text);
    return key;
  },
  get: async (ref: string | null) => vault.kept.get(ref ?? '') ?? '',
  forget: () => {},
};

/** A port that was free a moment ago. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });

const make = () =>
  createWebhook({ store: base.repos.settings, vault, queue, now: () => base.clock.now, log: silentLog });
const state = () => webhook.handlers['webhook.state']({}, asked);
const set = (wanted: { on?: boolean; renew?: boolean } = {}) =>
  webhook.handlers['webhook.set']({ on: true, renew: false, port, ...wanted }, asked);

beforeEach(async () => {
  vi.clearAllMocks();
  vault.kept.clear();
  base = testBase();
  port = await freePort();
  webhook = make();
  await set();
  secret = (await state()).secret ?? '';
});
afterEach(async () => {
  await webhook.stop();
  base[Symbol.dispose]();
});

interface Sent {
  readonly body?: string;
  readonly at?: number;
  readonly secret?: string;
  readonly path?: string;
}

function post(given: Sent = {}): Promise<number> {
  const body = Buffer.from(given.body ?? JSON.stringify(CALL));
  const timestamp = String(Math.floor((given.at ?? base.clock.now) / 1000));
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path: given.path ?? '/missed',
        method: 'POST',
        headers: {
          'X-Ringdesk-Timestamp': timestamp,
          'X-Ringdesk-Signature': sign(given.secret ?? secret, timestamp, body),
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

describe('a signed request', () => {
  it('puts a missed call into the queue, and a talk closes by the same way', async () => {
    expect(await post()).toBe(200);
    expect(queue.pbxMissed.mock.calls).toEqual([
      [
        { number: '+79161112233', anonymous: false },
        { ref: 'webhook:c-1', source: 'webhook', at: 1_000, endedAt: 21_000, cause: 'unanswered', line: '' },
      ],
    ]);
    const talk = { id: 'c-2', type: 'answered', number: '8916', startedAt: '2026-11-22T12:00:00+03:00' };
    expect(await post({ body: JSON.stringify(talk) })).toBe(200);
    expect(queue.pbxReached.mock.calls).toEqual([
      [{ number: '8916', anonymous: false }, Date.UTC(2026, 10, 22, 9)],
    ]);
  });

  it('is refused when it is signed with another secret, too old, too new, or was here before', async () => {
    expect(await post({ secret: 'other' })).toBe(401);
    expect(await post({ at: base.clock.now - WINDOW_MS - 2_000 })).toBe(401);
    expect(await post({ at: base.clock.now + WINDOW_MS + 2_000 })).toBe(401);
    expect(queue.pbxMissed).not.toHaveBeenCalled();
    expect(await post()).toBe(200);
    expect(await post()).toBe(409);
    expect(queue.pbxMissed).toHaveBeenCalledOnce();
  });

  it.each(['', '{', '[]', '{"id":"x"}', JSON.stringify({ ...CALL, endedAt: 1 })])(
    'is refused when its body is no call: %s',
    async (body) => {
      expect(await post({ body })).toBe(400);
    },
  );

  it('is refused when it is too large, or for another address', async () => {
    expect(await post({ body: 'x'.repeat(20_000) })).toBe(413);
    expect(await post({ path: '/' })).toBe(404);
  });

  it('can be sent again when the queue could not keep it', async () => {
    queue.pbxMissed.mockImplementationOnce(() => {
      throw new Error('disk full');
    });
    expect(await post()).toBe(500);
    // With a new time, as a PBX tries again.
    base.clock.now += 1_000;
    expect(await post()).toBe(200);
  });
});

it('a storm is held off, and bodies that never end keep nobody out', async () => {
  const halves = Array.from({ length: 10 }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /missed HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"id":');
    return socket;
  });
  const storm = Array.from({ length: 300 }, (_, n) =>
    post({ body: JSON.stringify({ ...CALL, id: `s-${n}` }) }),
  );
  const answers = (await Promise.allSettled(storm)).map((one) =>
    one.status === 'fulfilled' ? one.value : 0,
  );
  const kept = answers.filter((status) => status === 200).length;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThanOrEqual(100);
  expect(queue.pbxMissed).toHaveBeenCalledTimes(kept);
  expect(new Set(answers.filter((status) => status !== 200 && status !== 0))).toEqual(new Set([429]));
  for (const socket of halves) socket.destroy();
  base.clock.now += 10_000;
  expect(await post()).toBe(200);
});

describe('its switch', () => {
  it('is off until somebody wants it, and then closes the door again', async () => {
    await set({ on: false });
    expect(await state()).toEqual({ on: false, port });
    await expect(post()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('keeps the secret over a start, and a new one puts out who had the old', async () => {
    await webhook.stop();
    webhook = make();
    await webhook.start();
    expect((await state()).secret).toBe(secret);
    await set({ renew: true });
    expect((await state()).secret).not.toBe(secret);
    expect(await post()).toBe(401);
  });

  it('says when another program has the port', async () => {
    const other = make();
    await expect(
      other.handlers['webhook.set']({ on: true, renew: false, port }, asked),
    ).rejects.toMatchObject({
      code: 'portTaken',
      params: { port },
    });
  });
});

describe('what it remembers', () => {
  it('is bounded, and refuses rather than forgets', () => {
    const guard = createReplayGuard(2);
    expect(guard.judge('a', '1000', 1_000_000)).toBe('new');
    expect(guard.judge('b', '1000', 1_000_000)).toBe('new');
    expect(guard.judge('c', '1000', 1_000_000)).toBe('full');
    expect(guard.judge('a', '1000', 1_000_000)).toBe('replay');
    expect(guard.judge('c', '1301', 1_000_000 + WINDOW_MS + 1)).toBe('new');
    expect(guard.size()).toBe(1);
  });

  it('gives a burst, then so many a second; a clock that goes back gives nothing', () => {
    const rate = createRate({ burst: 2, perSecond: 1 });
    expect([rate.take(0), rate.take(0), rate.take(0)]).toEqual([true, true, false]);
    expect([rate.take(1_000), rate.take(1_000)]).toEqual([true, false]);
    expect(rate.take(500)).toBe(false);
  });
});
