import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Bench,
  type Browser,
  type Engine,
  eventually,
  openBench,
  openBrowser,
  PASSWORD,
  phoneOf,
  type RemotePhone,
} from './bench.ts';

const LOGIN: Record<Engine, string> = { jssip: '101', sipjs: '102' };
/** Quieter than this (-60 dB of full scale) is no sound: Chromium's fake microphone beeps near 0.09, clips speak near 0.1. */
const AUDIBLE = 0.001;

let browser: Browser;
let bench: Bench;

beforeAll(async () => {
  [browser, bench] = await Promise.all([openBrowser(), openBench()]);
}, 30_000);

afterAll(async () => {
  await browser?.close();
  await bench?.stop();
  expect(bench?.exchange.activeCalls()).toEqual([]);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each<Engine>(['jssip', 'sipjs'])(
  'training exchange with %s in Chromium',
  (engine) => {
    const login = LOGIN[engine];
    let phone: RemotePhone;

    const account = (password = PASSWORD) => ({
      wsUrl: bench.exchange.wsUrl,
      login,
      password,
      domain: bench.exchange.account.domain,
    });

    const ring = async (personaId: string, overrides = {}): Promise<string> => {
      const callId = bench.exchange.ring(personaId, { to: login, hangUp: 'operator', ...overrides });
      await phone.saw('incoming', callId);
      return callId;
    };

    const answered = async (callId: string): Promise<void> => {
      await phone.do('answer', callId);
      await phone.saw('media connected', callId);
    };

    const dial = async (number: string, until: string): Promise<string> => {
      const before = (await phone.do('events')).length;
      await phone.do('dial', number);
      return eventually(
        async () =>
          (await phone.do('events')).slice(before).find(({ what }) => what.startsWith(until))?.callId,
        8000,
        `${number} ${until}`,
      );
    };

    /** Level of what the page hears during the next moments, 0…1. */
    const heardByPage = async (callId: string, ms: number): Promise<number> => {
      const before = await phone.do('sound', callId);
      await pause(ms);
      const after = await phone.do('sound', callId);
      const seconds = after.seconds - before.seconds;
      return seconds > 0 ? Math.sqrt((after.energy - before.energy) / seconds) : 0;
    };

    const live = (callId: string) => bench.exchange.activeCalls().find((call) => call.callId === callId);

    /** Packets that come to the page during the next moments. */
    const packetsToPage = async (callId: string, ms: number): Promise<number> => {
      const before = await phone.do('sound', callId);
      await pause(ms);
      return (await phone.do('sound', callId)).packets - before.packets;
    };

    const heardByCaller = async (callId: string, ms: number): Promise<number> => {
      const packets = () => live(callId)?.heard.packets ?? 0;
      const before = packets();
      await pause(ms);
      return packets() - before;
    };

    beforeAll(async () => {
      phone = phoneOf(await browser.newPage(), engine);
    });

    afterEach(async () => {
      for (const { callId } of bench.exchange.activeCalls()) bench.exchange.hangUp(callId);
      await eventually(() => bench.exchange.activeCalls().length === 0);
    });

    it('refuses a wrong password, registers with the right one, unregisters', async () => {
      expect(await phone.do('register', account('wrong'))).toBe('403');
      expect(bench.exchange.registered(login)).toBe(false);
      expect(await phone.do('register', account())).toBe('registered');
      expect(bench.exchange.registered(login)).toBe(true);
      await phone.do('unregister');
      await eventually(() => !bench.exchange.registered(login));
      expect(await phone.do('register', account())).toBe('registered');
    });

    it('rings, is answered, carries sound both ways, the caller hangs up', async () => {
      const callId = await ring('known-customer', { hangUp: 'caller', talkMs: 3000 });
      const incoming = (await phone.do('events')).find((event) => event.callId === callId);
      expect(incoming?.from).toMatch(/^"Emma Clarke" <sip:\+442079460101@/);
      await answered(callId);
      expect(await heardByPage(callId, 1800)).toBeGreaterThan(AUDIBLE);
      await phone.saw('ended', callId);
      const detail = await bench.detail(callId);
      expect(detail).toMatchObject({
        result: 'answered',
        endedBy: 'caller',
        sipCode: 200,
        direction: 'inbound',
      });
      // The hang-up is timed by the monotonic clock, the talk by the wall clock, both in whole milliseconds: 2999 is 3000.
      expect(detail.talkMs).toBeGreaterThanOrEqual(2999);
      expect(detail.heard.rms).toBeGreaterThan(AUDIBLE);
      expect(detail.heard.packets).toBeGreaterThan(100);
      expect(detail.sent.packets).toBeGreaterThan(100);
    });

    it('ends when the operator hangs up', async () => {
      const callId = await ring('company-line');
      await answered(callId);
      await phone.do('hangUp', callId);
      expect(await bench.detail(callId)).toMatchObject({ result: 'answered', endedBy: 'operator' });
    });

    it('is missed when the caller gives up, and when nobody answers', async () => {
      const gaveUp = await ring('unknown-caller');
      expect(bench.exchange.hangUp(gaveUp)).toBe(true);
      await phone.saw(engine === 'jssip' ? 'failed' : 'cancelled', gaveUp);
      expect(await bench.detail(gaveUp)).toMatchObject({ result: 'missed', endedBy: 'caller', sipCode: 487 });

      const timedOut = await ring('hangs-up-ringing', { ringTimeoutMs: 600 });
      expect(await bench.detail(timedOut)).toMatchObject({
        result: 'missed',
        endedBy: 'caller',
        sipCode: 487,
      });
    });

    it('is declined', async () => {
      const callId = await ring('hostile-name');
      const incoming = (await phone.do('events')).find((event) => event.callId === callId);
      expect(incoming?.from).toContain('<img src=x onerror=alert(1)>');
      await phone.do('decline', callId, 603);
      expect(await bench.detail(callId)).toMatchObject({
        result: 'declined',
        endedBy: 'operator',
        sipCode: 603,
      });
    });

    it('presents anonymous callers and whatever a test wants in the headers', async () => {
      const callId = await ring('anonymous', {
        headers: { 'P-Asserted-Identity': '<sip:+442079460101@x.invalid>' },
      });
      const incoming = (await phone.do('events')).find((event) => event.callId === callId);
      expect(incoming?.from).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>/);
      bench.exchange.hangUp(callId);
      await bench.detail(callId);
    });

    it('answers a dialled number', async () => {
      const callId = await dial('+441314960155', 'media connected');
      expect(await heardByPage(callId, 1500)).toBeGreaterThan(AUDIBLE);
      await phone.do('hangUp', callId);
      const detail = await bench.detail(callId);
      expect(detail).toMatchObject({
        personaId: 'answers-and-talks',
        direction: 'outbound',
        result: 'answered',
        endedBy: 'operator',
      });
      expect(detail.ringingAt).toBeDefined();
      expect(detail.heard.rms).toBeGreaterThan(AUDIBLE);
    });

    it('is busy, declines, and knows no such number', async () => {
      const outcomes = [
        { number: '+442079460186', status: 486, result: 'busy' },
        { number: '+442079460103', status: 603, result: 'declined' },
        { number: '5550000000', status: 404, result: 'failed' },
      ];
      for (const { number, status, result } of outcomes) {
        const callId = await dial(number, `failed remote ${status}`);
        expect(await bench.detail(callId)).toMatchObject({ number, result, sipCode: status });
      }
    });

    it('rings without an answer until the operator gives up', async () => {
      const callId = await dial('+442079460180', 'progress 180');
      await phone.do('hangUp', callId);
      expect(await bench.detail(callId)).toMatchObject({
        result: 'cancelled',
        endedBy: 'operator',
        sipCode: 487,
      });
    });

    it('sounds before the answer with early media', async () => {
      const callId = await dial('+442079460183', 'progress 183');
      await phone.saw('media connected', callId);
      expect(await heardByPage(callId, 800)).toBeGreaterThan(AUDIBLE);
      expect(live(callId)?.state).toBe('ringing');
      await phone.saw('answered', callId);
      await phone.do('hangUp', callId);
      expect(await bench.detail(callId)).toMatchObject({ result: 'answered', personaId: 'early-media' });
    });

    it('echoes at 600', async () => {
      const callId = await dial('600', 'media connected');
      expect(await heardByPage(callId, 2500)).toBeGreaterThan(AUDIBLE);
      await phone.do('hangUp', callId);
      await bench.detail(callId);
    });

    it('holds and resumes, with sound both ways afterwards', async () => {
      const callId = await ring('supplier');
      await answered(callId);
      const state = () => live(callId)?.state;
      for (let round = 0; round < 2; round += 1) {
        await phone.do('hold', callId, true);
        expect(state()).toBe('held');
        await pause(100);
        expect(await packetsToPage(callId, 500)).toBeLessThan(5);
        await phone.do('hold', callId, false);
        expect(state()).toBe('talking');
      }
      expect(await heardByPage(callId, 3500)).toBeGreaterThan(AUDIBLE);
      expect(await heardByCaller(callId, 1000)).toBeGreaterThan(40);
      await phone.do('hangUp', callId);
      expect(await bench.detail(callId)).toMatchObject({ result: 'answered', endedBy: 'operator' });
    });

    it('goes on after an ICE restart', async () => {
      const callId = await ring('known-customer');
      await answered(callId);
      await phone.do('restartIce', callId);
      await pause(500);
      expect(await heardByPage(callId, 3500)).toBeGreaterThan(AUDIBLE);
      expect(await heardByCaller(callId, 1000)).toBeGreaterThan(40);
      await phone.do('hangUp', callId);
      await bench.detail(callId);
    });

    it('takes keys and a blind transfer', async () => {
      const callId = await ring('asks-callback');
      await answered(callId);
      for (const tone of ['4', '2', '#']) {
        await phone.do('tone', callId, tone);
        await eventually(
          () => bench.exchange.activeCalls()[0]?.tones.endsWith(tone) === true,
          3000,
          `tone ${tone}`,
        );
        await pause(600);
      }
      await phone.do('refer', callId, '102');
      expect(await bench.detail(callId)).toMatchObject({
        tones: '42#',
        transferredTo: '102',
        result: 'answered',
        endedBy: 'operator',
      });
    });

    it('carries a second caller during a talk', async () => {
      const first = await ring('known-customer');
      await answered(first);
      const missed = await ring('impatient-second', { ringTimeoutMs: 500 });
      expect(await bench.detail(missed)).toMatchObject({ result: 'missed' });
      const second = await ring('impatient-second');
      await answered(second);
      expect(bench.exchange.activeCalls()).toHaveLength(2);
      expect(await heardByCaller(first, 600)).toBeGreaterThan(20);
      expect(await heardByCaller(second, 600)).toBeGreaterThan(20);
      await phone.do('hangUp', first);
      await bench.detail(first);
      expect(await heardByCaller(second, 600)).toBeGreaterThan(20);
      bench.exchange.hangUp(second);
      expect(await bench.detail(second)).toMatchObject({ result: 'answered', endedBy: 'caller' });
    });

    it('reaches the phone after its connection was cut and restored', async () => {
      const callId = await ring('known-customer');
      await answered(callId);
      await phone.do('cutSocket');
      await eventually(() => !bench.exchange.registered(login));
      await eventually(() => bench.exchange.registered(login), 15_000, 'registered again');
      expect(await heardByCaller(callId, 600)).toBeGreaterThan(20);
      bench.exchange.hangUp(callId);
      await phone.saw('ended', callId);
      expect(await bench.detail(callId)).toMatchObject({ result: 'answered', endedBy: 'caller' });
    }, 30_000);

    it('had nothing to complain of', () => {
      expect(bench.complaints).toEqual([]);
      expect(bench.exchange.activeCalls()).toEqual([]);
    });
  },
  30_000,
);
