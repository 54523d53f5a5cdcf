import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptySdp } from '../contract/scripted-pbx.ts';
import { type Bench, eventually, openBench, PASSWORD } from '../training/bench.ts';
import { fakeClock } from '../training/fake-clock.ts';
import { dice, SEED } from './support/dice.ts';
import { exchangeStorm, recordCalls } from './support/exchange-storm.ts';
import { afterThese } from './support/replay.ts';
import { openSocket } from './support/socket.ts';
import { torture } from './support/torture.ts';

const MESSAGES = Number(process.env.FUZZ_MESSAGES ?? 100_000);
/** Characters of one line of the log, and heap that a storm may leave behind. */
const LINE = 400;
const LEFT_BEHIND = 24_000_000;

let bench: Bench;
let clock: ReturnType<typeof fakeClock>;
const strays: unknown[] = [];
const onStray = (error: unknown) => strays.push(error);

beforeAll(async () => {
  process.on('uncaughtExceptionMonitor', onStray);
  clock = fakeClock();
  bench = await openBench({ clock });
});
afterAll(async () => {
  process.off('uncaughtExceptionMonitor', onStray);
  await bench.stop();
});

it('stands the torture messages of RFC 4475', async () => {
  const uri = `sip:600@${bench.exchange.account.domain}`;
  const cases = torture({ uri, domain: bench.exchange.account.domain, sdp: emptySdp('sendrecv') });
  expect(cases.length).toBeGreaterThanOrEqual(49);
  for (const { section, what, message, readable } of cases) {
    const before = bench.complaints.length;
    const socket = await openSocket(bench.exchange.wsUrl);
    socket.send(message);
    await socket.alive();
    const lines = bench.complaints.slice(before);
    expect(lines.length, `${section} ${what}: ${lines}`).toBeLessThanOrEqual(readable ? 0 : 1);
    for (const line of lines) expect(line.length, section).toBeLessThan(LINE);
    socket.close();
  }
  clock.advance(3_600_000);
  await eventually(() => bench.exchange.activeCalls().length === 0);
});

it(`stands ${MESSAGES} mutated messages`, async () => {
  console.log(`fuzz: the training exchange, seed ${SEED}, ${MESSAGES} messages`);
  const corpus = await recordCalls(bench, clock);
  const before = heapNow();
  const linesBefore = bench.complaints.length;
  let last: readonly (string | Buffer)[] = [];
  const storm = await exchangeStorm({
    bench,
    clock,
    corpus,
    dice: dice(SEED),
    messages: MESSAGES,
    onBatch(batch) {
      expect(strays).toEqual([]);
      last = batch;
    },
  }).catch((error) => {
    throw afterThese('exchange', last, error);
  });

  const lines = bench.complaints.slice(linesBefore);
  console.log(
    `fuzz: ${storm.sent} sent, ${storm.answered} answered, ${storm.calls} calls begun, ${lines.length} lines of the log, ` +
      `${storm.sockets} connections`,
  );
  // A storm that only knocks at the door would prove nothing.
  expect(storm.answered).toBeGreaterThan(MESSAGES / 5);
  expect(storm.calls).toBeGreaterThan(MESSAGES / 500);
  expect(lines.length).toBeLessThanOrEqual(storm.sent);
  expect(lines.find((line) => line.length >= LINE)).toBeUndefined();
  expect(lines.find((line) => line.includes(PASSWORD) || line.includes('response='))).toBeUndefined();

  // Nobody helps: what the storm began ends by itself.
  clock.advance(2 * 3_600_000);
  await eventually(() => bench.exchange.activeCalls().length === 0);
  clock.advance(60_000);
  expect(heapNow() - before).toBeLessThan(LEFT_BEHIND);
}, 300_000);

it('serves a normal call after all that', async () => {
  const calls = await recordCalls(bench, clock);
  expect(calls.map((text) => text.split(' ')[0])).toEqual(
    expect.arrayContaining(['REGISTER', 'INVITE', 'ACK', 'INFO', 'BYE']),
  );
  expect(bench.exchange.activeCalls()).toEqual([]);
});

/** Bytes in use after everything that can go is gone. */
function heapNow(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
