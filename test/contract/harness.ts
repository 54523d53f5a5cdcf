import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { ActiveCall } from '../../electron/core/training/call-leg.ts';
import type { CallDetail } from '../../electron/core/training/cdr.ts';
import { createTrainingExchange, type TrainingExchange } from '../../electron/core/training/exchange.ts';
import type { PhoneAccount, PhoneFact, Registration } from '../../shared/contract/phone.ts';
import { PhoneFact as PhoneFactSchema } from '../../shared/contract/phone.ts';
import type { EngineBench } from './page/bench.ts';
import type { BenchBrowser } from './page/serve.ts';

const PASSWORD = 'a long and secret one';
const CALLER = 'known-customer';
/** A voice of the training line, and the beep of the fake microphone: well above this, silence far below. */
export const AUDIBLE = 0.01;
export const SILENT = 0.002;
export const OUTBOUND = '01890000-0000-7000-8000-0000000000a1';

export type Harness = ReturnType<typeof createHarness>;

/** A page with the engine, an exchange that it can be registered at, and what tests ask of both. */
export function createHarness(engine: PhoneAccount['engine'], browser: () => BenchBrowser) {
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
    dtmf: 'rfc4733',
    iceTimeoutMs: 1_000,
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
    // Our 200 may still be on its way: what a test cuts now must be a talk on both sides.
    await until('a talk at the exchange', async () => active(call.sipCallId)?.answeredAt !== undefined);
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
    for (const one of stated) expect(PhoneFactSchema.safeParse(one).success, JSON.stringify(one)).toBe(true);
  });

  return {
    engine,
    get exchange() {
      return exchange;
    },
    bench,
    account,
    facts,
    kinds,
    until,
    fact,
    registration,
    detail,
    active,
    rests,
    registered,
    rung,
    talking,
    packetsHeard,
  };
}
