import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { runningCore } from '../../electron/core/host/single-core.ts';
import {
  createTrainingExchange,
  TrainingError,
  type TrainingExchange,
} from '../../electron/core/training/exchange.ts';
import type { CallView } from '../../shared/contract/calls.ts';
import { playable } from '../support/playable.ts';
import { prepareProfile } from '../support/prepare-profile.ts';
import { readCalls } from '../support/read-calls.ts';
import { deskBar, pagePid, pressOnDesk } from './support/desk-by-main.ts';
import { eventually, launch, type Running } from './support/launch.ts';
import { FAKE_MICROPHONE } from './support/microphone.ts';

/**
 * Kills one process of the running desktop at twenty random points of a call, and looks afterwards whether anything is
 * missing. The exchange and its customers live in this process, outside of what dies.
 */
const ROUNDS = Number(process.env.RINGDESK_KILL_ROUNDS ?? 20);
const SEED = 20_261_122;
const ANSWER_AFTER_MS = 600;
const HANG_UP_AFTER_MS = 4_600;
/** Sound may be this young and be lost. */
const LOSS_LIMIT_MS = 2_000;
/** A CANCEL or BYE that a dead phone never answers is given up after 64 × T1 (RFC 3261 §17.1.2.2). */
const EXCHANGE_PATIENCE_MS = 40_000;
/** A wrap-up may stay open: the next call goes before it. */
const FREE = ['free', 'wrapUp'];

interface Round {
  readonly number: string;
  readonly killedAt: number;
}

type Target = 'core' | 'phone' | 'desk';

/** Mulberry32: the same points in each run, so that a failure can be looked at again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

function pidOf(running: Running, target: Target): Promise<number> {
  // A core that died has left its card, and the next one clears it away before it writes its own.
  return eventually(`process of the ${target}`, () =>
    target === 'core' ? runningCore(running.data)?.pid : pagePid(running, target),
  );
}

/** Side by side, each with a program and an exchange of its own: nearly all of the time is talk and patience. */
describe.concurrent.each(['core', 'phone', 'desk'] as const)('kill -9 of the %s', (target) => {
  let exchange: TrainingExchange;
  let running: Running;
  let dataDir: string;
  const rounds: Round[] = [];

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), `ringdesk-kill-${target}-`));
    const password = 'a-password-of-the-test';
    exchange = await createTrainingExchange({
      password,
      cdrFile: join(dataDir, 'outside-cdr.jsonl'),
      language: 'en',
      log: silentLog,
    });
    await prepareProfile(dataDir, { server: exchange.wsUrl, ...exchange.account });
    running = await launch(resolve(import.meta.dirname, '../..'), { data: dataDir, args: FAKE_MICROPHONE });
    await eventually('registration', () => exchange.registered(), 30_000);
  });

  afterAll(async () => {
    await running?.close();
    await exchange?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    `at ${ROUNDS} points of a call loses nothing`,
    async () => {
      const chance = random(SEED + target.length);
      for (let n = 0; n < ROUNDS; n += 1) {
        const number = `+4479${String(10_000_000 + n)}`;
        await eventually('registration', () => exchange.registered(), 20_000);
        // A phone that has just come back may be registered before its desk has painted; a user would wait as well.
        let bar: string | undefined;
        await eventually(
          () => `a desk that is free before round ${n}, not "${bar}" with ${liveCalls()}`,
          async () => {
            bar = await deskBar(running);
            return FREE.includes(bar ?? '');
          },
          20_000,
        );
        const killAfter = Math.round(chance() * (HANG_UP_AFTER_MS + 600));
        const call = await ring(number);
        const begun = Date.now();
        const script = [
          pause(ANSWER_AFTER_MS).then(() => pressOnDesk(running, 'F2')),
          pause(HANG_UP_AFTER_MS).then(() => exchange.hangUp(call)),
          pause(killAfter).then(() => kill()),
        ];
        await Promise.all(script);
        rounds.push({ number, killedAt: begun + killAfter });
        await eventually(
          `row of call ${n}`,
          () => readCalls(dataDir).some((row) => row.remote.number === number && row.state === 'ended'),
          30_000,
        );
      }
      await eventually(
        'the end of every call',
        () => exchange.activeCalls().length === 0,
        EXCHANGE_PATIENCE_MS,
      );
      await eventually(
        'every recording finished',
        () => !readCalls(dataDir).some(({ recording }) => recording?.state === 'recording'),
        30_000,
      );
      await check();
    },
    ROUNDS * 45_000,
  );

  /** Kills, and waits until another process has taken the place: only then is there anything to call again. */
  async function kill(): Promise<void> {
    const pid = await pidOf(running, target);
    process.kill(pid, 'SIGKILL');
    await eventually(`another ${target}`, async () => (await pidOf(running, target)) !== pid, 20_000);
  }

  /** A phone that went may still be registered until its socket is found closed. */
  function ring(number: string): Promise<string> {
    return eventually(
      'a phone that can be called',
      () => {
        try {
          return exchange.ring('known-customer', { number, talkMs: 60_000 });
        } catch (error) {
          if (error instanceof TrainingError) return undefined;
          throw error;
        }
      },
      20_000,
    );
  }

  function liveCalls(): string {
    const rows = readCalls(dataDir).filter(({ state }) => state !== 'ended');
    return JSON.stringify(rows.map(({ id, state, remote }) => ({ id, state, number: remote.number })));
  }

  async function check(): Promise<void> {
    const calls = readCalls(dataDir);
    for (const round of rounds) {
      const rows = calls.filter(({ remote }) => remote.number === round.number);
      expect(rows, `rows of ${round.number}`).toHaveLength(1);
      const [row] = rows;
      if (row?.answeredAt !== undefined) await checkRecording(row, round);
    }
    expect(checkIntegrity(join(dataDir, 'ringdesk.db'))).toMatchObject({ sound: true, troubles: [] });
    const talks = calls.filter(({ answeredAt }) => answeredAt !== undefined);
    expect(talks.length).toBeGreaterThan(ROUNDS / 4);
  }

  async function checkRecording(row: CallView, { killedAt }: Round): Promise<void> {
    const end = target === 'phone' ? Math.min(row.endedAt ?? 0, killedAt) : (row.endedAt ?? 0);
    const spoken = end - (row.answeredAt ?? 0);
    if (spoken <= LOSS_LIMIT_MS) return;
    const recorded = await playable(dataDir, row);
    expect(recorded.durationMs, `recording of ${row.remote.number}`).toBeGreaterThan(spoken - LOSS_LIMIT_MS);
    expect(recorded.sha256).toBe(recorded.expectedSha256);
  }
});
