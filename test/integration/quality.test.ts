import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { EventPayload } from '../../shared/contract/index.ts';
import type { QualitySample, TraceMessage } from '../../shared/contract/quality.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;

async function begin(dataDir?: string): Promise<void> {
  started = await startCore(dataDir);
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
}
const end = async () => {
  desk.close();
  phone.leave();
  await started.core.close();
};
beforeEach(async () => {
  await begin();
  await phone.attach();
  await phone.register();
});
afterEach(end);

const AT = Date.now() - 100_000;
const sample = (second: number, more: Partial<QualitySample> = {}): QualitySample => ({
  at: AT + second * 1000,
  lossPct: 0,
  jitterMs: 5,
  levelIn: 0.05,
  levelOut: 0.05,
  mos: 4.4,
  ...more,
});
/** A minute, of which twelve seconds were bad. */
const MINUTE = Array.from({ length: 60 }, (_, i) =>
  sample(i + 1, i >= 20 && i < 32 ? { lossPct: 20, mos: 2 } : {}),
);

async function talk(): Promise<string> {
  const callId = await phone.ring({ number: '+442079460101' }, AT);
  await phone.say(callId, { kind: 'answered', by: 'operator' }, AT);
  return callId;
}
const hangUp = (callId: string) =>
  phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' }, AT + 61_000);
const measure = (callId: string, samples: QualitySample[]) =>
  phone.core.request('phone.quality', { callId, samples });

const SECRET = 'f00dfacef00dfacef00dfacef00dface';
const message = (text: string, at = AT): TraceMessage => ({ at, direction: 'sent', text });
const INVITE = [
  'INVITE sip:204@pbx.invalid SIP/2.0',
  'CSeq: 1 INVITE',
  `Authorization: Digest username="100", realm="r", response="${SECRET}"`,
  'Content-Type: application/sdp',
  '',
  'v=0',
  `a=ice-pwd:${SECRET}`,
].join('\r\n');

describe('the quality of a call', () => {
  it('is told second by second, repeats left out', async () => {
    const heard: Array<EventPayload<'calls.measured'>> = [];
    desk.on('calls.measured', (event) => heard.push(event));
    const callId = await talk();
    await measure(callId, [sample(1), sample(2)]);
    await measure(callId, [sample(2), sample(3)]);
    await measure(callId, [sample(3)]);
    await vi.waitFor(() =>
      expect(heard.map(({ sample: { at } }) => at)).toEqual([sample(2).at, sample(3).at]),
    );
    const { samples } = await desk.request('calls.quality', { callId });
    expect(samples.map(({ at }) => at)).toEqual([1, 2, 3].map((second) => sample(second).at));
  });

  it('becomes a verdict, and the score of its worst ten seconds on the call', async () => {
    const callId = await talk();
    await measure(callId, MINUTE);
    expect((await desk.request('calls.get', { callId })).call.mos).toBeUndefined();
    await hangUp(callId);
    const { verdicts, mos, worstMos, samples } = await desk.request('calls.quality', { callId });
    expect(samples).toHaveLength(60);
    expect(verdicts[0]).toMatchObject({ code: 'yourNetworkLost', params: { pct: 20, seconds: 12 } });
    expect(worstMos).toBe(2);
    expect(mos).toBeGreaterThan(3.5);
    expect((await desk.request('calls.list', {})).calls[0]?.mos).toBe(2);
  });

  it('survives the core, and takes seconds that come after the end', async () => {
    const callId = await talk();
    await measure(callId, MINUTE.slice(0, 30));
    await end();
    await begin(started.dataDir);
    await phone.attach([callId]);
    await measure(callId, MINUTE.slice(25, 50));
    await hangUp(callId);
    await measure(callId, MINUTE.slice(50));
    const { samples } = await desk.request('calls.quality', { callId });
    expect(samples.map(({ at }) => at)).toEqual(MINUTE.map(({ at }) => at));
  });

  it('of a call that nobody measured is no figure', async () => {
    const callId = await talk();
    await hangUp(callId);
    const quality = await desk.request('calls.quality', { callId });
    expect(quality).toMatchObject({ samples: [], verdicts: [{ code: 'tooShort' }] });
    expect(quality.mos).toBeUndefined();
    expect((await desk.request('calls.get', { callId })).call.mos).toBeUndefined();
  });

  it('of a call that is not there is nothing, and harmless', async () => {
    await measure(uuid(), [sample(1)]);
    await expect(desk.request('calls.quality', { callId: uuid() })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('the trace of a call', () => {
  it('is kept in order, without secrets, also over a restart', async () => {
    const callId = await talk();
    await phone.core.request('phone.trace', {
      callId,
      messages: [message(INVITE), { ...message('SIP/2.0 200 OK'), direction: 'received' }],
    });
    await end();
    await begin(started.dataDir);
    const messages = await desk.request('calls.trace', { callId });
    expect(messages.map(({ direction, text }) => [direction, text.split('\r\n')[0]])).toEqual([
      ['sent', 'INVITE sip:204@pbx.invalid SIP/2.0'],
      ['received', 'SIP/2.0 200 OK'],
    ]);
    expect(JSON.stringify(messages)).not.toContain(SECRET);
  });

  it('may come before the call is known', async () => {
    const callId = uuid();
    await phone.core.request('phone.trace', { callId, messages: [message('INVITE sip:100@x SIP/2.0')] });
    const remote = { number: '1', displayName: '', anonymous: false };
    await phone.say(callId, { kind: 'incoming', accountId: 'a', remote });
    expect(await desk.request('calls.trace', { callId })).toHaveLength(1);
  });
});

describe('the report', () => {
  it('is one readable text with everything an administrator asks for, and no secret', async () => {
    const { id } = await desk.request('accounts.save', {
      server: 'wss://pbx.invalid/ws',
      login: '100',
      password: 'pa55word-of-the-line',
      turn: 'turn.invalid',
      turnLogin: 't',
      turnPassword: 'pa55word-of-turn',
    });
    const callId = uuid();
    const remote = { number: '+442079460101', displayName: '', anonymous: false };
    await phone.say(callId, { kind: 'incoming', accountId: id, remote }, AT);
    await phone.say(callId, { kind: 'answered', by: 'operator' }, AT);
    await measure(callId, MINUTE);
    await phone.core.request('phone.trace', { callId, messages: [message(INVITE)] });
    await phone.core.request('phone.trace', {
      messages: [
        message(`REGISTER sip:pbx.invalid SIP/2.0\r\nAuthorization: Digest response="${SECRET}"\r\n\r\n`),
        message('OPTIONS sip:long-ago SIP/2.0', AT - 3_600_000),
      ],
    });
    await hangUp(callId);
    const { fileName, text } = await desk.request('calls.report', { callId });
    expect(fileName).toMatch(/^ringdesk-call-\d{4}-\d\d-\d\d-\d{4}-[0-9a-f]{6}\.txt$/);
    for (const told of [
      'Ringdesk 0.0.0-test',
      'server wss://pbx.invalid/ws',
      'login 100',
      'remote +442079460101',
      'answered by operator: seconds 0',
      'ended by customer',
      'your network lost: pct 20, seconds 12',
      'worst ten seconds 2.00',
      '-->  INVITE sip:204@pbx.invalid SIP/2.0',
      'REGISTER sip:pbx.invalid SIP/2.0',
    ])
      expect(text).toContain(told);
    expect(text.split('\n').filter((row) => row.includes('20.0') && row.includes('2.00'))).toHaveLength(12);
    for (const secret of [SECRET, 'pa55word', 'long-ago']) expect(text).not.toContain(secret);
  });
});
