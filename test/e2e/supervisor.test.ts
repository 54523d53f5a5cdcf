// The supervisor's way with the keyboard alone: a recording found, heard, commented and taken out.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';

const CUSTOMER = { title: 'A customer you know', name: 'Emma Clarke' };

let dataDir: string;
let workstation: Workstation;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-supervisor-'));
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium();
  context = await newContext(browser, { width: 1280, height: 720 });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(workstation.address);
  await page
    .locator('[data-region=status] [role=status]')
    .getByText(/ ready$/)
    .waitFor();
  await talk();
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const bar = (state: string) => page.locator(`[data-bar="${state}"]`);
const rail = (name: string) => page.locator(`nav [data-name=${name}]`);

async function talk(): Promise<void> {
  await rail('training').click();
  await page.getByRole('button', { name: `${CUSTOMER.title} is to call me now` }).click();
  await bar('ringing').waitFor();
  await page.keyboard.press('F2');
  await bar('talking').waitFor();
  await page.waitForTimeout(4_000);
  await page.keyboard.press('F4');
  await bar('wrapUp').waitFor();
  await page.keyboard.press('F2');
  await bar('free').waitFor();
}

/** More stops than the desk has with one recording open. */
const STOPS = 150;

/** To a control as whoever has no mouse comes to it. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let n = 0; n < STOPS; n += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never comes there');
}
const press = async (target: Locator) => {
  await tabTo(target);
  await page.keyboard.press('Enter');
};

describe('with the keyboard alone', () => {
  it('a recording is found by words, and plays', async () => {
    await press(rail('recordings'));
    await tabTo(page.getByRole('searchbox', { name: 'Words of notes and comments, a customer, a number' }));
    await page.keyboard.type('nobody of this name');
    await page
      .getByRole('button', { name: 'Show all' })
      .or(page.getByText(/Nothing|No recording/).first())
      .first()
      .waitFor();
    for (const _ of 'nobody of this name') await page.keyboard.press('Backspace');
    await page.keyboard.type('emma');
    await press(page.getByRole('list', { name: /^Recordings/ }).getByRole('button', { name: CUSTOMER.name }));
    await page
      .getByRole('group', { name: /^Recording: / })
      .getByRole('button', { name: 'Pause' })
      .waitFor();
  });

  it('a comment and a mark stay at their second', async () => {
    await tabTo(page.getByRole('textbox', { name: /^Comment at / }));
    await page.keyboard.type('greets well');
    await page.keyboard.press('Enter');
    const moments = page.getByRole('list', { name: 'Steps and comments' });
    await moments.getByText('greets well').waitFor();
    await press(page.getByRole('button', { name: 'Mark this second' }));
    await moments.getByText('Mark', { exact: true }).waitFor();
  });

  it('the recording leaves as a file', async () => {
    const download = page.waitForEvent('download');
    await press(page.getByRole('button', { name: 'Export', exact: true }));
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d .*Emma Clarke.*\.webm$/);
    expect(statSync(await file.path()).size).toBeGreaterThan(5_000);
    expect(errors).toEqual([]);
  });
});
