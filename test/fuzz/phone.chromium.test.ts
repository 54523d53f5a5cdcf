import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BenchBrowser, startBenchBrowser } from '../contract/page/serve.ts';
import { emptySdp } from '../contract/scripted-pbx.ts';
import { type Bench, eventually, openBench } from '../training/bench.ts';
import { dice, SEED } from './support/dice.ts';
import { alive, answered, endAll, phoneStorm } from './support/phone-storm.ts';
import { type PhoneUnderTest, startPhone } from './support/phone-under-test.ts';
import { afterThese } from './support/replay.ts';
import { torture } from './support/torture.ts';

/** Of each engine; together 100,000. The engines run side by side: each has a page of its own. */
const MESSAGES = Number(process.env.FUZZ_MESSAGES ?? 100_000) / 2;
/** Bytes that a storm may leave behind in a page. */
const LEFT_BEHIND = 12_000_000;
const AUDIBLE = 0.01;
const ENGINES = ['jssip', 'sipjs'] as const;

let browser: BenchBrowser;
let bench: Bench;
const phones = new Map<string, PhoneUnderTest>();
const phoneOf = (engine: string): PhoneUnderTest => {
  const phone = phones.get(engine);
  if (!phone) throw new Error('there is no phone');
  return phone;
};

beforeAll(async () => {
  [browser, bench] = await Promise.all([startBenchBrowser(), openBench()]);
  for (const [index, engine] of ENGINES.entries()) {
    phones.set(engine, await startPhone(engine, String(101 + index), browser, bench));
  }
});
afterAll(async () => {
  for (const phone of phones.values()) await phone.stop();
  await browser?.stop();
  await bench?.stop();
});

describe('the torture messages of RFC 4475', () => {
  it.concurrent.each(ENGINES)('are stood by the page with %s', async (engine) => {
    const phone = phoneOf(engine);
    const { tap, uncaught, ends } = phone;
    const invite = phone.corpus.find((text) => text.startsWith('INVITE '));
    const uri = invite?.split(' ')[1] ?? '';
    tap.passes = false;
    let rang = 0;
    const cases = torture({ uri, domain: bench.exchange.account.domain, sdp: emptySdp('sendrecv') });
    for (const [index, { section, what, message }] of cases.entries()) {
      tap.toPhone(message);
      await alive(phone, -1 - index);
      rang += (await phone.ask('liveCallIds')).length;
      expect(await endAll(phone), `${section} ${what}`).toEqual([]);
      expect(uncaught, `${section} ${what}`).toEqual([]);
    }
    tap.passes = true;
    // Those that are odd but right (§3.1.1.1, 3.1.1.3, 3.1.1.7) are calls like any other.
    expect(rang).toBeGreaterThanOrEqual(3);
    await phone.look();
    expect([...ends].filter(([, times]) => times !== 1)).toEqual([]);
  });
});

describe('mutated messages', () => {
  it.concurrent.each(ENGINES)(
    'are stood by the page with %s',
    async (engine) => {
      const phone = phoneOf(engine);
      console.log(`fuzz: the phone page with ${engine}, seed ${SEED}, ${MESSAGES} messages`);
      const [before, callsBefore, notesBefore] = [await phone.heap(), phone.ends.size, phone.notes];
      const began = performance.now();
      let last: readonly (string | Buffer)[] = [];
      const sent = await phoneStorm(phone, {
        corpus: phone.corpus,
        dice: dice(SEED),
        messages: MESSAGES,
        async onRound() {
          await phone.look();
          // One second is what a gathering of candidates may take.
          await eventually(async () => (await phone.peers()) === 0, 5_000, 'all peer connections are closed');
        },
        onBatch(batch) {
          expect(phone.uncaught).toEqual([]);
          last = batch;
        },
      }).catch((error) => {
        throw afterThese(`phone-${engine}`, last, error);
      });
      const calls = phone.ends.size - callsBefore;
      const notes = phone.notes - notesBefore;
      const left = (await phone.heap()) - before;
      const seconds = (performance.now() - began) / 1000;
      console.log(
        `fuzz: ${engine}, ${sent} sent in ${seconds.toFixed(0)} s, ${calls} calls begun, ` +
          `${notes} notes, ${(left / 1e6).toFixed(1)} MB left behind`,
      );
      // A storm that only knocks at the door would prove nothing.
      expect(calls).toBeGreaterThan(MESSAGES / 500);
      expect([...phone.ends].filter(([, times]) => times !== 1)).toEqual([]);
      expect(notes).toBeLessThanOrEqual(sent);
      expect(left).toBeLessThan(LEFT_BEHIND);
    },
    300_000,
  );
});

describe('after all that', () => {
  it.each(ENGINES)('the page with %s talks as before', async (engine) => {
    const phone = phoneOf(engine);
    await eventually(() => bench.exchange.registered(phone.account.login), 20_000);
    const { id, callId } = await answered(phone);
    expect(await phone.ask('remoteLevel', id, 2_000)).toBeGreaterThan(AUDIBLE);
    await phone.ask('command', 'hangUp', id);
    expect(await bench.detail(callId)).toMatchObject({ result: 'answered', endedBy: 'operator' });
    expect(await phone.ask('liveCallIds')).toEqual([]);
    await phone.look();
  });
});
