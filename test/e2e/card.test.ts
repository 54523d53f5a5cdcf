import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';

let dataDir: string;
let workstation: Workstation;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-card-'));
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium();
  page = await (await newContext(browser)).newPage();
  await page.goto(workstation.address);
});
afterAll(async () => {
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const button = (name: string | RegExp, exact = true) => page.getByRole('button', { name, exact });

it('the card of a first start says what is owed; a visit, a payment and a file are there in seconds', async () => {
  await button('Customers', false).first().click();
  await page.locator('[data-row-main]').filter({ hasText: 'Emma Clarke' }).first().click();
  const card = page.getByRole('article', { name: 'Card of Emma Clarke' });
  await card.getByText(/^Owes .*, overdue since /).waitFor();

  const entry = card.getByRole('textbox', { name: 'Add a note' });
  await entry.focus();
  await card.getByText('Visit', { exact: true }).click();
  const visit = card.getByRole('textbox', { name: 'Visit' });
  await visit.fill('Showed the new pump');
  await visit.press('Control+Enter');
  await card.locator('li').filter({ hasText: 'Showed the new pump' }).waitFor();

  await button(/^Invoice .* is paid$/)
    .first()
    .click();
  await card.getByText(/^Owes /).waitFor({ state: 'detached' });
  await button('Undo').last().click();
  await card.getByText(/^Owes /).waitFor();

  await button('Invoice, contract, product, file').click();
  const chooser = page.waitForEvent('filechooser');
  await button('File').click();
  const file = { name: 'Offer <b>№ 7</b>.html', mimeType: 'text/html', buffer: Buffer.alloc(1_500_000, 'x') };
  await (await chooser).setFiles(file);
  const named = button(file.name);
  await named.waitFor();
  const download = page.waitForEvent('download');
  await named.click();
  // A file of the person's own, and never a page of ours.
  const saved = await (await download).path();
  expect(readFileSync(saved)).toEqual(file.buffer);
  expect(new URL(page.url()).origin).toBe(workstation.origin);
}, 60_000);
