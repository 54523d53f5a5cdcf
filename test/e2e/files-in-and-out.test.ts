// A firm's table goes in through the screen and comes out again, as a person does it.
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
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-files-'));
  workstation = await startWorkstation({ dataDir, empty: true });
  const desk = await workstation.connectDesk();
  await desk.request('settings.save', { country: 'RU', language: 'en' });
  browser = await launchChromium();
  page = await (await newContext(browser)).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(workstation.address);
  await page.locator('nav [data-name=settings]').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const button = (name: string | RegExp) => page.getByRole('button', { name }).first();

async function choose(name: string, bytes: Buffer): Promise<void> {
  await page.locator('nav [data-name=customers]').click();
  await button('Import customers from a file').click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
}

async function exported(format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.locator('nav [data-name=customers]').click();
  await button('Export customers into a file').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('File').selectOption(format);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  await dialog.getByRole('status').filter({ hasText: 'in the file' }).waitFor();
  await page.keyboard.press('Escape');
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

it('takes a table in after a look at the whole of it, and gives it out so that it changes nothing when it comes back', async () => {
  const table = [
    'ФИО;Телефон;Этап',
    ...Array.from(
      { length: 40 },
      (_, n) => `Клиент ${n};8 (916) 200-00-${String(n).padStart(2, '0')};Интерес`,
    ),
    'Без номера;;',
    '',
  ];
  await choose('клиенты.csv', Buffer.from(table.join('\r\n')));
  await button('Check the whole file').click();
  await page.getByText('What клиенты.csv would do').waitFor();
  await page.getByText('there is no phone number').first().waitFor();
  await button('Import 41 rows').click();
  await page.getByText('Imported: клиенты.csv').waitFor();
  await button('Import another file').click();

  const csv = await exported('csv');
  expect(csv.name).toMatch(/^ringdesk-customers-\d{4}-\d\d-\d\d\.csv$/);
  expect(csv.bytes.toString('utf8').split('\r\n')).toHaveLength(42);
  for (const format of ['csv', 'xlsx', 'vcard4']) {
    const file = format === 'csv' ? csv : await exported(format);
    await choose(file.name, file.bytes);
    await button('Check the whole file').click();
    await page.getByText(`What ${file.name} would do`).waitFor();
    const counts = await page.locator('dl').first().innerText();
    expect(counts.replaceAll(/\s+/g, ' '), format).toMatch(
      /^new customers 0 known ones get something new 0 known ones, nothing new 40 /,
    );
    await button('Back to the columns').click();
    await button('Another file').click();
  }
});
