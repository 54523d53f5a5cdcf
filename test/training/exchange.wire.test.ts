import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { header } from '../../electron/core/training/sip/message.ts';
import { type Bench, eventually, openBench, PASSWORD } from './bench.ts';
import { fakeClock } from './fake-clock.ts';
import { openWire, type Wire } from './wire.ts';

const ACCOUNT = { login: '101', password: PASSWORD };
const DOMAIN = 'sip:training.ringdesk.invalid';
const number = (user: string) => `sip:${user}@training.ringdesk.invalid`;

let bench: Bench;
let wire: Wire;
let clock: ReturnType<typeof fakeClock>;

beforeEach(async () => {
  clock = fakeClock();
  bench = await openBench({ clock });
  wire = await openWire(bench.exchange.wsUrl);
});

afterEach(async () => {
  wire.close();
  await bench.stop();
});

const register = (extra: readonly (readonly [string, string])[] = []) =>
  wire.authenticated('REGISTER', DOMAIN, ACCOUNT, extra);

describe('registration', () => {
  it('is challenged, granted, and runs out', async () => {
    const changes: boolean[] = [];
    bench.exchange.onRegistered(({ registered }) => changes.push(registered));
    const { response } = await register([['Expires', '60']]);
    expect(response.status).toBe(200);
    expect(header(response, 'contact')).toMatch(/^<sip:me@wire\.invalid;transport=ws>;expires=60$/);
    clock.advance(59_000);
    expect(bench.exchange.registered()).toBe(true);
    clock.advance(1000);
    expect(bench.exchange.registered()).toBe(false);
    expect(changes).toEqual([true, false]);
  });

  it('ends with its connection, with expires=0, and with *', async () => {
    await register();
    await register([['Contact', '<sip:me@wire.invalid;transport=ws>;expires=0']]);
    expect(bench.exchange.registered()).toBe(false);
    await register();
    await register([
      ['Contact', '*'],
      ['Expires', '0'],
    ]);
    expect(bench.exchange.registered()).toBe(false);
    await register();
    wire.close();
    await eventually(() => !bench.exchange.registered());
  });

  it('is refused to a wrong password, an unknown login, and in the name of another', async () => {
    const tries = [
      { ...ACCOUNT, password: 'wrong' },
      { login: '999', password: PASSWORD },
      { login: '102', password: PASSWORD },
    ];
    for (const account of tries) {
      expect((await wire.authenticated('REGISTER', DOMAIN, account)).response.status).toBe(403);
    }
    expect(() => bench.exchange.ring('known-customer')).toThrow('no workstation');
  });
});

describe('what is no call', () => {
  it('gets the answer of the RFC', async () => {
    const answers = [
      ['OPTIONS', 200],
      ['MESSAGE', 405],
      ['BYE', 405],
      ['NONSENSE', 501],
    ] as const;
    for (const [method, status] of answers) {
      const response = await wire.response(wire.request(method, DOMAIN));
      expect(response.status, method).toBe(status);
      expect(header(response, 'allow')).toContain('INVITE');
    }
    const lost = wire.request('BYE', DOMAIN, [['To', '<sip:x@y>;tag=gone']]);
    expect((await wire.response(lost)).status).toBe(481);
    expect((await wire.response(wire.request('CANCEL', DOMAIN))).status).toBe(481);
    expect((await wire.response(wire.request('OPTIONS', DOMAIN, [['To', 'nobody']]))).status).toBe(400);
  });

  it('survives rubbish, one line of the log each, and cuts who sends much of it', async () => {
    wire.sendText('\r\n\r\n');
    wire.sendText('rubbish');
    wire.sendText(Buffer.from([0, 255, 1, 254]));
    wire.sendText(`OPTIONS sip:x SIP/2.0\r\n${'A: 1\r\n'.repeat(500)}\r\n`);
    expect((await wire.response(wire.request('OPTIONS', DOMAIN))).status).toBe(200);
    expect(bench.complaints).toHaveLength(3);
    for (const line of bench.complaints) expect(line.length).toBeLessThan(300);
    for (let index = 0; index < 40; index += 1) wire.sendText('rubbish');
    await wire.closed;
    const other = await openWire(bench.exchange.wsUrl);
    other.sendText('x'.repeat(70_000));
    await other.closed;
  });
});

describe('dialling', () => {
  const dial = (user: string, from = 200) =>
    wire.authenticated('INVITE', number(user), ACCOUNT, [['Call-ID', `to-${user}`]], '', from);

  it('needs the password', async () => {
    const wrong = { ...ACCOUNT, password: 'wrong' };
    expect((await wire.authenticated('INVITE', number('600'), wrong)).response.status).toBe(403);
    expect(await bench.details()).toEqual([]);
  });

  it('rings out after the persona’s patience', async () => {
    const { request, response } = await dial('+442079460180', 100);
    expect(response.status).toBe(100);
    clock.advance(0);
    expect((await wire.response(request, 101)).status).toBe(180);
    clock.advance(40_000);
    expect((await wire.response(request)).status).toBe(480);
    expect(await bench.detail('to-+442079460180')).toMatchObject({
      personaId: 'no-answer',
      result: 'noAnswer',
      endedBy: 'exchange',
      sipCode: 480,
      ringingAt: 1_700_000_000_000,
      endedAt: 1_700_000_040_000,
      talkMs: 0,
    });
  });

  it('is busy at the first number of a prospect and answered at the second', async () => {
    const first = await dial('+441414960210', 100);
    clock.advance(0);
    clock.advance(400);
    expect((await wire.response(first.request)).status).toBe(486);
    const second = await dial('+441414960211', 100);
    clock.advance(0);
    clock.advance(2_000);
    // Without a description the exchange makes the offer.
    expect((await wire.response(second.request)).status).toBe(200);
  });

  it('finds a number out of service, and a machine that answers and listens', async () => {
    const gone = await dial('+441414960214', 100);
    clock.advance(0);
    clock.advance(150);
    expect((await wire.response(gone.request)).status).toBe(404);
    const machine = await dial('+441134960206', 100);
    clock.advance(0);
    clock.advance(2_400);
    expect((await wire.response(machine.request)).status).toBe(200);
    clock.advance(1);
    expect(bench.exchange.activeCalls()).toMatchObject([
      { personaId: 'voicemail-architect', state: 'talking' },
    ]);
  });

  it('ends with 488 when the offer cannot be spoken', async () => {
    const { request } = await wire.authenticated(
      'INVITE',
      number('600'),
      ACCOUNT,
      [
        ['Call-ID', 'bad-offer'],
        ['Content-Type', 'application/sdp'],
      ],
      'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n',
      100,
    );
    clock.advance(0);
    expect((await wire.response(request)).status).toBe(488);
    expect(await bench.detail('bad-offer')).toMatchObject({ result: 'failed', sipCode: 488 });
  });

  it('makes the offer itself when the INVITE brings none, and hangs up when no ACK comes', async () => {
    const { request } = await dial('600', 100);
    clock.advance(0);
    const answer = await wire.response(request);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('a=ice-lite');
    clock.advance(32_000);
    expect((await wire.incoming('BYE')).uri).toBe('sip:me@wire.invalid;transport=ws');
    expect(await bench.detail('to-600')).toMatchObject({ result: 'failed', endedBy: 'exchange' });
  });
});

describe('ringing', () => {
  beforeEach(() => register());

  it('keeps hostile names and headers inside their lines', async () => {
    bench.exchange.ring('known-customer', {
      number: '1\r\nX-Evil: 1',
      displayName: '"<sip:evil@x>;tag=1\r\nX-Evil: 1',
      headers: { Diversion: '<sip:1@x>\r\nX-Evil: 1' },
    });
    const invite = await wire.incoming('INVITE');
    expect(header(invite, 'x-evil')).toBeUndefined();
    expect(header(invite, 'from')).toContain('"\\"<sip:evil@x>;tag=1 X-Evil: 1" <sip:1%0D%0AX-Evil%3A%201@');
    expect(() => bench.exchange.ring('known-customer', { headers: { Via: 'x' } })).toThrow(RangeError);
    expect(() => bench.exchange.ring('busy')).toThrow('only answers');
    expect(() => bench.exchange.ring('nobody')).toThrow('no persona');
  });

  it('gives up after its time, and not before the phone has been heard of', async () => {
    const callId = bench.exchange.ring('impatient-second');
    const invite = await wire.incoming('INVITE');
    bench.exchange.hangUp(callId);
    wire.respond(invite, 180);
    const cancel = await wire.incoming('CANCEL');
    expect(header(cancel, 'via')).toBe(header(invite, 'via'));
    wire.respond(cancel, 200);
    wire.respond(invite, 487);
    expect(header(await wire.incoming('ACK'), 'via')).toBe(header(invite, 'via'));
    expect(await bench.detail(callId)).toMatchObject({ result: 'missed', endedBy: 'caller', sipCode: 487 });
  });

  it('is answered all the same when the answer crossed the CANCEL, and is then hung up', async () => {
    const callId = bench.exchange.ring('known-customer');
    const invite = await wire.incoming('INVITE');
    wire.respond(invite, 180);
    await eventually(() => bench.exchange.activeCalls()[0]?.state === 'ringing');
    bench.exchange.hangUp(callId);
    await wire.incoming('CANCEL');
    wire.respond(invite, 200, [['Content-Type', 'application/sdp']], 'v=0\r\n');
    await wire.incoming('ACK');
    wire.respond(await wire.incoming('BYE'), 200);
    expect(await bench.detail(callId)).toMatchObject({ result: 'answered', endedBy: 'caller', sipCode: 200 });
  });

  it('fails when the phone never says a word, and when its answer makes no sense', async () => {
    const dumb = bench.exchange.ring('known-customer');
    await wire.incoming('INVITE');
    clock.advance(32_000);
    expect(await bench.detail(dumb)).toMatchObject({ result: 'missed', endedBy: 'exchange', sipCode: 408 });

    const mad = bench.exchange.ring('company-line');
    const invite = await eventually(() =>
      wire.received.find(
        (message) =>
          message.kind === 'request' && message.method === 'INVITE' && header(message, 'call-id') === mad,
      ),
    );
    if (invite.kind === 'request') wire.respond(invite, 200, [['Content-Type', 'application/sdp']], 'junk');
    expect(await bench.detail(mad)).toMatchObject({ result: 'failed', endedBy: 'exchange' });
  });

  it('answers once however often the phone repeats itself', async () => {
    const callId = bench.exchange.ring('known-customer');
    const invite = await wire.incoming('INVITE');
    for (let times = 0; times < 3; times += 1) wire.respond(invite, 603);
    await bench.detail(callId);
    const acks = () =>
      wire.received.filter((message) => message.kind === 'request' && message.method === 'ACK');
    await eventually(() => acks().length === 3);
    expect(await bench.details()).toHaveLength(1);
  });

  it('writes the calls that a stop cuts off', async () => {
    const told: string[] = [];
    bench.exchange.onCdr(({ callId }) => told.push(callId));
    const callId = bench.exchange.ring('known-customer');
    await wire.incoming('INVITE');
    await bench.exchange.stop();
    await wire.closed;
    expect(await bench.detail(callId)).toMatchObject({ result: 'missed', endedBy: 'exchange' });
    expect(told).toEqual([callId]);
    expect(() => bench.exchange.ring('known-customer')).toThrow('stopped');
  });

  it('runs a shift at its pace', async () => {
    const { done } = bench.exchange.runShift({
      paceSeconds: 10,
      count: 5,
      seed: 1,
      personas: ['known-customer', 'impatient-second', 'supplier'],
    });
    for (let second = 0; second < 100; second += 1) clock.advance(1000);
    await done;
    const invites = () =>
      new Set(
        wire.received
          .filter((message) => message.kind === 'request' && message.method === 'INVITE')
          .map((message) => header(message, 'call-id')),
      );
    await eventually(() => invites().size === 5);
  });
});
