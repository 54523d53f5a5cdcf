import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playMainJob } from '../../scripts/demo/main-job.ts';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';
import { speakingMicrophone } from '../support/speaking-microphone.ts';

let dataDir: string;
let workstation: Workstation;
let browser: Browser;
let page: Page;
const words: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-quality-'));
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium([speakingMicrophone(dataDir)]);
  page = await (await newContext(browser)).newPage();
  await page.goto(workstation.address);
  await playMainJob(page, {
    caller: { title: 'A customer you know', name: 'Emma Clarke' },
    talkMs: 9000,
    async onStep(step) {
      if (step !== 'talk') return;
      words.push((await page.getByRole('button', { name: /^Sound: / }).getAttribute('aria-label')) ?? '');
    },
  });
});

afterAll(async () => {
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('from the statistics of the connection to the words on the screen', () => {
  it('says during the talk how it sounds', () => {
    // How good depends on who else computes on this machine; that it is judged does not.
    expect(words).toEqual([expect.stringMatching(/^Sound: (good|fair|poor)$/)]);
  });

  it('explains the call afterwards: verdict, graph, story and messages', async () => {
    const pane = page.locator('aside');
    // A loopback loses nothing; a machine that does other things may be late.
    await pane.locator('li[data-code=good], li[data-code=jitter], li[data-code=delay]').first().waitFor();
    expect(await pane.locator('li[data-code]').count()).toBeLessThanOrEqual(2);
    const label = (await pane.getByRole('img').first().getAttribute('aria-label')) ?? '';
    expect(label).toMatch(/quality [1-4](\.\d+)? on average, [1-4](\.\d+)? at worst, loss up to \d %/);
    await pane.getByText(/^You answered after/).waitFor();
    await pane.getByText('You hung up').waitFor();
    await pane.getByText(/^Messages between Ringdesk and the PBX/).click();
    await pane.getByRole('button', { name: 'Received: INVITE + sound' }).waitFor();
    // The last messages follow a moment after the end.
    await pane.getByRole('button', { name: 'Sent: BYE' }).waitFor();
    await pane.getByRole('button', { name: 'Received: 200 OK · BYE' }).waitFor();
  });

  it('gives out a report without a password', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save report' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text).toContain('INVITE sip:');
    expect(text).not.toMatch(/response="[0-9a-f]{32}"/);
  });

  it('checks the workplace from the settings', async () => {
    await page.locator('nav [data-name=settings]').click();
    await page.getByRole('button', { name: 'Sound', exact: true }).click();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('All five passed. You can start.').waitFor();
  });
});
