import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActiveCall } from '../../electron/core/training/call-leg.ts';
import type { CallDetail } from '../../electron/core/training/cdr.ts';
import { createTrainingExchange, type TrainingExchange } from '../../electron/core/training/exchange.ts';
import type { PhoneAccount, PhoneFact, Registration } from '../../shared/contract/phone.ts';
import { PhoneFact as PhoneFactSchema } from '../../shared/contract/phone.ts';
import type { EngineBench } from './page/bench.ts';
import type { BenchBrowser } from './page/serve.ts';
import { emptySdp, type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';

const PASSWORD = 'a long and secret one';
const CALLER = 'known-customer';
/** A voice of the training line, and the beep of the fake microphone: well above this, silence far below. */
const AUDIBLE = 0.01;
const SILENT = 0.002;
const OUTBOUND = '01890000-0000-7000-8000-0000000000a1';

/** What every engine must do, whichever library it is made of. */
export function engineContract(engine: PhoneAccount['engine'], browser: () => BenchBrowser): void {
  describe(`the ${engine} engine`, () => {
    let exchange: TrainingExchange;
    let folder: string;
    let page: Page;
    const details: CallDetail[] = [];

    const bench = <K extends keyof EngineBench>(
      name: K,
      ...args: Parameters<EngineBench[K]>
    ): Promise<Awaited<ReturnType<EngineBench[K]>>> =>
      page.evaluate(
        ([method, parameters]) =>
          (window.bench[method as 'command'] as (...all: unknown[]) => unknown)(...(parameters as unknown[])),
        [name, args] as const,
      ) as Promise<Awaited<ReturnType<EngineBench[K]>>>;

    const account = (some: Partial<PhoneAccount> = {}): PhoneAccount => ({
      id: 'main',
      engine,
      server: exchange.wsUrl,
      login: exchange.account.login,
      password: PASSWORD,
      domain: exchange.account.domain,
      displayName: 'Operator',
      iceServers: [],
      ...some,
    });

    const facts = () => bench('facts');
    const kinds = async (callId: string) =>
      (await facts()).filter((fact) => fact.callId === callId).map(({ kind }) => kind);
    const until = async <T>(
      what: string,
      probe: () => Promise<T | undefined | false>,
      ms = 10_000,
    ): Promise<T> => {
      for (const end = Date.now() + ms; Date.now() < end; ) {
        const found = await probe();
        if (found !== undefined && found !== false) return found;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      throw new Error(
        `${what} did not happen; facts: ${JSON.stringify(await facts())}; notes: ${JSON.stringify(await bench('notes'))}`,
      );
    };
    const fact = <K extends PhoneFact['kind']>(kind: K, callId?: string, ms?: number) =>
      until(
        `fact ${kind}`,
        async () =>
          (await facts()).find(
            (one): one is Extract<PhoneFact, { kind: K }> =>
              one.kind === kind && (callId === undefined || one.callId === callId),
          ),
        ms,
      );
    const registration = (state: Registration['state'], ms?: number) =>
      until(
        `registration ${state}`,
        async () => {
          const last = (await bench('registrations')).at(-1);
          return last?.state === state && last;
        },
        ms,
      );
    const detail = (sipCallId: string) =>
      until('call detail', async () => details.find(({ callId }) => callId === sipCallId));
    const active = (sipCallId: string): ActiveCall | undefined =>
      exchange.activeCalls().find(({ callId }) => callId === sipCallId);
    const rests = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

    async function registered(some: Partial<PhoneAccount> = {}): Promise<void> {
      await bench('start', account(some));
      await registration('registered');
    }

    /** A customer rings; resolves when the operator's phone rings too. */
    async function rung(overrides: Parameters<TrainingExchange['ring']>[1] = {}) {
      const known = new Set((await facts()).map(({ callId }) => callId));
      const sipCallId = exchange.ring(CALLER, { hangUp: 'operator', ...overrides });
      const incoming = await until('ring', async () =>
        (await facts()).find(({ kind, callId }) => kind === 'incoming' && !known.has(callId)),
      );
      return { sipCallId, callId: incoming.callId, incoming };
    }

    async function talking(overrides: Parameters<TrainingExchange['ring']>[1] = {}) {
      const call = await rung(overrides);
      expect(await bench('command', 'answer', call.callId)).toBeUndefined();
      await fact('answered', call.callId);
      return call;
    }

    /** How many packets of the operator's voice arrive at the customer within a second. */
    async function packetsHeard(sipCallId: string): Promise<number> {
      const before = active(sipCallId)?.heard.packets ?? 0;
      await rests(1_000);
      return (active(sipCallId)?.heard.packets ?? 0) - before;
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ringdesk-exchange-'));
      exchange = await createTrainingExchange({
        password: PASSWORD,
        cdrFile: join(folder, 'cdr.jsonl'),
        language: 'en',
        log: { info() {}, warn() {}, error: (fields, message) => console.error(message, fields) },
      });
      exchange.onCdr((one) => details.push(one));
    });
    afterAll(async () => {
      await exchange.stop();
      await rm(folder, { recursive: true, force: true });
    });
    beforeEach(async () => {
      page = await browser().open();
    });
    afterEach(async () => {
      const stated = await facts();
      await bench('stop');
      expect(await bench('openMicrophones')).toBe(0);
      await page.close();
      // Whatever happened: the core must be able to take every fact.
      for (const one of stated)
        expect(PhoneFactSchema.safeParse(one).success, JSON.stringify(one)).toBe(true);
    });

    describe('registration', () => {
      it('registers, with an expiry, and takes it back', async () => {
        await registered();
        const [first, last] = await bench('registrations');
        expect(first).toEqual({ accountId: 'main', state: 'connecting' });
        expect((last?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(60_000);
        expect(exchange.registered()).toBe(true);
        await bench('stop');
        await until('unregistered', async () => !exchange.registered());
      });

      it('stops at a wrong password', async () => {
        await bench('start', account({ password: 'wrong' }));
        const refused = await registration('refused');
        expect(refused.problem).toBe('wrongPassword');
        expect([401, 403]).toContain(refused.sipCode);
        expect(await bench('command', 'dial', OUTBOUND, '600')).toBe('notRegistered');
      });

      it('waits for a PBX that is not there yet', async () => {
        const { port, listen } = await reserved();
        await bench('start', account({ server: `ws://127.0.0.1:${port}/ws` }));
        const away = await registration('reconnecting');
        expect(away.problem).toBe('pbxUnreachable');
        expect(away.retryAt).toBeGreaterThan(Date.now() - 1_000);
        const late = await listen(exchange.wsUrl);
        await registration('registered', 20_000);
        late.close();
      });

      it('says that an address is none', async () => {
        await bench('start', account({ server: 'https://example.invalid' }));
        expect((await registration('refused')).problem).toBe('pbxAddressInvalid');
      });

      it('survives a reconnection in the middle of a talk, and hears the hang-up afterwards', async () => {
        await registered();
        const { callId, sipCallId } = await talking();
        await bench('reconnectNow');
        expect((await bench('registrations')).at(-1)?.state).not.toBe('registered');
        await registration('registered');
        await rests(500);
        expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
        expect(await bench('remoteLevel', callId, 3_000)).toBeGreaterThan(AUDIBLE);
        exchange.hangUp(sipCallId);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
      });

      it('brings a hang-up to the PBX that was pressed while the socket was gone', async () => {
        await registered();
        const { callId, sipCallId } = await talking();
        await bench('reconnectNow');
        await bench('command', 'hangUp', callId);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'operator' });
        expect(await detail(sipCallId)).toMatchObject({ endedBy: 'operator' });
      });

      it('notices a half-open socket, and brings the hang-up that was said into it', async () => {
        await registered();
        const first = await talking();
        const second = await talking();
        await bench('cutSocket');
        await bench('command', 'hangUp', first.callId);
        await rests(200);
        expect(active(first.sipCallId)).toBeDefined();
        await bench('probeNow');
        await registration('reconnecting', 3_000);
        await registration('registered');
        expect(await detail(first.sipCallId)).toMatchObject({ endedBy: 'operator' });
        exchange.hangUp(second.sipCallId);
        expect(await fact('ended', second.callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
      });
    });

    describe('a customer calls', () => {
      it('rings, is answered, is heard and hears, and hangs up', async () => {
        await registered();
        const { callId, sipCallId, incoming } = await rung({ number: '+442079460101', displayName: 'Anna' });
        expect(incoming).toMatchObject({
          accountId: 'main',
          dialled: exchange.account.login,
          remote: { number: '+442079460101', displayName: 'Anna', anonymous: false },
        });
        expect(await bench('inviteToFact', callId)).toBeLessThan(200);
        expect(active(sipCallId)?.state).toBe('ringing');
        await bench('command', 'answer', callId);
        expect(await fact('answered', callId)).toMatchObject({ by: 'operator' });
        expect(await bench('remoteLevel', callId, 3_000)).toBeGreaterThan(AUDIBLE);
        expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
        expect(active(sipCallId)?.heard.peak).toBeGreaterThan(0.01);
        expect(await bench('codec', callId)).toBe('audio/PCMU');
        exchange.hangUp(sipCallId);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
        expect(await kinds(callId)).toEqual(['incoming', 'answered', 'ended']);
        expect(await bench('liveCallIds')).toEqual([]);
      });

      it('is hung up by the operator', async () => {
        await registered();
        const { callId, sipCallId } = await talking();
        await bench('command', 'hangUp', callId);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'operator' });
        expect(await detail(sipCallId)).toMatchObject({ endedBy: 'operator', result: 'answered' });
        expect(await bench('command', 'hangUp', callId)).toBe('callGone');
      });

      it('gives up', async () => {
        await registered();
        const { callId, sipCallId } = await rung();
        exchange.hangUp(sipCallId);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'cancelled', by: 'customer' });
        expect(await kinds(callId)).toEqual(['incoming', 'ended']);
        expect(await bench('command', 'answer', callId)).toBe('callGone');
      });

      it('gives up in the moment of the answer, and is either talked to or gone', async () => {
        await registered();
        const { callId, sipCallId } = await rung();
        const answering = bench('command', 'answer', callId);
        exchange.hangUp(sipCallId);
        await answering;
        await fact('ended', callId);
        expect(['incoming,ended', 'incoming,answered,ended']).toContain((await kinds(callId)).join());
        expect((await detail(sipCallId)).callId).toBe(sipCallId);
      });

      it('is declined', async () => {
        await registered();
        const { callId, sipCallId } = await rung();
        await bench('command', 'decline', callId);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'declined', by: 'operator' });
        expect(await detail(sipCallId)).toMatchObject({ result: 'declined', sipCode: 486 });
      });

      it('is answered late', async () => {
        await registered();
        const { callId, sipCallId } = await rung();
        await rests(8_000);
        await bench('command', 'answer', callId);
        await fact('answered', callId);
        expect(await bench('remoteLevel', callId, 3_000)).toBeGreaterThan(AUDIBLE);
        expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
      });

      it('has a name that stays text', async () => {
        await registered();
        const displayName = '<img src=x onerror=alert(1)> "quoted" \\ =cmd() \u202Efdp';
        const { incoming } = await rung({ displayName, number: '<script>' });
        expect(incoming).toMatchObject({ remote: { displayName, number: '<script>' } });
      });

      it('is anonymous, or was asserted and diverted by the PBX', async () => {
        await registered();
        const hidden = await rung({ headers: { Privacy: 'id' } });
        expect(hidden.incoming).toMatchObject({ remote: { anonymous: true } });
        const { incoming } = await rung({
          number: '100',
          headers: {
            'P-Asserted-Identity': '<sip:+4930100@pbx.test>',
            Diversion: '<sip:555@pbx.test>;reason=no-answer',
          },
        });
        expect(incoming).toMatchObject({ remote: { assertedNumber: '+4930100', divertedFrom: '555' } });
      });

      it.each([
        ['NotAllowedError', 'microphoneRefused'],
        ['NotFoundError', 'microphoneMissing'],
      ])(
        'rings on when the microphone fails with %s, and can be answered when it is back',
        async (name, code) => {
          await registered();
          await bench('refuseMicrophone', name);
          const { callId, sipCallId } = await rung();
          expect(await bench('command', 'answer', callId)).toBe(code);
          expect(active(sipCallId)?.state).toBe('ringing');
          expect(await bench('command', 'dial', OUTBOUND, '600')).toBe(code);
          expect(await kinds(OUTBOUND)).toEqual([]);
          await bench('refuseMicrophone', undefined);
          expect(await bench('command', 'answer', callId)).toBeUndefined();
          await fact('answered', callId);
        },
      );
    });

    describe('the operator calls', () => {
      const dial = async (target: string) => {
        await registered();
        expect(await bench('command', 'dial', OUTBOUND, target)).toBeUndefined();
      };
      const dialled = () => exchange.activeCalls().find(({ direction }) => direction === 'outbound');

      it('somebody who answers', async () => {
        await dial('+44 7700 900155');
        expect(await fact('dialing', OUTBOUND)).toMatchObject({ remote: { number: '+447700900155' } });
        expect(await fact('progress', OUTBOUND)).toMatchObject({ sipCode: 180, earlyMedia: false });
        await fact('answered', OUTBOUND);
        expect(await bench('remoteLevel', OUTBOUND, 3_000)).toBeGreaterThan(AUDIBLE);
        expect(await packetsHeard(dialled()?.callId ?? '')).toBeGreaterThan(30);
        await bench('command', 'hangUp', OUTBOUND);
        expect(await kinds(OUTBOUND)).toEqual(['dialing', 'progress', 'answered', 'ended']);
      });

      it('somebody whose exchange sounds before the answer', async () => {
        await dial('+442079460183');
        expect(await fact('progress', OUTBOUND)).toMatchObject({ sipCode: 183, earlyMedia: true });
        expect(await bench('remoteLevel', OUTBOUND, 2_500)).toBeGreaterThan(AUDIBLE / 4);
        expect(await fact('answered', OUTBOUND)).toMatchObject({ by: 'customer' });
        expect(await bench('remoteLevel', OUTBOUND, 3_000)).toBeGreaterThan(AUDIBLE);
      });

      it.each([
        ['busy', '+442079460186', { cause: 'busy', by: 'customer', sipCode: 486 }],
        ['who declines', '+442079460103', { cause: 'declined', by: 'customer', sipCode: 603 }],
        ['unknown', '999999', { cause: 'notFound', by: 'network', sipCode: 404 }],
      ])('somebody %s', async (_who, target, end) => {
        await dial(target);
        expect(await fact('ended', OUTBOUND)).toMatchObject(end);
        expect((await kinds(OUTBOUND)).filter((kind) => kind === 'answered')).toEqual([]);
      });

      it('somebody who never answers', async () => {
        await dial('+442079460180');
        await fact('progress', OUTBOUND);
        exchange.hangUp(dialled()?.callId ?? '');
        expect(await fact('ended', OUTBOUND)).toMatchObject({
          cause: 'noAnswer',
          by: 'customer',
          sipCode: 480,
        });
      });

      it('and takes it back', async () => {
        await dial('+442079460180');
        await fact('progress', OUTBOUND);
        await bench('command', 'hangUp', OUTBOUND);
        expect(await fact('ended', OUTBOUND)).toMatchObject({ cause: 'cancelled', by: 'operator' });
        await until('cancelled there too', async () => dialled() === undefined);
      });

      it('nobody, when the target is none', async () => {
        await registered();
        expect(await bench('command', 'dial', OUTBOUND, 'a b c')).toBe('invalidNumber');
        expect(await facts()).toEqual([]);
      });
    });

    describe('a PBX that does the unusual', () => {
      let pbx: ScriptedPbx;
      beforeEach(async () => {
        pbx = await startScriptedPbx();
        await registered({ server: pbx.url, login: '101', domain: 'pbx.test' });
      });
      afterEach(() => pbx.stop());

      it('says that a colleague has taken the call', async () => {
        const call = await pbx.invite({ sdp: emptySdp('sendrecv') });
        call.cancel('Reason: SIP;cause=200;text="Call completed elsewhere"');
        await call.response((status) => status === 487);
        call.ack();
        expect(await fact('ended')).toMatchObject({ cause: 'answeredElsewhere', by: 'network' });
      });

      it('makes no offer, and gets one', async () => {
        const call = await pbx.invite();
        const { callId } = await fact('incoming');
        await bench('command', 'answer', callId);
        const answer = await call.response((status) => status === 200);
        expect(answer.body).toContain('m=audio');
        expect(answer.body).toContain('a=sendrecv');
        expect(answer.body).toMatch(/a=candidate:/);
        call.ack(emptySdp('sendrecv', 1, 'active'));
        await fact('answered', callId);
        await rests(300);
        expect(await call.request('BYE')).toBe(200);
        expect(await kinds(callId)).toEqual(['incoming', 'answered', 'ended']);
      });

      it('holds and resumes us, renegotiates, and may not transfer us', async () => {
        const call = await pbx.invite({ sdp: emptySdp('sendrecv') });
        const { callId } = await fact('incoming');
        await bench('command', 'answer', callId);
        const answer = await call.response((status) => status === 200);
        expect(answer.body).toMatch(/a=rtpmap:0 PCMU|m=audio \d+ \S+ 0/);
        call.ack();
        await fact('answered', callId);
        expect(await call.request('INVITE', [], emptySdp('sendonly', 2))).toBe(200);
        expect(await fact('held', callId)).toMatchObject({ by: 'customer' });
        expect(await call.request('INVITE', [], emptySdp('inactive', 3))).toBe(200);
        expect(await call.request('INVITE', [], emptySdp('sendrecv', 4))).toBe(200);
        expect(await fact('resumed', callId)).toMatchObject({ by: 'customer' });
        await call.request('REFER', ['Refer-To: <sip:900123456@pbx.test>']);
        await rests(300);
        expect(await kinds(callId)).toEqual(['incoming', 'answered', 'held', 'resumed']);
        expect((await bench('liveCallIds')).length).toBe(1);
        expect(await call.request('BYE', ['Reason: Q.850;cause=16;text="Normal clearing"'])).toBe(200);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', reason: 'Normal clearing' });
      });

      it('sends junk for a description', async () => {
        const call = await pbx.invite({ sdp: 'v=0\r\njunk\r\n' });
        const { callId } = await fact('incoming');
        await bench('command', 'answer', callId);
        expect((await call.response((status) => status >= 300)).status).toBeGreaterThanOrEqual(400);
        expect(await fact('ended', callId)).toMatchObject({ cause: 'mediaFailed' });
      });
    });

    describe('in a talk', () => {
      it('holds and resumes', async () => {
        await registered();
        const { callId, sipCallId } = await talking();
        expect(await bench('command', 'hold', callId, true)).toBeUndefined();
        await until('held there too', async () => active(sipCallId)?.state === 'held');
        await rests(300);
        expect(await bench('remoteLevel', callId, 1_000)).toBeLessThan(SILENT);
        expect(await bench('command', 'hold', callId, false)).toBeUndefined();
        await until('talking there too', async () => active(sipCallId)?.state === 'talking');
        expect(await bench('remoteLevel', callId, 3_500)).toBeGreaterThan(AUDIBLE);
        expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
        expect(await kinds(callId)).toEqual(['incoming', 'answered', 'held', 'resumed']);
      });

      it('records operator left and customer right, and a mute silences the left', async () => {
        await registered();
        const { callId } = await talking();
        await bench('record', callId);
        await rests(3_000);
        await bench('command', 'mute', callId, true);
        await rests(3_000);
        const { left, right, seconds, chunks, finishedWith } = await bench('stopRecording', callId);
        const loudest = (level: number[], from: number, to: number) =>
          Math.max(...level.slice(from * 10, to * 10));
        expect(seconds).toBeGreaterThan(5.5);
        expect(seconds).toBeLessThan(7);
        expect(chunks).toBeGreaterThanOrEqual(10);
        expect(finishedWith).toBe(chunks);
        // The fake microphone beeps once a second; the sharing of Opus leaves a trace of the right in the left.
        expect(loudest(left, 0, 2.5)).toBeGreaterThan(AUDIBLE);
        expect(loudest(left, 3.7, seconds)).toBeLessThan(SILENT);
        expect(loudest(right, 0, seconds)).toBeGreaterThan(AUDIBLE);
        expect(await kinds(callId)).toEqual(['incoming', 'answered', 'muted']);
      });

      it('sends tones', async () => {
        await registered();
        const { callId, sipCallId } = await talking();
        await until('sound', async () => (active(sipCallId)?.heard.packets ?? 0) > 10);
        expect(await bench('command', 'sendTones', callId, '15*#')).toBeUndefined();
        await until('tones', async () => active(sipCallId)?.tones === '15*#');
        const sent = (await facts()).filter(({ kind }) => kind === 'toneSent');
        expect(sent.map((one) => one.kind === 'toneSent' && one.tone).join('')).toBe('15*#');
      });

      it('lets a second customer wait, and holds the first when it is answered', async () => {
        await registered();
        const first = await talking();
        const second = await rung({ number: '+442079460144' });
        expect(await kinds(first.callId)).toEqual(['incoming', 'answered']);
        await bench('command', 'answer', second.callId);
        await fact('answered', second.callId);
        await fact('held', first.callId);
        await until('held there too', async () => active(first.sipCallId)?.state === 'held');
        expect(await bench('remoteLevel', second.callId, 3_000)).toBeGreaterThan(AUDIBLE);
        await bench('command', 'hangUp', second.callId);
        await bench('command', 'hold', first.callId, false);
        await fact('resumed', first.callId);
        expect(await packetsHeard(first.sipCallId)).toBeGreaterThan(30);
        expect(await bench('liveCallIds')).toEqual([first.callId]);
      });

      it('hands the customer over', async () => {
        await registered();
        const { callId, sipCallId } = await talking();
        expect(await bench('command', 'transfer', callId, '102')).toBeUndefined();
        expect(await fact('transferred', callId)).toMatchObject({ target: '102' });
        await fact('ended', callId);
        expect((await detail(sipCallId)).transferredTo).toContain('102');
      });
    });
  });
}

/** A port on which nobody listens until `listen`, which then passes everything on to another address. */
async function reserved(): Promise<{ port: number; listen(target: string): Promise<Server> }> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => probe.close(resolve));
  return {
    port: address.port,
    async listen(target) {
      const { connect } = await import('node:net');
      const to = Number(new URL(target).port);
      const server = createServer((socket) => {
        const onward = connect(to, '127.0.0.1');
        socket.pipe(onward).pipe(socket);
        for (const end of [socket, onward]) end.on('error', () => socket.destroy());
      });
      await new Promise<void>((resolve) => server.listen(address.port, '127.0.0.1', resolve));
      return server;
    },
  };
}
