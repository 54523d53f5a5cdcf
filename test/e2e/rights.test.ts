// Several people at one machine, by its screens: turned on, one goes, another comes, and what he then finds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';

const CUSTOMER = { title: 'A customer you know', name: 'Emma Clarke' };
const BOSS = { name: 'Olga Boss', password: 'three green lamps' };
const OPERATOR = { name: 'Petro Operator', password: 'seven old boats' };

let dataDir: string;
let workstation: Workstation;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-rights-'));
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium();
  context = await newContext(browser, { width: 1280, height: 720 });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(workstation.address);
  await ready();
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const ready = () =>
  page
    .locator('[data-region=status] [role=status]')
    .getByText(/ ready$/)
    .waitFor();
const bar = (state: string) => page.locator(`[data-bar="${state}"]`);
const rail = (name: string) => page.locator(`nav [data-name=${name}]`);
const setting = (name: string) =>
  page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true });
const password = () => page.getByRole('textbox', { name: 'Password', exact: true });
const menu = (name: string) => page.getByRole('button', { name: `${name}: lock, log out` });

async function login({ name, password: word }: typeof BOSS): Promise<void> {
  await page.getByRole('heading', { name: 'Who is there?' }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await password().fill(word);
  await page.keyboard.press('Enter');
}
async function newPassword(word: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New password', exact: true }).fill(word);
  await page.getByRole('textbox', { name: 'New password once more' }).fill(word);
}
const choose = (name: string, item: string) => async () => {
  await menu(name).click();
  await page.getByRole('menuitem', { name: item }).click();
};

describe('several people at one machine', () => {
  it('begin with one who turns it on, and makes an operator', async () => {
    await rail('settings').click();
    await setting('People and rights').click();
    await page.getByRole('textbox', { name: 'Your name' }).fill(BOSS.name);
    await newPassword(BOSS.password);
    await page.getByRole('button', { name: 'Turn on logins' }).click();
    await menu(BOSS.name).waitFor();
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(OPERATOR.name);
    await newPassword(OPERATOR.password);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('list', { name: 'People' }).getByText(OPERATOR.name).waitFor();
  });

  it('each has his own recordings: the first talks', async () => {
    await rail('training').click();
    await page.getByRole('button', { name: `${CUSTOMER.title} is to call me now` }).click();
    await bar('ringing').waitFor();
    await page.keyboard.press('F2');
    await bar('talking').waitFor();
    await page.waitForTimeout(2_000);
    await page.keyboard.press('F4');
    await bar('wrapUp').waitFor();
    await page.keyboard.press('F2');
    await bar('free').waitFor();
    await rail('recordings').click();
    await page
      .getByRole('list', { name: /^Recordings/ })
      .getByText(CUSTOMER.name)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Export' }).waitFor();
  });

  it('one goes; a wrong password is told, and the next one comes in', async () => {
    await choose(BOSS.name, 'Log out, or switch person')();
    await page.getByRole('heading', { name: 'Who is there?' }).waitFor();
    // Nothing of the desk is left in the page.
    expect(await page.content()).not.toContain(CUSTOMER.name);
    await login({ ...OPERATOR, password: 'wrong words' });
    await page.getByRole('alert').getByText('do not fit together').waitFor();
    await login(OPERATOR);
    await menu(OPERATOR.name).waitFor();
    await ready();
  });

  it('who may less is shown less', async () => {
    expect(await rail('audit').count()).toBe(0);
    await rail('settings').click();
    await setting('Sound').waitFor();
    for (const name of ['Line', 'Firm', 'Outcomes', 'People and rights'])
      expect(await setting(name).count(), name).toBe(0);
    await rail('recordings').click();
    await page.getByRole('heading', { name: 'Recordings' }).waitFor();
    await page.getByText('No recordings yet').waitFor();
    expect(await page.getByText(CUSTOMER.name).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
  });

  it('a locked screen takes a call without saying whose it is, and a reload is no way round it', async () => {
    await rail('training').click();
    await page.getByRole('button', { name: `${CUSTOMER.title} is to call me now` }).click();
    await bar('ringing').waitFor();
    await choose(OPERATOR.name, 'Lock the screen')();
    const locked = page.getByRole('main', { name: OPERATOR.name });
    await locked.getByText('Incoming call').waitFor();
    expect(await locked.innerText()).not.toContain(CUSTOMER.name);
    expect(await page.getByText(CUSTOMER.name).filter({ visible: true }).count()).toBe(0);
    // The focus stands in the password: the keys work from there.
    await page.keyboard.press('F2');
    await locked.getByText('In a call', { exact: true }).waitFor();
    await page.keyboard.press('Alt+h');
    await locked.getByText('Call on hold').waitFor();
    await page.keyboard.press('Alt+h');
    await locked.getByText('In a call', { exact: true }).waitFor();
    await page.keyboard.press('F4');
    await locked.getByRole('button', { name: /Hang up/ }).waitFor({ state: 'detached' });

    await page.reload();
    await locked.waitFor();
    await password().fill(BOSS.password);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('do not fit together').waitFor();
    await password().fill(OPERATOR.password);
    await page.keyboard.press('Enter');
    await bar('wrapUp').getByText(CUSTOMER.name).first().waitFor();
    await page.keyboard.press('F2');
    await bar('free').waitFor();
    await ready();
  });

  it('all of it stands in the audit, whose chain is whole', async () => {
    await choose(OPERATOR.name, 'Log out, or switch person')();
    await login(BOSS);
    await rail('audit').click();
    const lines = page.getByRole('list', { name: 'What was done, newest first' });
    await lines.getByText('session.unlock').waitFor();
    await page.getByRole('searchbox', { name: 'A customer, a person, an action' }).fill('petro failed');
    await lines.getByText('session.unlock').waitFor({ state: 'detached' });
    expect(await lines.getByText('session.failed').count()).toBe(2);
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText(/^Whole: all \d+ lines are as they were written/).waitFor();
    expect(errors).toEqual([]);
  });
});
