import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callingPersonas } from '../../electron/core/training/exchange.ts';
import { seededRandom } from '../../shared/domain/training/shift.ts';
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

const CALLS = 100;
/** At most so many at once: two cores run the browser, the exchange and the test. */
const AT_ONCE = 4;

let browser: Browser;
let bench: Bench;
let phone: RemotePhone;
const engine: Engine = 'jssip';

beforeAll(async () => {
  [browser, bench] = await Promise.all([openBrowser(), openBench()]);
  phone = phoneOf(await browser.newPage(), engine);
}, 30_000);

afterAll(async () => {
  await browser?.close();
  await bench?.stop();
});

describe('a hundred calls', () => {
  it('loses none and counts none twice, some of them overlapping', async () => {
    const { exchange } = bench;
    const account = {
      wsUrl: exchange.wsUrl,
      login: '101',
      password: PASSWORD,
      domain: exchange.account.domain,
    };
    expect(await phone.do('register', account)).toBe('registered');
    await phone.do('autoAnswer');

    const told: string[] = [];
    exchange.onCdr((detail) => told.push(detail.callId));
    const random = seededRandom(100);
    const personas = callingPersonas();
    const rung: string[] = [];
    for (let index = 0; index < CALLS; index += 1) {
      await eventually(() => exchange.activeCalls().length < AT_ONCE, 20_000, 'a free line');
      const persona = personas[index % personas.length];
      if (persona === undefined) throw new Error('no persona');
      rung.push(exchange.ring(persona.id, { talkMs: 200 + Math.round(500 * random()) }));
      await new Promise((resolve) => setTimeout(resolve, 60 * random()));
    }
    await eventually(() => told.length >= CALLS, 30_000, 'all call details');

    const details = await bench.details();
    expect(details.map(({ callId }) => callId).sort()).toEqual([...rung].sort());
    expect([...told].sort()).toEqual([...rung].sort());
    expect(details.filter(({ result }) => result !== 'answered')).toEqual([]);
    const overlapping = details.filter((one) =>
      details.some(
        (other) => other !== one && other.invitedAt < one.endedAt && one.invitedAt < other.endedAt,
      ),
    );
    expect(overlapping.length).toBeGreaterThan(CALLS / 2);

    const events = await phone.do('events');
    const seen = (what: string) =>
      new Set(events.filter((event) => event.what.startsWith(what)).map(({ callId }) => callId));
    expect(seen('incoming').size).toBe(CALLS);
    expect(seen('ended').size).toBe(CALLS);
    expect(exchange.activeCalls()).toEqual([]);
    expect(bench.complaints).toEqual([]);
  }, 120_000);
});
