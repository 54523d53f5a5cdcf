import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { header, type SipRequest } from '../../electron/core/training/sip/message.ts';
import { emptySdp } from '../contract/scripted-pbx.ts';
import { type Bench, eventually, openBench, PASSWORD } from './bench.ts';
import { fakeClock } from './fake-clock.ts';
import { openWire, type Wire } from './wire.ts';

const ACCOUNT = { login: '101', password: PASSWORD };
const uri = (user: string) => `sip:${user}@training.ringdesk.invalid`;

let bench: Bench;
let wire: Wire;
let clock: ReturnType<typeof fakeClock>;

beforeEach(async () => {
  clock = fakeClock();
  bench = await openBench({ clock });
  wire = await openWire(bench.exchange.wsUrl);
  await wire.authenticated('REGISTER', 'sip:training.ringdesk.invalid', ACCOUNT, [['Expires', '7200']]);
});
afterEach(async () => {
  wire.close();
  await bench.stop();
});

const subscribe = (user: string, event: string, expires = '600') =>
  wire.authenticated('SUBSCRIBE', uri(user), ACCOUNT, [
    ['Call-ID', `watch-${user}-${event}`],
    ['Event', event],
    ['Expires', expires],
  ]);

const notifies = (event: string): SipRequest[] =>
  wire.received.filter(
    (message): message is SipRequest =>
      message.kind === 'request' && message.method === 'NOTIFY' && header(message, 'event') === event,
  );

/** What the lamp of an extension has said so far. */
const lamps = (): (string | undefined)[] =>
  notifies('dialog').map(({ body }) => /<state>(.*)<\/state>/.exec(body)?.[1]);

/** Dials with a description and is answered. */
async function dial(user: string) {
  const extra = [
    ['Call-ID', `to-${user}`],
    ['Content-Type', 'application/sdp'],
  ] as const;
  const dialled = await wire.authenticated('INVITE', uri(user), ACCOUNT, extra, emptySdp('sendrecv'), 100);
  clock.advance(0);
  return dialled.request;
}

/** Answers what came in, and waits until the exchange has heard so: time may pass then. */
async function acknowledgeAll(): Promise<void> {
  for (const notify of notifies('dialog')) wire.respond(notify, 200);
  await wire.response(wire.request('OPTIONS', uri('exchange')));
}

describe('colleagues', () => {
  it('blink, talk and are free again, and everybody who watches sees it', async () => {
    expect((await subscribe('103', 'dialog')).response.status).toBe(200);
    await eventually(() => lamps().at(-1) === 'terminated');
    const request = await dial('103');
    await eventually(() => lamps().at(-1) === 'early');
    clock.advance(2_500);
    expect((await wire.response(request)).status).toBe(200);
    await eventually(() => lamps().at(-1) === 'confirmed');
    bench.exchange.hangUp('to-103');
    await eventually(() => lamps().at(-1) === 'terminated');
    const versions = notifies('dialog').map(({ body }) => /version="(\d+)"/.exec(body)?.[1]);
    expect(versions).toEqual(versions.map((_, index) => String(index)));
    expect(header(notifies('dialog')[0] as SipRequest, 'subscription-state')).toBe('active;expires=600');
  });

  it('are rung by customers, and the operator picks up who calls', async () => {
    await subscribe('104', 'dialog');
    bench.exchange.ringColleague('104', 'supplier');
    await eventually(() => lamps().at(-1) === 'early');
    const request = await dial('**104');
    expect((await wire.response(request)).status).toBe(200);
    await eventually(() => lamps().at(-1) === 'terminated');
    expect(bench.exchange.activeCalls()).toMatchObject([{ personaId: 'supplier', state: 'talking' }]);
  });

  it('ring for twenty seconds and not longer', async () => {
    await subscribe('104', 'dialog');
    bench.exchange.ringColleague('104', 'supplier');
    await eventually(() => lamps().at(-1) === 'early');
    await acknowledgeAll();
    clock.advance(20_000);
    await eventually(() => lamps().at(-1) === 'terminated');
    const request = await dial('**104');
    clock.advance(200);
    expect((await wire.response(request)).status).toBe(404);
  });

  it('ring now and then in a shift', async () => {
    await subscribe('104', 'dialog');
    bench.exchange.runShift({ paceSeconds: 10, count: 4, seed: 1 });
    for (let second = 0; second < 60; second += 1) {
      clock.advance(1_000);
      await acknowledgeAll();
    }
    await eventually(() => lamps().includes('early'));
  });
});

describe('subscriptions', () => {
  it('need the password, a known event and somebody to watch', async () => {
    const wrong = { ...ACCOUNT, password: 'wrong' };
    const extra = [['Event', 'dialog']] as const;
    expect((await wire.authenticated('SUBSCRIBE', uri('103'), wrong, extra)).response.status).toBe(403);
    expect((await subscribe('103', 'presence')).response.status).toBe(489);
    expect((await subscribe('777', 'dialog')).response.status).toBe(404);
    expect((await subscribe('102', 'message-summary')).response.status).toBe(404);
  });

  it('end when they are not renewed, and when they are taken back', async () => {
    const { request, response } = await subscribe('103', 'dialog', '60');
    expect(header(response, 'expires')).toBe('60');
    await eventually(() => notifies('dialog').length === 1);
    await acknowledgeAll();
    const inside = [
      ['From', header(request, 'from') ?? ''],
      ['To', header(response, 'to') ?? ''],
      ['Call-ID', header(request, 'call-id') ?? ''],
      ['Event', 'dialog'],
    ] as const;
    clock.advance(20_000);
    const renewed = wire.request('SUBSCRIBE', uri('103'), [...inside, ['Expires', '60']]);
    expect((await wire.response(renewed)).status).toBe(200);
    await eventually(() => notifies('dialog').length === 2);
    await acknowledgeAll();
    clock.advance(59_000);
    expect(notifies('dialog')).toHaveLength(2);
    clock.advance(1_000);
    const last = () => header(notifies('dialog').at(-1) as SipRequest, 'subscription-state');
    await eventually(() => last() === 'terminated;reason=timeout');
    const late = wire.request('SUBSCRIBE', uri('103'), [...inside, ['Expires', '60']]);
    expect((await wire.response(late)).status).toBe(481);
  });
});

describe('the mailbox', () => {
  it('tells of one message until it was listened to', async () => {
    await subscribe('101', 'message-summary');
    await eventually(() => notifies('message-summary').length === 1);
    expect(notifies('message-summary')[0]?.body).toContain('Messages-Waiting: yes');
    expect(notifies('message-summary')[0]?.body).toContain('Voice-Message: 1/0');
    wire.respond(notifies('message-summary')[0] as SipRequest, 200);
    const request = await dial('*97');
    expect((await wire.response(request)).status).toBe(200);
    bench.exchange.hangUp('to-*97');
    await eventually(() => notifies('message-summary').at(-1)?.body.includes('Voice-Message: 0/1'));
    expect(await bench.detail('to-*97')).toMatchObject({ result: 'answered', service: 'mailbox' });
  });
});

describe('feature codes', () => {
  it.each(['*45', '*46', '*46R', '*78', '*79', '*72600', '*73'])(
    '%s is confirmed and ended',
    async (code) => {
      const request = await dial(code);
      const answer = await wire.response(request);
      expect(answer.status).toBe(200);
      wire.request('ACK', uri('exchange'), [
        ['From', header(request, 'from') ?? ''],
        ['To', header(answer, 'to') ?? ''],
        ['Call-ID', `to-${code}`],
        ['CSeq', (header(request, 'cseq') ?? '').replace('INVITE', 'ACK')],
      ]);
      clock.advance(3_000);
      wire.respond(await wire.incoming('BYE'), 200);
      expect(await bench.detail(`to-${code}`)).toMatchObject({
        result: 'answered',
        endedBy: 'exchange',
        service: 'confirms',
      });
    },
  );

  it('*43 is the echo, *4 is nothing', async () => {
    expect((await wire.response(await dial('*43'))).status).toBe(200);
    expect(bench.exchange.activeCalls()).toMatchObject([{ personaId: 'echo' }]);
    const nothing = await dial('*4');
    clock.advance(200);
    expect((await wire.response(nothing)).status).toBe(404);
  });
});

describe('an attended transfer', () => {
  it('puts the customer through to the colleague and ends both calls of the operator', async () => {
    const request = await dial('103');
    clock.advance(2_500);
    const consult = await wire.response(request);
    const customer = bench.exchange.ring('known-customer', { hangUp: 'operator' });
    const invite = await wire.incoming('INVITE');
    wire.respond(invite, 200, [['Content-Type', 'application/sdp']], emptySdp('sendrecv', 1, 'active'));
    await eventually(
      () => bench.exchange.activeCalls().filter(({ state }) => state === 'talking').length === 2,
    );
    const tag = (value: string | undefined) => /;tag=([^;]+)/.exec(value ?? '')?.[1] ?? '';
    const replaces = encodeURIComponent(
      `to-103;to-tag=${tag(header(consult, 'to'))};from-tag=${tag(header(request, 'from'))}`,
    );
    const refer = wire.request('REFER', uri('exchange'), [
      ['From', `${header(invite, 'to') ?? ''};tag=wire-tag`],
      ['To', header(invite, 'from') ?? ''],
      ['Call-ID', customer],
      ['Refer-To', `<${uri('103')}?Replaces=${replaces}>`],
    ]);
    expect((await wire.response(refer)).status).toBe(202);
    clock.advance(200);
    const reports = await eventually(() => notifies('refer').length === 2 && notifies('refer'));
    expect(reports.at(-1)?.body).toContain('200');
    expect(await bench.detail('to-103')).toMatchObject({
      personaId: 'colleague-accounts',
      endedBy: 'exchange',
    });
    clock.advance(32_000);
    expect(await bench.detail(customer)).toMatchObject({ transferredTo: '103' });
  });
});
