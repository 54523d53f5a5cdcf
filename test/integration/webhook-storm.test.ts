import { rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sign } from '../../electron/core/missed/signature.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

const PORT = 18_790;
/** Two seconds of a thousand each. */
const BLOWS = 2_000;
const HALVES = 20;

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let secret: string;
const agent = new Agent({ keepAlive: false, maxSockets: 30 });

beforeEach(async () => {
  started = await startCore();
  desk = started.connect('desk');
  await desk.request('settings.save', { country: 'RU' });
  await desk.request('webhook.set', { on: true, port: PORT });
  secret = (await desk.request('webhook.state', {})).secret ?? '';
});
afterEach(async () => {
  agent.destroy();
  await started.core.close();
  rmSync(started.dataDir, { recursive: true, force: true });
});

/** Status; 0 when the connection was refused or cut. */
function post(
  call: object,
  key = secret,
  timestamp = String(Math.floor(Date.now() / 1000)),
): Promise<number> {
  const body = Buffer.from(JSON.stringify(call));
  const headers = { 'X-Ringdesk-Timestamp': timestamp, 'X-Ringdesk-Signature': sign(key, timestamp, body) };
  return new Promise((resolve) => {
    const sent = httpRequest({
      host: '127.0.0.1',
      port: PORT,
      path: '/missed',
      method: 'POST',
      headers,
      agent,
    });
    sent.on('response', (response) => resolve(response.resume().statusCode ?? 0));
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}
const missed = (n: number) => ({
  id: `c-${n}`,
  type: 'missed',
  number: `+7916111${1_000 + n}`,
  startedAt: Date.now() - 60_000,
});
/** As a PBX does: again, until it is kept. */
async function insist(call: object): Promise<void> {
  for (;;) {
    const status = await post(call);
    if (status === 200) return;
    if (status !== 0) expect(status).toBe(429);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
function half(): Socket {
  const socket = connect(PORT, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('POST /missed HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"id":');
  return socket;
}
const openOnes = async () => (await desk.request('missed.counts', {})).open;

it('a storm of wrong signatures, replays and half bodies loses no call of the PBX, keeps none of its own, and a caller is known', async () => {
  await desk.request('contacts.create', {
    draft: {
      kind: 'person',
      name: 'Anna Petrova',
      phones: [{ number: '+79160000001', kind: 'mobile' }],
    } as never,
  });
  const phone = new ScriptedPhone(started.connect);
  await phone.attach();
  const timestamp = String(Math.floor(Date.now() / 1000));
  expect(await post(missed(0), secret, timestamp)).toBe(200);
  const recorded = missed(500);
  expect(await post(recorded, secret, timestamp)).toBe(200);

  const halves = Array.from({ length: HALVES }, half);
  const storm = Array.from({ length: BLOWS }, (_, n) =>
    n % 2 === 0 ? post(missed(1_000 + n), 'guessed') : post(recorded, secret, timestamp),
  );
  const honest = Array.from({ length: 40 }, (_, n) => insist(missed(1 + n)));
  const callId = await phone.ring({ number: '+79160000001' });
  const ringing = (await desk.request('calls.live', {})).find(({ call }) => call.id === callId);
  expect(ringing?.card?.contact.name).toBe('Anna Petrova');

  const answers = new Set(await Promise.all(storm));
  await Promise.all(honest);
  for (const socket of halves) socket.destroy();
  expect([...answers].filter((status) => ![0, 401, 409, 429].includes(status))).toEqual([]);
  expect(answers).toContain(401);
  expect(answers).toContain(409);
  expect(await openOnes()).toBe(42);
});

it('shows whether it works, and what was posted last', async () => {
  expect(await desk.request('webhook.check', {})).toEqual({ status: 200 });
  expect((await desk.request('webhook.state', {})).last).toBeUndefined();
  await post(missed(1), 'guessed');
  expect((await desk.request('webhook.state', {})).last).toMatchObject({ status: 401 });
  expect(await openOnes()).toBe(0);
});

it('leaves a talk that our own log has to the log, which knows that it was a machine', async () => {
  const phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
  const call = missed(1);
  await post(call);
  const { callId } = await desk.request('calls.dial', { number: call.number });
  const at = Date.now();
  await phone.dialing(callId, call.number, at);
  await phone.say(callId, { kind: 'answered', by: 'customer' }, at + 1_000);
  await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' }, at + 9_000);
  await desk.request('calls.wrapUp', { callId, outcome: 'voicemail', close: true });
  const talk = { id: 'c-2', type: 'answered', number: call.number, startedAt: at, answeredAt: at + 2_000 };
  expect(await post(talk)).toBe(200);
  expect(await openOnes()).toBe(1);
  // On another phone, later.
  expect(await post({ ...talk, id: 'c-3', answeredAt: at + 60_000 })).toBe(200);
  expect(await openOnes()).toBe(0);
});
