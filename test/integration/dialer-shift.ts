import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Dialer } from '../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { EndCause } from '../../shared/domain/call/fact.ts';
import { DEFAULT_RULES, type Pace, type PacingRules } from '../../shared/domain/pacing/campaign.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
export let started: Started;
export let desk: CoreClient;
export let phone: ScriptedPhone;
export let shown: Dialer | undefined;
/** Moved by hand beside the real one: a Thursday morning in London. */
export let clock: { ahead: number };
export const NOW = Date.UTC(2026, 10, 26, 11);
export const HOUR = 60 * 60_000;

const begun = Date.now();
export const now = () => NOW + (Date.now() - begun) + clock.ahead;
export const options = { now, dialerLimits: { deskGraceMs: 50 } };

/** One operator with a desk, a scripted phone and a core of their own, anew for each test of the file that asks for it. */
export function shiftForEach(): void {
  beforeEach(async () => {
    clock = { ahead: 0 };
    shown = undefined;
    started = await startCore(undefined, options);
    await connect();
    await desk.request('settings.save', { country: 'GB', zone: 'Europe/London' });
  });
  afterEach(async () => {
    desk.close();
    phone.leave();
    await started.core.close();
  });
}

/** It dies with its satellites, and comes back on the same profile. */
export async function coreDies(): Promise<void> {
  desk.close();
  phone.leave();
  await started.core.close();
  started = await startCore(started.dataDir, options);
  await connect();
}

/** At a desk of the core that runs. */
export function sitDown(): void {
  desk = started.connect('desk');
  desk.on('dialer.changed', (state) => {
    shown = state;
  });
}

/** A phone page that has just been loaded. */
export async function plugIn(): Promise<void> {
  phone = new ScriptedPhone(started.connect);
  await vi.waitFor(() => phone.attach());
  await phone.register();
}

async function connect(): Promise<void> {
  sitDown();
  await plugIn();
}

export const person = async (name: string, number: string, more: object = {}) =>
  (
    await desk.request('contacts.create', {
      draft: { kind: 'person', name, phones: [{ number }], ...more },
    })
  ).id;

export async function list(pace: Pace, names: string[], rules: Partial<PacingRules> = {}) {
  const ids: string[] = [];
  for (const [at, name] of names.entries()) ids.push(await person(name, `020 7946 010${at}`));
  const { id } = await desk.request('campaigns.create', {
    draft: { name: 'Autumn', pace, rules: { ...DEFAULT_RULES, restOnHolidays: false, ...rules } },
    source: { kind: 'contacts', ids: ids.length > 0 ? ids : [await person('nobody', '020 7946 0199')] },
  });
  await desk.request('campaigns.setState', { id, state: 'running' });
  await vi.waitFor(async () => expect((await desk.request('campaigns.get', { id })).filling).toBe(false), {
    timeout: 30_000,
    interval: 50,
  });
  return { campaignId: id, ids };
}

export const state = () => desk.request('dialer.state', {});
export const stage = (wanted: Dialer['stage'], name?: string) =>
  vi.waitFor(
    async () => {
      const at = await state();
      expect([at.stage, name === undefined ? undefined : at.lead?.contactName]).toEqual([wanted, name]);
      return at;
    },
    { timeout: 10_000, interval: 20 },
  );

/** The newest order to dial, begun by the phone. */
export async function rings(number?: string) {
  const order = await vi.waitFor(
    () => {
      const told = phone.told<{ callId: string; target: string }>('phone.dial');
      if (!told || told.callId === lastCall) throw new Error('nothing was dialled');
      return told;
    },
    { timeout: 10_000, interval: 20 },
  );
  lastCall = order.callId;
  if (number !== undefined) expect(order.target).toBe(number);
  await phone.dialing(order.callId, order.target, now());
  return order.callId;
}
let lastCall: string | undefined;

export const ends = (callId: string, cause: EndCause, by: 'customer' | 'network' = 'network') =>
  phone.say(callId, { kind: 'ended', cause, by }, now());
export const answers = (callId: string) => phone.say(callId, { kind: 'answered', by: 'customer' }, now());
export const leads = async (campaignId: string) =>
  (await desk.request('campaigns.leads', { campaignId })).leads;
