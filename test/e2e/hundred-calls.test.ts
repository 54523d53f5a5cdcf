import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import type { CallDetail } from '../../electron/core/training/cdr.ts';
import { createTrainingExchange, type TrainingExchange } from '../../electron/core/training/exchange.ts';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';
import type { CallView } from '../../shared/contract/calls.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { CallResult } from '../../shared/domain/call/call.ts';
import { prepareProfile } from '../support/prepare-profile.ts';
import { readCalls } from '../support/read-calls.ts';

/** The exchange runs in this process and keeps its own call-detail file; the log of the program must say the same. */
const CALLS = 100;
const BETWEEN_MS = 700;
/** Clocks are the same; what differs is how long a message and a handler take on a busy machine. */
const TOLERANCE_MS = 400;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

let dataDir: string;
let exchange: TrainingExchange;
let workstation: Workstation;
let browser: Browser;
let desk: CoreClient;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-hundred-'));
  exchange = await createTrainingExchange({
    password: 'a-password-of-the-test',
    cdrFile: join(dataDir, 'outside-cdr.jsonl'),
    language: 'en',
    log: silentLog,
  });
  await prepareProfile(dataDir, { server: exchange.wsUrl, ...exchange.account });
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium();
  const page = await (await newContext(browser)).newPage();
  await page.goto(workstation.address);
  desk = await workstation.connectDesk();
  for (let tries = 0; !exchange.registered() && tries < 400; tries += 1) await pause(50);
});

afterAll(async () => {
  await browser?.close();
  await workstation?.stop();
  await exchange?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The operator: takes the first, lets some ring out, declines some, and sometimes takes a second one over the first. */
function operate(): () => void {
  let seen = 0;
  const plans = new Map<string, number>();
  return desk.on('calls.changed', ({ call }) => {
    if (call.direction !== 'inbound' || call.state !== 'ringing' || plans.has(call.id)) return;
    const plan = seen++ % 5;
    plans.set(call.id, plan);
    // A command may come too late, when the customer gave up first: that is a race of the real world.
    const tryTo = (what: Promise<unknown>) => what.catch(() => undefined);
    if (plan < 3)
      void pause(100 + plan * 150).then(() => tryTo(desk.request('calls.answer', { callId: call.id })));
    if (plan === 3) void pause(200).then(() => tryTo(desk.request('calls.decline', { callId: call.id })));
  });
}

it(`logs ${CALLS} calls, some of them at once, as the exchange does: none lost, none twice`, async () => {
  const stop = operate();
  const outbound = ['+442079460186', '600'];
  for (let n = 0; n < CALLS; n += 1) {
    if (n % 10 === 9) {
      const number = outbound[(n / 10) % 2 < 1 ? 0 : 1] ?? '600';
      const { callId } = await desk.request('calls.dial', { number });
      void pause(1500).then(() => desk.request('calls.hangUp', { callId }).catch(() => undefined));
    } else {
      const number = `+4479${String(20_000_000 + n)}`;
      exchange.ring('known-customer', { number, ringTimeoutMs: 1500, talkMs: 400 + (n % 7) * 300 });
      // Every sixth customer does not wait until the one before has done.
      if (n % 6 === 5) continue;
    }
    await pause(BETWEEN_MS);
  }
  for (let tries = 0; exchange.activeCalls().length > 0 && tries < 400; tries += 1) await pause(50);
  await pause(1500);
  stop();

  const theirs: CallDetail[] = readFileSync(join(dataDir, 'outside-cdr.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const ours = readCalls(dataDir);
  expect(theirs).toHaveLength(CALLS);
  expect(ours).toHaveLength(CALLS);

  const left = new Set(ours);
  for (const detail of theirs) {
    const row = closest(left, detail);
    expect(row, `the call of ${detail.number}`).toBeDefined();
    if (!row) continue;
    left.delete(row);
    expect([row.remote.number, row.result], `${row.id}`).toEqual([
      detail.number,
      RESULT[detail.direction][detail.result],
    ]);
    // An outbound call begins with the operator's key; its INVITE follows when microphone and candidates are there.
    if (detail.direction === 'inbound') near(row.startedAt, detail.invitedAt, `start of ${detail.number}`);
    else expect(row.startedAt, `start of ${detail.number}`).toBeLessThanOrEqual(detail.invitedAt);
    near(row.endedAt, detail.endedAt, `end of ${detail.number}`);
    if (detail.answeredAt !== undefined)
      near(row.answeredAt, detail.answeredAt, `answer of ${detail.number}`);
  }
  expect(left.size).toBe(0);

  const talks = ours.filter(({ result }) => result === 'answered');
  expect(talks.length).toBeGreaterThan(CALLS / 3);
  expect(
    talks.filter(({ recording }) => recording?.state !== 'finished' && recording?.state !== 'failed'),
  ).toEqual([]);
  expect(checkIntegrity(join(dataDir, 'ringdesk.db'))).toMatchObject({ sound: true, troubles: [] });
}, 300_000);

const RESULT: Record<CallDetail['direction'], Partial<Record<CallDetail['result'], CallResult>>> = {
  inbound: {
    answered: 'answered',
    missed: 'missed',
    declined: 'declined',
    busy: 'declined',
    cancelled: 'missed',
  },
  outbound: {
    answered: 'answered',
    busy: 'busy',
    declined: 'declined',
    noAnswer: 'noAnswer',
    cancelled: 'cancelled',
  },
};

function closest(rows: ReadonlySet<CallView>, detail: CallDetail): CallView | undefined {
  return [...rows]
    .filter(({ remote, direction }) => remote.number === detail.number && direction === detail.direction)
    .sort((a, b) => Math.abs(a.startedAt - detail.invitedAt) - Math.abs(b.startedAt - detail.invitedAt))[0];
}

function near(mine: number | undefined, theirs: number, what: string): void {
  expect(Math.abs((mine ?? 0) - theirs), what).toBeLessThan(TOLERANCE_MS);
}
