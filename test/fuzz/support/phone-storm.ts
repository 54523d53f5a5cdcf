import type { Page } from 'playwright-core';
import type { PhoneAccount, PhoneFact } from '../../../shared/contract/phone.ts';
import type { EngineBench } from '../../contract/page/bench.ts';
import { type Bench, eventually } from '../../training/bench.ts';
import type { Dice } from './dice.ts';
import { fence } from './fence.ts';
import { dialogsOf, mutant } from './mutator.ts';
import type { Heard, Tap } from './tap.ts';

/** Telephone numbers of the training line: an echo, and somebody who rings for ever. */
const ECHO = '600';
const RINGS = '+442079460180';
/** How long anything may take on a machine that has other things to do. */
const PATIENCE = 30_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The phone's engine in its page, with a tap on its line. */
export interface Phone {
  readonly page: Page;
  readonly tap: Tap;
  readonly bench: Bench;
  readonly account: PhoneAccount;
  ask<K extends keyof EngineBench>(
    name: K,
    ...args: Parameters<EngineBench[K]>
  ): Promise<Awaited<ReturnType<EngineBench[K]>>>;
}

export function phoneIn(page: Page, tap: Tap, bench: Bench, account: PhoneAccount): Phone {
  return {
    page,
    tap,
    bench,
    account,
    ask: (name, ...args) =>
      page.evaluate(
        ([method, given]) =>
          (window.bench[method as 'command'] as (...all: unknown[]) => unknown)(...(given as unknown[])),
        [name, args] as const,
      ) as never,
  };
}

/** The customer calls and is answered. @returns the engine's id and the exchange's */
export async function answered({ ask, bench, account }: Phone): Promise<{ id: string; callId: string }> {
  const before = new Set((await ask('facts')).map(({ callId }) => callId));
  const callId = bench.exchange.ring('known-customer', { to: account.login, hangUp: 'operator' });
  const id = await eventually(
    async () =>
      (await ask('facts')).find((fact) => fact.kind === 'incoming' && !before.has(fact.callId))?.callId,
    PATIENCE,
    'the phone rings',
  );
  const failure = await ask('command', 'answer', id);
  if (failure) throw new Error(`not answered: ${failure}`);
  await hasFact(ask, id, 'answered');
  return { id, callId };
}

export async function dialled({ ask }: Phone, target: string, until: PhoneFact['kind']): Promise<string> {
  const id = crypto.randomUUID();
  const failure = await ask('command', 'dial', id, target);
  if (failure) throw new Error(`not dialled: ${failure}`);
  await hasFact(ask, id, until);
  return id;
}

async function hasFact(ask: Phone['ask'], id: string, kind: PhoneFact['kind']): Promise<void> {
  await eventually(
    async () => (await ask('facts')).some((fact) => fact.callId === id && fact.kind === kind),
    PATIENCE,
    `${kind} of ${id}`,
  );
}

/** Ends all calls of both sides. @returns calls that the engine does not let go of */
export async function endAll({ ask, bench, tap }: Phone): Promise<readonly string[]> {
  for (const id of await ask('liveCallIds')) await ask('command', 'hangUp', id);
  for (const callId of own(tap, bench)) bench.exchange.hangUp(callId);
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20)) {
    if ((await ask('liveCallIds')).length === 0) return [];
  }
  return ask('liveCallIds');
}

/** The exchange's calls that went over this tap; another phone may have some too. */
const own = (tap: Tap, bench: Bench): string[] =>
  bench.exchange
    .activeCalls()
    .map(({ callId }) => callId)
    .filter((callId) => tap.heard.some(({ text }) => text.includes(callId)));

/** Everything that an exchange says to a phone in a day, once. @returns its messages, in order */
export async function recordCalls(phone: Phone): Promise<string[]> {
  const { ask, tap, bench, account } = phone;
  const inbound = await answered(phone);
  await ask('command', 'hold', inbound.id, true);
  await ask('command', 'hold', inbound.id, false);
  await ask('command', 'sendTones', inbound.id, '1');
  await ask('command', 'transfer', inbound.id, '102');
  await endAll(phone);
  const missed = bench.exchange.ring('supplier', { to: account.login });
  await eventually(() => bench.exchange.activeCalls().some(({ state }) => state === 'ringing'));
  bench.exchange.hangUp(missed);
  await eventually(() => bench.exchange.activeCalls().length === 0);
  const outbound = await dialled(phone, ECHO, 'answered');
  await ask('command', 'hangUp', outbound);
  await dialled(phone, '+442079460186', 'ended');
  await endAll(phone);
  return textsTo(tap.heard, 'phone');
}

const BATCH = 250;
const ROUND = 2_500;

/**
 * Sends mutated messages to the phone, from the exchange's place, in rounds that each begin with three living calls.
 * @throws when the phone hangs, or keeps a call that it was told to end
 */
export async function phoneStorm(
  phone: Phone,
  options: {
    readonly corpus: readonly string[];
    readonly dice: Dice;
    readonly messages: number;
    readonly onBatch: (batch: readonly (string | Buffer)[]) => void;
    /** Told after each round, when all calls have ended. */
    readonly onRound: () => Promise<void>;
  },
): Promise<number> {
  const { tap } = phone;
  const { corpus, dice, messages, onBatch, onRound } = options;
  let sent = 0;
  while (sent < messages) {
    tap.passes = true;
    tap.heard.length = 0;
    await eventually(async () => (await phone.ask('registrations')).at(-1)?.state === 'registered', 20_000);
    await answered(phone);
    await dialled(phone, ECHO, 'answered');
    await dialled(phone, RINGS, 'progress');
    tap.passes = false;
    const dialogs = dialogsOf(tap.heard, 'phone');
    for (const roundEnd = Math.min(messages, sent + ROUND); sent < roundEnd; ) {
      const asked = textsTo(tap.heard, 'exchange').filter(isAnswerable);
      const serial = sent;
      const batch = Array.from({ length: Math.min(BATCH, roundEnd - sent) }, (_, index) =>
        mutant({ corpus, dialogs, asked: asked.slice(-50) }, dice, serial + index),
      );
      onBatch(batch);
      for (const message of batch) tap.toPhone(message);
      sent += batch.length;
      await alive(phone, sent);
    }
    const stuck = await endAll(phone);
    if (stuck.length > 0) throw new Error(`${stuck.length} calls do not end`);
    await onRound();
  }
  tap.passes = true;
  return sent;
}

/** The phone has read everything before this OPTIONS, and answers it. */
export async function alive({ tap }: Phone, serial: number): Promise<void> {
  const branch = `z9hG4bK-fence-${serial}-`;
  const answered = () => tap.heard.some(({ to, text }) => to === 'exchange' && text.includes(branch));
  // Said again: the phone may have taken a new connection meanwhile.
  for (let times = 0; times < 10; times += 1) {
    tap.toPhone(fence('101', branch));
    for (const end = Date.now() + 2_000; Date.now() < end; await pause(5)) if (answered()) return;
  }
  throw new Error('the phone does not answer OPTIONS');
}

const textsTo = (heard: readonly Heard[], to: Heard['to']): string[] =>
  heard.filter((one) => one.to === to).map(({ text }) => text);

const isAnswerable = (text: string): boolean => !/^(?:SIP\/2\.0|ACK) /.test(text);
