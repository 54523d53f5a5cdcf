// A colleague is asked about a customer on the training line, by keyboard: handed over once, all together once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';
import type { CallView } from '../../shared/contract/calls.ts';
import type { CoreClient } from '../../shared/contract/client.ts';

const CUSTOMER = { title: 'A customer you know', name: 'Emma Clarke' };
/** Answers on the training line after 1.5 s. */
const COLLEAGUE = '102';

let dataDir: string;
let workstation: Workstation;
let browser: Browser;
let desk: CoreClient;
let context: BrowserContext | undefined;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-consult-'));
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium();
  desk = await workstation.connectDesk();
  context = await newContext(browser, { width: 1280, height: 720 });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(workstation.address);
  await page
    .locator('[data-region=status] [role=status]')
    .getByText(/ ready$/)
    .waitFor();
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const bar = (state: string) => page.locator(`[data-bar="${state}"]`);
const live = async (): Promise<CallView[]> =>
  (await desk.request('calls.live', {})).map(({ call }) => call).filter(({ state }) => state !== 'ended');
const choice = (name: string | RegExp) => bar('talking').getByRole('button', { name });

beforeEach(async () => {
  await page.locator('nav [data-name=training]').click();
  await page.getByRole('button', { name: `${CUSTOMER.title} is to call me now` }).click();
  await bar('ringing').waitFor();
  await page.keyboard.press('F2');
  await bar('talking').waitFor();

  await page.keyboard.press('t');
  await page.getByRole('textbox', { name: 'Transfer to' }).waitFor();
  await page.keyboard.type(COLLEAGUE);
  await page.keyboard.press('Shift+Enter');
  await bar('talking').getByText(`${CUSTOMER.name} waits on hold`).waitFor();
  await choice(/^Hand over/).waitFor();
  await expect.poll(() => choice(/^Hand over/).isEnabled(), { timeout: 15_000 }).toBe(true);
});
afterEach(async () => {
  // The next test begins with a free bar.
  for (const { id } of await live())
    await desk.request('calls.hangUp', { callId: id }).catch(() => undefined);
  await expect.poll(live, { timeout: 10_000 }).toEqual([]);
  for (const { call } of await desk.request('calls.live', {}))
    await desk.request('calls.wrapUp', { callId: call.id, close: true });
  await bar('free').waitFor();
  expect(errors).toEqual([]);
});

describe('while a colleague is asked', () => {
  it('the customer waits on hold and stays on the card; the way back takes the hold away', async () => {
    const [talk, question] = await live();
    expect(talk).toMatchObject({ contactName: CUSTOMER.name, hold: { operator: true } });
    expect(question).toMatchObject({ purpose: 'consult', consultFor: talk?.id });
    await page.getByRole('heading', { name: CUSTOMER.name }).first().waitFor();

    await page.keyboard.press('b');
    await expect.poll(async () => (await live()).length, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(async () => (await live())[0], { timeout: 10_000 })
      .toMatchObject({ id: talk?.id, state: 'talking', hold: { operator: false } });
    await choice(/^Hold$/).waitFor();
  });

  it('G hands the customer over: both legs of ours end, and the log says to whom', async () => {
    const [talk] = await live();
    await page.keyboard.press('g');
    await expect.poll(live, { timeout: 15_000 }).toEqual([]);
    const { call } = await desk.request('calls.get', { callId: talk?.id ?? '' });
    expect(call).toMatchObject({ state: 'ended', result: 'answered', transferredTo: COLLEAGUE });
  });

  it('A brings all together, and A again takes it apart: one at the ear, the other on hold', async () => {
    await page.keyboard.press('a');
    await expect.poll(async () => (await live()).map(({ joined }) => joined)).toEqual([true, true]);
    const people = bar('talking').getByRole('list', { name: 'In the conference with you' });
    await people.getByText(CUSTOMER.name).waitFor();
    expect(await people.getByRole('listitem').count()).toBe(2);

    await page.keyboard.press('a');
    await expect.poll(async () => (await live()).map(({ joined }) => joined)).toEqual([false, false]);
    await expect
      .poll(async () => (await live()).map(({ hold }) => hold.operator).sort(), { timeout: 10_000 })
      .toEqual([false, true]);
  });
});
