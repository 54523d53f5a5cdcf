// The training list, each of its thirty called once by keyboard alone: what the list then says of each is what is
// written down in `test/integration/training-list/expectation.ts`, which goes on to the end of the list.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';
import type { Campaign, Dialer, LeadRow } from '../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { PROSPECTS, type ProspectBehaviour } from '../../shared/domain/training/prospects.ts';
import { EXPECTED } from '../integration/training-list/expectation.ts';

/** Nobody waits for the silent ones for longer than this. */
const RING_SECONDS = 5;
const STEP_LIMIT_MS = 30_000;
/** Retry times count from the attempt's beginning or its end. */
const WHILE_IT_LASTED_MS = 60_000;
const MOST_KEYS = 3;

let dataDir: string;
let workstation: Workstation;
let browser: Browser;
let desk: CoreClient;
let page: Page;
let list: Campaign;
const errors: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-cold-calling-'));
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium();
  desk = await workstation.connectDesk();
  page = await (await newContext(browser, { width: 1280, height: 720 })).newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(workstation.address);
  await page
    .locator('[data-region=status] [role=status]')
    .getByText(/ ready$/)
    .waitFor();
  const [found] = await desk.request('campaigns.list', {});
  if (!found) throw new Error('a new profile has no training list');
  const { id, version, name, pace, scriptId, rules } = found;
  const draft = { name, pace, scriptId, rules: { ...rules, ringSeconds: RING_SECONDS } };
  await desk.request('campaigns.update', { id, version, draft });
  list = await desk.request('campaigns.get', { id });
});

afterAll(async () => {
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function until(what: string, holds: (dialer: Dialer) => boolean): Promise<Dialer> {
  for (const limit = Date.now() + STEP_LIMIT_MS; ; ) {
    const dialer = await desk.request('dialer.state', {});
    if (holds(dialer)) return dialer;
    if (Date.now() > limit)
      throw new Error(`${what} did not happen: ${dialer.stage}, ${dialer.lead?.contactName}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Since the last hang-up. */
let keys = 0;
let hungUpAt = 0;
/** From the hang-up of an agreed talk to the next INVITE, ms. */
const betweenCalls: { keys: number; ms: number }[] = [];

const press = async (...names: string[]): Promise<void> => {
  for (const name of names) {
    await page.keyboard.press(name);
    keys += 1;
  }
};
const bar = (state: string) => page.locator(`[data-bar="${state}"]`);
const script = (text: string | RegExp) => page.locator('main').getByText(text).first().waitFor();

/** The whole template, by digits, Enter and what is typed. */
async function leadTheTalk(): Promise<void> {
  await script('Good day, ');
  await press('Enter');
  await script('Are you the one who decides');
  await press('1');
  await script('We supply bearings');
  await press('Enter');
  await script('Do you have three minutes');
  // Back and on again: the answers of before are kept.
  await press('Backspace');
  await script('We supply bearings');
  await press('Enter');
  await script('Do you have three minutes');
  await press('/');
  await page.keyboard.type('supplier');
  await press('Enter');
  await script('Many of our customers keep two');
}

const hungUp = () => bar('wrapUp').waitFor();
const hangUp = async (): Promise<void> => {
  await press('F4');
  await hungUp();
  keys = 0;
  hungUpAt = Date.now();
};

/** What the operator does in a talk with each kind of prospect; who is not talked with needs no key at all. */
const TALKS: Partial<Record<ProspectBehaviour, () => Promise<void>>> = {
  async agrees() {
    await hangUp();
    await press('1', 'F2');
  },
  async refuses() {
    await hangUp();
    await press('3', 'F2');
  },
  async tuesday() {
    await hangUp();
    await press('2');
    // "Call back" opens the field by itself.
    await page.keyboard.type('tue 10');
    await press('F2');
  },
  async wrongNumber() {
    await hangUp();
    await press('7', 'F2');
  },
  async doNotCall() {
    await hangUp();
    await press('3', '1', 'F2');
  },
  async hangsUp() {
    await hungUp();
    await press('8', 'F2');
  },
  async voicemail() {
    await press('v');
  },
};

describe('the training list, by keyboard alone', () => {
  it('is called through once: every outcome, promise and retry time as written down', async () => {
    await page.locator('nav [data-name=lists]').focus();
    await press('Enter');
    const call = page.locator('main button').filter({ hasText: /^Call$/ });
    await call.focus();
    await press('Enter');

    const worked: string[] = [];
    let before: ProspectBehaviour | undefined;
    for (let turn = 0; turn < PROSPECTS.length; turn += 1) {
      const { lead } = await until(
        `the offer of number ${turn + 1}`,
        ({ stage, lead }) => stage === 'offering' && lead !== undefined && !worked.includes(lead.id),
      );
      if (!lead) throw new Error('nobody is on offer');
      worked.push(lead.id);
      const prospect = PROSPECTS.find(({ name }) => name.en === lead.contactName);
      if (!prospect) throw new Error(`nobody knows ${lead.contactName}`);
      await page.locator('[data-call-area]').getByText(lead.contactName).first().waitFor();
      await press('F2');
      await until('dialling', ({ stage }) => stage !== 'offering');
      if (before === 'agrees') betweenCalls.push({ keys, ms: Date.now() - hungUpAt });
      before = prospect.behaves;
      const talk = TALKS[prospect.behaves];
      if (!talk) continue;
      await bar('talking').waitFor();
      if (turn === 0) await leadTheTalk();
      await talk();
    }
    await until('the end', ({ lead }) => lead === undefined || worked.includes(lead.id));

    const { leads } = await desk.request('campaigns.leads', { campaignId: list.id });
    expect(leads).toHaveLength(PROSPECTS.length);
    const { zone } = (await desk.request('system.info', {})).settings;
    for (const lead of leads) expectWritten(lead, zone);
    const stopped = await desk.request('doNotCall.list', {});
    expect(stopped.total).toBe(PROSPECTS.filter(({ behaves }) => behaves === 'doNotCall').length);
    const promises = await desk.request('tasks.list', {});
    const tuesdays = promises.filter(({ leadId }) => leadId !== undefined);
    expect(tuesdays).toHaveLength(PROSPECTS.filter(({ behaves }) => behaves === 'tuesday').length);
    expect(errors).toEqual([]);
  }, 400_000);

  it('keeps the answers of the talk that the script led', async () => {
    const first = PROSPECTS.find(({ behaves }) => behaves === 'agrees');
    const { leads } = await desk.request('campaigns.leads', { campaignId: list.id });
    const lead = leads.find(({ contactName }) => contactName === first?.name.en);
    const [run] = await desk.request('talkRuns.ofContact', { contactId: lead?.contactId ?? '' });
    expect(run?.moves.map(({ nodeId }) => nodeId)).toEqual(['greeting', 'rightPerson', 'reason', 'hasTime']);
    expect(run?.moves[1]?.input).toEqual({ kind: 'answer', value: { kind: 'one', option: 'decides' } });
    expect(run?.moves[3]?.input).toMatchObject({ kind: 'objection' });
    expect(run?.moves[0]?.offsetMs).toBeGreaterThan(0);
  });
});

function expectWritten(lead: LeadRow, zone: string): void {
  const prospect = PROSPECTS.find(({ name }) => name.en === lead.contactName);
  if (!prospect) throw new Error(`nobody knows ${lead.contactName}`);
  const { result, waits, end } = EXPECTED[prospect.behaves];
  expect(lead, prospect.id).toMatchObject({ attempts: 1, lastResult: result });
  const { lastAttemptAt = 0, nextAt = 0 } = lead;
  if (waits === undefined) {
    expect(lead, prospect.id).toMatchObject({ state: 'done', end });
  } else if (waits === 'promise') {
    expect(nextAt, prospect.id).toBe(nextTuesdayAtTen(lastAttemptAt, zone));
  } else {
    expect(nextAt - lastAttemptAt, prospect.id).toBeGreaterThanOrEqual(waits);
    expect(nextAt - lastAttemptAt, prospect.id).toBeLessThan(waits + WHILE_IT_LASTED_MS);
  }
}

function nextTuesdayAtTen(from: number, zone: string): number {
  const now = DateTime.fromMillis(from, { zone });
  const tuesday = now.set({ weekday: 2, hour: 10, minute: 0, second: 0, millisecond: 0 });
  return (tuesday > now ? tuesday : tuesday.plus({ weeks: 1 })).toMillis();
}

describe('the commonest outcome', () => {
  it(`costs at most ${MOST_KEYS} keys from the hang-up to the next call`, () => {
    const most = Math.max(...betweenCalls.map((one) => one.keys));
    const slowest = Math.max(...betweenCalls.map(({ ms }) => ms));
    console.log(
      `From the hang-up to the next INVITE, ${betweenCalls.length} times: ${most} keys, at most ${slowest} ms`,
    );
    expect(betweenCalls.length).toBeGreaterThan(3);
    expect(most).toBeLessThanOrEqual(MOST_KEYS);
  });
});
